// A window of the speaker's own: what is shown, the notes, what comes next, and the time since the start.

function openNotes(stage) {
  if (stage.notes && !stage.notes.view.closed) {
    stage.notes.view.focus();
    return;
  }
  const view = window.open("", "pf-notes", "popup,width=760,height=640");
  if (!view) {
    stage.tell(stage.options.words.blocked);
    return;
  }
  dress(stage, view);
  layNotes(stage, view);
  showNotes(stage);
  stage.notes.timer = setInterval(() => showTime(stage), 500);
}

// The strict policy of the page holds here too: rules are handed over, not written as text.
function dress(stage, view) {
  const node = stage.root.getRootNode();
  const sheet = new view.CSSStyleSheet();
  for (const source of new Set([...document.styleSheets, ...node.styleSheets, ...(node.adoptedStyleSheets ?? [])])) {
    // A style of another origin is closed to scripts and is none of ours.
    if (source.href && new URL(source.href).origin !== location.origin) continue;
    for (const rule of source.cssRules) {
      if (rule instanceof CSSFontFaceRule || rule.selectorText?.startsWith(".pf-notes")) sheet.insertRule(rule.cssText);
    }
  }
  view.document.adoptedStyleSheets = [sheet];
  view.document.documentElement.lang = document.documentElement.lang || "en";
}

function layNotes(stage, view) {
  const { words } = stage.options;
  const page = view.document;
  const part = (tag, kind, ...children) => {
    const made = page.createElement(tag);
    made.className = `pf-notes-${kind}`;
    made.append(...children);
    return made;
  };
  const [place, clock, message] = [part("span", "place"), part("span", "clock"), part("h1", "message")];
  const [text, following] = [part("p", "text"), part("p", "following")];
  for (const element of [message, text, following]) element.dir = "auto";
  const reset = part("button", "button", words.clock_reset);
  const [back, on] = [part("button", "button", words.previous), part("button", "button", words.next)];
  const top = part("div", "top", place, clock, reset);
  const next = part("div", "next", part("h2", "label", words.following), following, part("div", "moves", back, on));
  page.title = words.notes;
  clock.setAttribute("aria-label", words.clock);
  clock.setAttribute("role", "timer");
  page.body.className = "pf-notes";
  page.body.replaceChildren(part("main", "page", top, message, text, next));
  reset.addEventListener("click", () => { stage.began = Date.now(); showTime(stage); });
  back.addEventListener("click", () => stage.previous());
  on.addEventListener("click", () => stage.next());
  page.addEventListener("keydown", stage.onKey, { capture: true });
  stage.notes = { view, place, clock, message, text, following };
}

function showNotes(stage) {
  if (!stage.notes || stage.notes.view.closed) return;
  const { place, message, text, following } = stage.notes;
  const { words, notes } = stage.options;
  const after = stage.sections[stage.slide];
  place.textContent = `${stage.slide} / ${stage.count}`;
  message.textContent = sayable(stage.current());
  text.textContent = notes[stage.slide - 1] ?? "";
  following.textContent = after ? sayable(after) : words.end;
  showTime(stage);
}

function showTime(stage) {
  if (stage.notes.view.closed) {
    clearInterval(stage.notes.timer);
    return;
  }
  const seconds = Math.floor((Date.now() - stage.began) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (!parts[0]) parts.shift();
  stage.notes.clock.textContent = parts.map((part, place) => (place ? String(part).padStart(2, "0") : part)).join(":");
}

function closeNotes(stage) {
  if (!stage.notes) return;
  clearInterval(stage.notes.timer);
  stage.notes.view.close();
  stage.notes = null;
}
