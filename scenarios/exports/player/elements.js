// Makes elements, reads sections from markup, and puts new parts into a section that stays.

const PARTS = {
  message: ".pf-message", note: ".pf-note", answer: ".pf-result", measure: ".pf-measure", name: ".pf-deck", source: ".pf-source",
};

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function fill(text, blanks) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in blanks ? blanks[name] : whole));
}

function signed(number) {
  return (number < 0 ? "−" : "") + String(Math.abs(number));
}

// A slide that waits for the room's guess must not give away its message, in no list and to no reader.
function sayable(section) {
  const kind = section.classList.contains("pf-asking") ? ".pf-asked" : ".pf-message, .pf-title";
  return section.querySelector(kind)?.textContent ?? "";
}

function parsed(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup.trim();
  return template.content.firstElementChild;
}

function swapParts(section, parts) {
  for (const [name, selector] of Object.entries(PARTS)) {
    const place = section.querySelector(selector);
    if (place && name in parts && place.textContent !== parts[name]) place.textContent = parts[name];
  }
  if ("figure" in parts) section.querySelector(".pf-figure").innerHTML = parts.figure;
  if (parts.step) section.dataset.step = parts.step;
  if (parts.layout) section.dataset.layout = parts.layout;
}

// The slider of a slide stays the same element, so that a hand or a focus on it is never lost.
function swapSection(old, markup) {
  const fresh = parsed(markup);
  const sameQuestion = old.querySelector(".pf-asked")?.textContent === fresh.querySelector(".pf-asked")?.textContent;
  if (!old.dataset.lever || old.dataset.lever !== fresh.dataset.lever || !sameQuestion) {
    if (sameQuestion && old.dataset.revealed) fresh.dataset.revealed = old.dataset.revealed;
    old.replaceWith(fresh);
    return fresh;
  }
  const parts = { figure: fresh.querySelector(".pf-figure").innerHTML, ...fresh.dataset };
  for (const [name, selector] of Object.entries(PARTS)) {
    if (fresh.querySelector(selector)) parts[name] = fresh.querySelector(selector).textContent;
  }
  swapParts(old, parts);
  old.querySelector(".pf-values")?.replaceWith(fresh.querySelector(".pf-values") ?? "");
  return old;
}
