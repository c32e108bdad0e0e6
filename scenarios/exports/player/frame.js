// What stands around the slides: buttons, the list of slides, the list of keys, the dark screen.

const ICONS = {
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  all_slides: "M4 6h7v5H4zM13 6h7v5h-7zM4 14h7v5H4zM13 14h7v5h-7z",
  leave: "M6 6l12 12M18 6L6 18",
};
const KEYS = [
  ["key_next", "→  PageDown  Space  Enter"], ["key_previous", "←  PageUp  Backspace"], ["key_ends", "Home  End"],
  ["key_jump", "1–9  Enter"], ["key_overview", "O  G"], ["key_blank", "B  ."], ["key_full", "F"],
  ["key_notes", "N"], ["key_help", "?"], ["key_escape", "Esc"],
];

function iconButton(stage, name, act) {
  const label = stage.options.words[name];
  const button = make("button", { type: "button", class: `pf-button pf-${name}`, "aria-label": label, title: label });
  button.append(parsed(
    `<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6"
      stroke-linecap="round" stroke-linejoin="round"><path d="${ICONS[name]}"/></svg>`,
  ));
  stage.listen(button, "click", act);
  return button;
}

function textButton(stage, name, act) {
  const button = make("button", { type: "button", class: "pf-text-button" }, stage.options.words[name]);
  stage.listen(button, "click", act);
  return button;
}

function addFrame(stage) {
  const { words, onClose } = stage.options;
  stage.number = make("span", { class: "pf-now" });
  stage.typedSign = make("span", { class: "pf-typed", "aria-hidden": "true" });
  stage.status = make("p", { class: "pf-status", role: "status", "aria-live": "polite" });
  stage.dark = make("div", { class: "pf-dark", hidden: "" });
  stage.listen(stage.dark, "click", () => darken(stage, false));
  stage.buttons = {
    previous: iconButton(stage, "previous", () => stage.previous()),
    next: iconButton(stage, "next", () => stage.next()),
  };
  const controls = make("nav", { class: "pf-controls", "aria-label": words.controls });
  controls.append(stage.typedSign, iconButton(stage, "all_slides", () => openList(stage)));
  controls.append(stage.buttons.previous, stage.number, stage.buttons.next);
  if (onClose) controls.append(iconButton(stage, "leave", () => stage.options.onClose?.()));
  stage.dialogs = { list: make("dialog", { class: "pf-dialog", "aria-label": words.all_slides }) };
  stage.dialogs.keys = make("dialog", { class: "pf-dialog pf-dialog-keys", "aria-label": words.keys });
  stage.chrome = make("div", { class: "pf-chrome" }, controls, stage.status);
  stage.chrome.append(stage.dialogs.list, stage.dialogs.keys, stage.dark);
  stage.root.append(stage.chrome);
}

function openList(stage) {
  const { words } = stage.options;
  const dialog = stage.dialogs.list;
  const list = make("ol", { class: "pf-list" });
  stage.sections.forEach((section, index) => {
    const label = make("span", { dir: "auto" }, sayable(section));
    const button = make("button", { type: "button" }, make("span", {}, String(index + 1)), label);
    if (index + 1 === stage.slide) button.setAttribute("aria-current", "true");
    stage.listen(button, "click", () => { dialog.close(); stage.show(index + 1); });
    list.append(make("li", {}, button));
  });
  const foot = make("div", { class: "pf-dialog-foot" });
  foot.append(textButton(stage, "full_screen", () => { dialog.close(); fullScreen(stage); }));
  if (stage.hasNotes()) foot.append(textButton(stage, "notes", () => { dialog.close(); openNotes(stage); }));
  foot.append(textButton(stage, "keys", () => { dialog.close(); openKeys(stage); }));
  foot.append(textButton(stage, "close", () => dialog.close()));
  dialog.replaceChildren(make("h2", {}, words.all_slides), list, foot);
  dialog.showModal();
  list.querySelector("[aria-current]")?.focus();
}

function openKeys(stage) {
  const { words } = stage.options;
  const dialog = stage.dialogs.keys;
  const list = make("dl", { class: "pf-keys" });
  for (const [name, keys] of KEYS) {
    if (name === "key_notes" && !stage.hasNotes()) continue;
    const shown = keys.split("  ").map((key) => make("kbd", {}, key));
    list.append(make("dt", {}, ...shown), make("dd", {}, words[name]));
  }
  const foot = make("div", { class: "pf-dialog-foot" }, textButton(stage, "close", () => dialog.close()));
  dialog.replaceChildren(make("h2", {}, words.keys), list, foot);
  dialog.showModal();
}

function darken(stage, dark) {
  stage.dark.hidden = !dark;
  if (dark) stage.say(stage.options.words.blank);
}

function fullScreen(stage) {
  const within = stage.root.getRootNode();
  if (within.fullscreenElement) document.exitFullscreen();
  else if (!stage.root.requestFullscreen) stage.tell(stage.options.words.no_full_screen);
  else stage.root.requestFullscreen().catch(() => stage.tell(stage.options.words.no_full_screen));
}
