// Slides inside an element -> a player that shows one at a time; started again, it goes on where it was.

const TOLD = 5000;

function start(root, options) {
  if (root.pfPlayer) return root.pfPlayer.update(options);
  const stage = {
    root, options, ended: new AbortController(), given: null, typedDigits: "", began: Date.now(), notes: null,
    stacked: window.matchMedia("(max-width: 599.98px)"),
  };
  stage.listen = (target, type, act, how = {}) =>
    target.addEventListener(type, act, { ...how, signal: stage.ended.signal });
  lay(stage);
  move(stage);
  root.classList.add("pf-on");
  addFrame(stage);
  watchKeys(stage);
  watchSwipes(stage);
  watchLevers(stage);
  watchQuestions(stage);
  unfold(stage);
  stage.listen(stage.stacked, "change", () => unfold(stage));
  if (options.hash) stage.listen(window, "hashchange", () => stage.show(fromAddress() ?? stage.slide));
  place(stage, (options.hash && fromAddress()) || options.slide || Number(root.dataset.slide) || 1);
  root.pfPlayer = face(stage);
  return root.pfPlayer;
}

function lay(stage) {
  stage.frame = stage.root.querySelector(".pf-frame") ?? stage.root.appendChild(make("div", { class: "pf-frame" }));
  if (stage.options.slides) {
    stage.frame.replaceChildren(...stage.options.slides.map(parsed));
    stage.given = [...stage.options.slides];
  }
  count(stage);
}

function count(stage) {
  stage.sections = [...stage.frame.querySelectorAll(".pf-slide")];
  stage.count = stage.sections.length;
  markQuestions(stage);
}

// What the keys, the buttons and the notes window can ask for.
function move(stage) {
  stage.current = () => stage.sections[stage.slide - 1];
  stage.focused = () => stage.root.getRootNode().activeElement;
  stage.hasNotes = () => Boolean(stage.options.notes?.some(Boolean));
  stage.say = (text) => {
    stage.status.classList.remove("pf-told");
    stage.status.textContent = text;
  };
  // What the eye has to know too stands on the screen for a while.
  stage.tell = (text) => {
    stage.say(text);
    stage.status.classList.add("pf-told");
    clearTimeout(stage.telling);
    stage.telling = setTimeout(() => stage.status.classList.remove("pf-told"), TOLD);
  };
  stage.announce = () => {
    stage.say(`${stage.slide} / ${stage.count}. ${sayable(stage.current())}`);
    showNotes(stage);
  };
  stage.show = (number) => {
    if (number === stage.slide) return;
    if (!(number >= 1 && number <= stage.count)) {
      stage.tell(fill(stage.options.words.no_slide, { number }));
      return;
    }
    const held = stage.current().contains(stage.focused());
    place(stage, number);
    if (held) stage.current().focus({ preventScroll: true });
    stage.announce();
    stage.options.onSlide?.(number);
  };
  stage.next = () => {
    if (stage.current().classList.contains("pf-asking")) reveal(stage, stage.current());
    else if (stage.slide < stage.count) stage.show(stage.slide + 1);
  };
  stage.previous = () => {
    if (stage.slide > 1) stage.show(stage.slide - 1);
  };
}

function place(stage, number) {
  stage.slide = Math.min(Math.max(1, number), stage.count);
  stage.root.dataset.slide = stage.slide;
  stage.sections.forEach((section, index) => section.classList.toggle("pf-current", index + 1 === stage.slide));
  stage.number.textContent = `${stage.slide} / ${stage.count}`;
  stage.buttons.previous.setAttribute("aria-disabled", String(stage.slide === 1));
  const waits = stage.current()?.classList.contains("pf-asking");
  stage.buttons.next.setAttribute("aria-disabled", String(stage.slide === stage.count && !waits));
  if (stage.options.hash) history.replaceState(null, "", `#${stage.slide}`);
}

function fromAddress() {
  const number = Number(location.hash.slice(1));
  return Number.isInteger(number) && number > 0 ? number : null;
}

// Readers of a screen find the values on every slide; on a phone they are folded for the eye.
function unfold(stage) {
  for (const values of stage.frame.querySelectorAll(".pf-values")) values.open = !stage.stacked.matches;
}

function update(stage, options) {
  const moved = options.slide && options.slide !== stage.options.slide ? options.slide : stage.slide;
  stage.options = options;
  const { slides } = options;
  if (slides && slides.length === stage.count && stage.given) {
    slides.forEach((markup, index) => {
      if (markup !== stage.given[index]) swapSection(stage.sections[index], markup);
    });
    stage.given = [...slides];
    count(stage);
  } else if (slides) {
    lay(stage);
  }
  unfold(stage);
  place(stage, moved);
  showNotes(stage);
}

function face(stage) {
  const player = {
    get slide() { return stage.slide; },
    get count() { return stage.count; },
    show: stage.show,
    next: stage.next,
    previous: stage.previous,
    update(options) {
      update(stage, options);
      return player;
    },
    replaceSlide(number, parts) {
      if (typeof parts === "string") swapSection(stage.sections[number - 1], parts);
      else swapParts(stage.sections[number - 1], parts);
      count(stage);
      unfold(stage);
      place(stage, stage.slide);
      showNotes(stage);
    },
    stop() {
      stage.ended.abort();
      closeNotes(stage);
      stage.chrome.remove();
      stage.root.classList.remove("pf-on");
      for (const section of stage.sections) section.classList.remove("pf-asking");
      delete stage.root.pfPlayer;
    },
  };
  return player;
}
