// Runs in the page of a briefing that is on stage. Times are of this page's clock.
(() => {
  const root = () => {
    const host = [...document.querySelectorAll(".st-key-stage *")].find((e) => e.shadowRoot?.querySelector(".pf-player"));
    return host?.shadowRoot;
  };
  // The slide that is shown, with its headline and the lines under it; the figure follows.
  const shown = () => {
    const slide = root()?.querySelector(".pf-current");
    return slide && slide.getAttribute("aria-label") + (slide.querySelector(".pf-head") ?? slide).textContent;
  };
  let pressed = 0;
  let before = "";
  addEventListener("keydown", (event) => { if (event.isTrusted) pressed = performance.now(); }, true);
  window.stage = {
    arm() {
      before = shown();
      pressed = 0;
      return Boolean(before);
    },
    // Milliseconds from the key press to the frame that shows other words; null if none came.
    async settled(patience) {
      const start = performance.now();
      while (performance.now() - start < patience) {
        await new Promise(requestAnimationFrame);
        if (pressed && shown() !== before) {
          await new Promise(requestAnimationFrame);
          return performance.now() - pressed;
        }
      }
      return null;
    },
  };
})();
