// A question to the room, its answer, and the slider that is moved on stage.

const PAUSE = 125;
const MOST = 100;

function sayValue(slider) {
  const text = JSON.parse(slider.dataset.texts)[slider.value];
  slider.setAttribute("aria-valuetext", text);
  slider.closest(".pf-lever").querySelector("output").textContent = text;
}

// Tells what a slider is moved to: at once, then at most once a pause, and always what it is left at.
function watchLevers(stage) {
  let timer = null;
  let slider = null;
  let told = null;
  const tell = () => {
    clearTimeout(timer);
    timer = null;
    if (told === slider.value) return;
    told = slider.value;
    const value = JSON.parse(slider.dataset.values)[told];
    stage.options.onLever?.(stage.sections.indexOf(slider.closest(".pf-slide")) + 1, value);
  };
  const pause = () => {
    timer = setTimeout(() => { tell(); }, PAUSE);
  };
  stage.listen(stage.root, "input", (event) => {
    if (!event.target.matches(".pf-lever input")) return;
    if (slider !== event.target) told = null;
    slider = event.target;
    sayValue(slider);
    if (timer) return;
    tell();
    pause();
  });
  stage.listen(stage.root, "change", (event) => {
    if (slider && event.target === slider) tell();
  });
  // After a drag the arrow keys belong to the slides again; who came by key keeps them.
  stage.listen(stage.root, "pointerup", (event) => {
    if (event.target.matches?.(".pf-lever input")) event.target.blur();
  });
  stage.ended.signal.addEventListener("abort", () => clearTimeout(timer));
}

function watchQuestions(stage) {
  stage.listen(stage.root, "submit", (event) => {
    event.preventDefault();
    const section = event.target.closest(".pf-slide");
    if (section?.classList.contains("pf-asking")) reveal(stage, section);
  });
}

// Why a guess is not taken: it is none, out of range, or two numbers; nothing if it is taken, or empty.
function objection(stage, text) {
  const { words } = stage.options;
  const found = meanings(text);
  if (!text.trim() || (found.length === 1 && Math.abs(found[0]) <= MOST)) return "";
  if (found.length < 2 || found.every((number) => Math.abs(number) > MOST)) return words.refused;
  const [first, second] = found.map((number) => written(number).replace("-", "−"));
  return fill(words.asked, { text, first, second });
}

// False where the guess is not taken; the field then says why.
function reveal(stage, section) {
  const field = section.querySelector(".pf-guess");
  const refused = section.querySelector(".pf-refused");
  refused.textContent = objection(stage, field.value);
  if (refused.textContent) {
    field.focus();
    return false;
  }
  const focused = section.contains(stage.focused());
  if (field.value.trim()) {
    const guess = signed(meanings(field.value)[0]);
    section.querySelector(".pf-room").textContent = `${fill(stage.options.words.room, { guess })} `;
  }
  section.dataset.revealed = "yes";
  section.classList.remove("pf-asking");
  if (focused) section.focus({ preventScroll: true });
  stage.announce();
  return true;
}

function markQuestions(stage) {
  for (const section of stage.sections) {
    const waits = section.querySelector(".pf-question") && !section.dataset.revealed;
    section.classList.toggle("pf-asking", Boolean(waits));
  }
}
