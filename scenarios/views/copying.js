// Copies a text at the press of a button, and says so only when it was done; else the text stands selected in a field.
function copying(button, place, text, words) {
  const label = button.getAttribute("aria-label");
  const say = (shown, read) => {
    button.textContent = shown;
    if (label) button.setAttribute("aria-label", read);
  };
  say(words.copy, label);
  button.setAttribute("aria-live", "polite");
  button.onclick = async () => {
    place.querySelector(".pf-copy")?.remove();
    if (!await copied(text, place, words)) return;
    say(words.copied, words.copied);
    setTimeout(() => say(words.copy, label), 1500);
  };
}

function copier() {
  return Object.assign(document.createElement("button"), { type: "button" });
}

async function copied(text, place, words) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refused) { /* Not allowed, or there is no clipboard at an address that is not safe: the old way. */ }
  const field = Object.assign(document.createElement("textarea"), { readOnly: true, value: text, rows: 3 });
  const told = Object.assign(document.createElement("span"), { textContent: words.failed });
  const shown = Object.assign(document.createElement("div"), { className: "pf-copy" });
  told.setAttribute("role", "alert");
  field.setAttribute("aria-label", words.failed);
  shown.append(told, field);
  place.append(shown);
  field.focus();
  field.select();
  const done = document.execCommand("copy");
  if (done) shown.remove();
  return done;
}
