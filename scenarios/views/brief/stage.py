"""The stage: the slides of a briefing over the whole window, with a live lever; and a slide as it is made."""

from dataclasses import replace

import streamlit as st

from scenarios import palette, sentences
from scenarios.briefing import deck
from scenarios.engine import scenario
from scenarios.exports import player
from scenarios.exports.player import slides
from scenarios.views import clock
from scenarios.views.brief import taking
from scenarios.views.desk import board, memory, state
from scenarios.views.desk.memory import Slot
from scenarios.views.markup import problem

_ON, _LEVERS, _MOVED = Slot("stage_on", False), Slot("stage_levers"), Slot("stage_moved")

_CSS = player.style() + "\n.pf-player.pf-on { height: 100vh; }\n"

_STAGE = (
    player.script()
    + """
let answered = 0;
let slides = [];
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".pf-player");
  if (data.slides.length) slides = data.slides;
  const stage = start(root, {
    slides, slide: data.slide, notes: data.notes, words: data.words, hash: false,
    onClose: () => setTriggerValue("closed", stage.slide),
    onLever: (n, value) => setTriggerValue("lever", { n, value }),
  });
  globalThis.pullFactorsStage = stage;
  if (data.live && data.live.id !== answered) {
    answered = data.live.id;
    stage.replaceSlide(data.live.n, data.live.parts);
  }
  return () => stage.stop();
}
"""
)

_stage = st.components.v2.component("stage", html='<div class="pf-player"></div>', css=_CSS, js=_STAGE)

_WORDING = """
export default function ({ data }) {
  if (data.n) globalThis.pullFactorsStage?.replaceSlide(data.n, data.parts);
}
"""

_wording = st.components.v2.component("stage_wording", html="<i hidden></i>", js=_WORDING)


def on():
    """Whether the stage is on."""
    return _ON.get()


def begin():
    """Go on stage, at the step that is open."""
    _ON.put(True)
    _LEVERS.put({})
    _MOVED.put((0, 0))


def stage(inputs, words):
    """Draw the stage."""
    bar = st.empty()
    try:
        shown = taking.whole(inputs, words, lambda done: bar.progress(done, words("brief.computing")))
        made = _sections(inputs, words, shown)
    except scenario.ScenarioError as error:
        problem(str(error))
        st.button(words("brief.back"), key="stage_back", on_click=_close)
        return
    bar.empty()
    with st.container(key="stage"):
        live = _live(inputs, words)
        _stage(
            key="stage_player",
            on_closed_change=_closed,
            on_lever_change=_lever,
            height="content",
            data={
                # They are in the browser by the time that a lever is moved, and would slow each move down.
                "slides": [] if live else made,
                # From the first step one begins with the title page.
                "slide": board.place() + 2 if board.place() else 1,
                "notes": slides.notes(shown, words),
                "words": player.words(words),
                "live": live,
            },
        )


def _sections(inputs, words, shown):
    """Markup of every page of the stage, kept until the briefing changes."""
    found = state.result("sections", shown)
    if found is None:
        levers = {
            number: _slider(inputs, step) for number, step in enumerate(board.now().steps, 1) if step.lever
        }
        found = state.put_result("sections", shown, list(slides.sections(shown, words, levers, narrow=False)))
    return found


def _slider(inputs, step):
    """The live lever of a step as the stage shows it."""
    row = inputs.lever(step.lever)
    value = step.scenarios[0].scenario.lever_values(inputs)[row.id]
    stops = scenario.stops(row, value)
    texts = tuple(sentences.value_of(row, stop) for stop in stops)
    return slides.Slider(row.id, row.title, stops, value, texts)


def _live(inputs, words):
    """The slide whose lever was moved last, as it is with that; nothing before one was moved.

    Its words are sent ahead of the figure, which takes longer to draw.
    """
    position, moves = _MOVED.get()
    if not moves:
        _wording(key="stage_wording", data={"n": 0})
        return None
    number = position - 1
    step = board.now().steps[number - 1]
    value = _LEVERS.get()[number]
    moved = tuple(
        replace(one, scenario=scenario.with_values(inputs, one.scenario, {step.lever: value}))
        for one in step.scenarios
    )
    if moved != step.scenarios:
        moved = tuple(
            replace(one, title=words("work.name_changed", title=one.title), version=0) for one in moved
        )
    made = deck.slide(inputs, words, replace(step, scenarios=moved), number, clock.today())
    _wording(key="stage_wording", data={"n": position, "parts": slides.wording(made, words)})
    return {"id": moves, "n": position, "parts": slides.parts(made, words)}


def _lever():
    moved = memory.entered("stage_player")["lever"]
    position = int(moved["n"])
    _LEVERS.put({**_LEVERS.get(), position - 1: float(moved["value"])})
    _MOVED.put((position, _MOVED.get()[1] + 1))


def _closed():
    here = memory.entered("stage_player")["closed"]
    _close()
    board.go(max(0, min(int(here) - 2, len(board.now().steps) - 1)))


def _close():
    _ON.put(False)


_PREVIEW = """
export default function ({ parentElement, data }) {
  const frame = parentElement.querySelector(".pf-frame");
  if (frame.dataset.given !== data.section) {
    frame.innerHTML = data.section;
    frame.dataset.given = data.section;
  }
}
"""

_preview = st.components.v2.component(
    "slide_preview",
    html='<div class="pf-player"><div class="pf-frame"></div></div>',
    css=player.style()
    + f"\n.pf-player {{ border: 1px solid {palette.EDGE}; }}"
    + " .pf-number, .pf-progress { display: none; }\n",
    js=_PREVIEW,
)


def preview(words, slide):
    """Draw one slide as the stage shows it, as wide as the page is, without its number."""
    here = board.now()
    only = deck.Deck(here.title, "", "", 0, (slide,), slide.plate.credit, words("app.scope"), ())
    _preview(key="slide_preview", data={"section": slides.section(only, words, slide, 1)})
