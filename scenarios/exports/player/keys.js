// Keys, clickers and swipes -> what the player does; keys typed into a field stay the field's.

const FORWARD = ["ArrowRight", "PageDown", " ", "Enter"];
const BACK = ["ArrowLeft", "PageUp", "Backspace"];
const SLIDERS_OWN = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
const SWIPE = 50;

// Whether the focused element has a use of its own for a key.
function taken(target, key) {
  if (key === "PageDown" || key === "PageUp" || !target.matches) return false;
  if (target.matches("input[type=range], [role=slider]")) return SLIDERS_OWN.includes(key);
  if (target.matches("input, textarea, select, [contenteditable]:not([contenteditable=false])")) return true;
  return target.matches("button, a, summary") && (key === "Enter" || key === " ");
}

function watchKeys(stage) {
  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (stage.stacked.matches || stage.root.querySelector("dialog[open]")) return;
    if (taken(event.composedPath()[0], event.key) || !pressed(stage, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  stage.onKey = press;
  stage.listen(document, "keydown", press, { capture: true });
}

// True if the key meant something.
function pressed(stage, key) {
  if (!stage.dark.hidden) {
    darken(stage, false);
    stage.announce();
    return true;
  }
  if (typed(stage, key)) return true;
  if (FORWARD.includes(key)) stage.next();
  else if (BACK.includes(key)) stage.previous();
  else if (key === "Home") stage.show(1);
  else if (key === "End") stage.show(stage.count);
  else return asked(stage, key.length === 1 ? key.toLowerCase() : key);
  return true;
}

function asked(stage, key) {
  if (key === "o" || key === "g") openList(stage);
  else if (key === "?") openKeys(stage);
  else if (key === "b" || key === ".") darken(stage, true);
  else if (key === "f") fullScreen(stage);
  else if (key === "n" && stage.hasNotes()) openNotes(stage);
  else if (key === "Escape" && stage.options.onClose) stage.options.onClose();
  else return false;
  return true;
}

// Digits wait for Enter; any other key forgets them.
function typed(stage, key) {
  const before = stage.typedDigits;
  stage.typedDigits = "";
  let used = true;
  if (/^[0-9]$/.test(key)) stage.typedDigits = (before + key).slice(-3);
  else if (before && key === "Backspace") stage.typedDigits = before.slice(0, -1);
  else if (before && key === "Enter") stage.show(Number(before));
  else used = Boolean(before) && key === "Escape";
  stage.typedSign.textContent = stage.typedDigits;
  return used;
}

function watchSwipes(stage) {
  let from = null;
  stage.listen(stage.root, "touchstart", (event) => {
    const own = event.composedPath()[0].closest?.("input, dialog");
    from = event.touches.length === 1 && !own ? event.touches[0] : null;
  }, { passive: true });
  stage.listen(stage.root, "touchend", (event) => {
    if (!from || stage.stacked.matches) return;
    const to = event.changedTouches[0];
    const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
    from = null;
    if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(down)) return;
    if (across < 0) stage.next();
    else stage.previous();
  });
}
