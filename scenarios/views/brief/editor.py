"""The open step of a briefing: its slide as it is shown, and what can be changed about it."""

from datetime import date

import streamlit as st

from scenarios import files, group, scenario, store
from scenarios.briefing import deck, storyfile
from scenarios.briefing.charts import CHARTS
from scenarios.briefing.storyboard import ALL, COMPARE, FEWEST, HEAT, MOST, Named
from scenarios.views import state
from scenarios.views.brief import board, stage
from scenarios.views.work import entries, keeping
from scenarios.views.work.markup import problem

_KEPT, _CURRENT = "kept", "current"
_LONGEST = 200


def editor(inputs, words):
    """Draw the open step."""
    number = board.place()
    step = board.now().steps[number]
    left, right = st.columns([1.9, 1], gap="large")
    with right:
        _fields(inputs, words, number, step)
    with left:
        made = _slide(inputs, words, number, step)
        if made:
            stage.preview(words, made, len(board.now().steps))
        _moves(words, number)
        _texts(words, number, step, made)


def _slide(inputs, words, number, step):
    """The step as a slide, or ``None`` where it cannot be shown, which is said."""
    fault = next(storyfile.faults(inputs, step, CHARTS), None)
    try:
        if fault:
            raise scenario.ScenarioError(": ".join(fault))
        return deck.slide(inputs, words, step, number + 1, date.today().isoformat())
    except scenario.ScenarioError as error:
        problem(words("brief.cannot", reason=str(error)))
        return None


def _moves(words, number):
    last = len(board.now().steps) - 1
    with st.container(horizontal=True, key="step_moves"):
        for name, call, arguments, disabled in (
            ("earlier", board.move, [number, number - 1], number == 0),
            ("later", board.move, [number, number + 1], number == last),
            ("duplicate", board.duplicate, [number], last + 1 >= board.MOST),
            ("remove", board.remove, [number], last == 0),
        ):
            st.button(
                words(f"brief.{name}"), key=f"brief_{name}", on_click=call, args=arguments, disabled=disabled
            )


def _texts(words, number, step, made):
    """The message and the notes."""
    generated = made.plate.headline if made else ""
    key = f"message_{number}"
    state.keep(key, step.message)
    st.text_input(
        words("brief.message"), key=key, max_chars=_LONGEST, placeholder=generated[:_LONGEST],
        help=words("brief.message_help"), on_change=_text, args=[number, key, "message"],
    )  # fmt: skip
    key = f"notes_{number}"
    state.keep(key, step.notes)
    st.text_area(
        words("brief.notes"),
        key=key,
        max_chars=2000,
        height=110,
        on_change=_text,
        args=[number, key, "notes"],
    )


def _text(number, key, field):
    text = st.session_state[key]
    try:
        cleaned = files.checked(text, storyfile.Message if field == "message" else files.Note)
    except scenario.ScenarioError as error:
        state.say(str(error))
        return
    board.change(number, **{field: cleaned})


def _fields(inputs, words, number, step):
    """Chart, scenario, group, destination, live lever, guess."""
    charts = {name: words(f"brief.chart_{name}") for name in CHARTS}
    _choose(words, number, "chart", charts, step.chart)
    _scenarios(inputs, words, number, step)
    groups = {row.id: row.title for row in inputs.segments} | {group.TOTAL: words("why.total")}
    if step.chart == HEAT:
        groups = {ALL: words("explore.all_groups")}
    if step.chart != HEAT:
        _choose(words, number, "segment", groups, step.segment)
    _choose(
        words, number, "destination", {row.id: row.title for row in inputs.destinations}, step.destination
    )
    levers = {"": words("brief.no_lever"), **{row.id: row.title for row in inputs.levers}}
    _choose(words, number, "lever", levers, step.lever)
    key = f"guess_{number}"
    state.keep(key, step.guess)
    st.toggle(
        words("brief.guess"),
        key=key,
        help=words("brief.guess_help"),
        on_change=_set,
        args=[number, "guess", key],
    )


def _choose(words, number, field, options, value):
    key = f"{field}_{number}"
    if value not in options:
        options = {value: value, **options}
    state.keep(key, value)
    st.selectbox(
        words(f"brief.{field}"), list(options), format_func=options.get, key=key, on_change=_set,
        args=[number, field, key],
    )  # fmt: skip


def _set(number, field, key):
    values = {field: st.session_state[key]}
    step = board.now().steps[number]
    if field == "chart":
        if values["chart"] == HEAT:
            values["segment"] = ALL
        elif step.segment == ALL:
            values["segment"] = st.session_state.get("segment", "IND_YOUNG")
        if values["chart"] != COMPARE:
            values["scenarios"] = step.scenarios[:1]
    board.change(number, **values)


def _scenarios(inputs, words, number, step):
    """One scenario, or several for a comparison: those of the step, the current one, stories, saved ones."""
    known = _known(inputs, words)
    kept = {f"{_KEPT}{place}": one for place, one in enumerate(step.scenarios)}
    titles = {name: words("brief.as_in_step", title=one.title) for name, one in kept.items()}
    titles |= {name: one.title for name, one in known.items()}
    titles[_CURRENT] = words("comparing.current", title=known[_CURRENT].title)
    key = f"scenarios_{number}"
    if step.chart == COMPARE:
        state.keep(key, list(kept))
        st.multiselect(
            words("brief.scenarios", fewest=FEWEST, most=MOST), list(titles), format_func=titles.get, key=key,
            max_selections=MOST, on_change=_took, args=[number, key, {**kept, **known}],
        )  # fmt: skip
    else:
        state.keep(key, next(iter(kept)))
        st.selectbox(
            words("brief.scenario"), list(titles), format_func=titles.get, key=key, on_change=_took,
            args=[number, key, {**kept, **known}],
        )  # fmt: skip


def _known(inputs, words):
    """Reference -> scenario with its name, of everything that a step can be made of."""
    made, version = keeping.as_preset(inputs, words)
    known = {_CURRENT: Named(made.title, state.current(inputs), version)}
    known |= {name: Named(preset.title, preset.scenario) for name, preset in files.presets(inputs).items()}
    try:
        for found in keeping.saved().items(keeping.KIND):
            chosen = keeping.readable(inputs, found)
            if chosen is not None:
                known[found.reference] = Named(found.record.title, chosen, found.version)
    except store.StoreError as error:
        problem(str(error))
    for entry in entries.chosen(inputs, words):
        known.setdefault(entry.reference, entries.named(inputs, words, entry))
    return known


def _took(number, key, known):
    chosen = st.session_state[key]
    names = chosen if isinstance(chosen, list) else [chosen]
    if names:
        board.change(number, scenarios=tuple(known[name] for name in names))
