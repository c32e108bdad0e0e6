// Runs in the page before the app does. Times are of this page's clock, so no message to the test counts.
(() => {
  const CHART = '[data-testid="stVegaLiteChart"]';
  const QUIET = 200;
  let pressed = 0; // when the key went down
  let touched = 0; // when a chart last changed
  let painted = 0; // the frame after that
  let before = [];

  const charts = () => [...document.querySelectorAll(CHART)];
  // The numbers in ids grow when a chart is built anew, which is no new content.
  const content = (chart) =>
    [...chart.querySelectorAll("svg")].map((svg) => svg.innerHTML.replace(/clip\d+/g, "")).join();
  const hash = (text) => {
    let value = 0;
    for (let i = 0; i < text.length; i++) value = (Math.imul(value, 31) + text.charCodeAt(i)) | 0;
    return value;
  };
  const hashes = () => charts().map((chart) => hash(content(chart)));

  const inChart = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(CHART);
  const holdsChart = (node) => node.nodeType === 1 && (node.matches(CHART) || node.querySelector(CHART));
  new MutationObserver((records) => {
    if (!records.some((r) => inChart(r.target) || [...r.addedNodes].some(holdsChart))) return;
    touched = performance.now();
    requestAnimationFrame(() => { painted = performance.now(); });
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  addEventListener("keydown", (event) => { if (event.isTrusted) pressed = performance.now(); }, true);

  const rested = () =>
    document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning" &&
    !document.querySelector('[data-testid="stSkeleton"]') &&
    painted >= touched && performance.now() - touched >= QUIET;

  const until = (holds, patience) => new Promise((resolve) => {
    const start = performance.now();
    const look = () => {
      if (holds()) resolve(true);
      else if (performance.now() - start > patience) resolve(false);
      else setTimeout(look, 20);
    };
    look();
  });

  window.bench = {
    // When the last chart was drawn, on the clock of the wall; null if one never was.
    async drawn(patience) {
      const all = () => charts().length > 0 && charts().every((chart) => chart.querySelector("svg path"));
      return (await until(() => all() && rested(), patience)) ? performance.timeOrigin + painted : null;
    },
    // What stands on the page instead, for the message of an error.
    story() {
      const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
      const still = Math.round(performance.now() - touched);
      const words = document.body.innerText.replace(/\s+/g, " ").slice(0, 300);
      return `script ${state}, charts ${charts().length}, last change ${still} ms ago; page: ${words}`;
    },
    // Looks at every chart before a key press; says whether the slider stands at its lowest or highest value.
    arm(slider) {
      before = hashes();
      pressed = 0;
      const { value, min, max } = document.querySelector(slider);
      return { lowest: +value <= +min, highest: +value >= +max };
    },
    // Milliseconds from the key press to the last change of a chart, once every chart shows something else.
    async settled(patience) {
      let after = [];
      const differs = () => {
        after = hashes();
        return after.length === before.length && after.every((value, n) => value !== before[n]);
      };
      const done = () => pressed > 0 && touched > pressed && rested() && differs();
      if (await until(done, patience)) return { ms: painted - pressed };
      const still = after.filter((value, n) => value === before[n]).length;
      return { error: `pressed ${pressed > 0}, charts ${before.length} -> ${after.length}, unchanged ${still}` };
    },
  };
})();
