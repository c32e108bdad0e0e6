"""The open step of a briefing: its slide as it is shown, and what can be changed about it."""

from functools import partial
from types import MappingProxyType

import streamlit as st

from scenarios import store
from scenarios.briefing import deck, storytables
from scenarios.briefing.charts import CHARTS
from scenarios.briefing.storyboard import ALL, COMPARE, FEWEST, HEAT, MOST, Named
from scenarios.engine import group, scenario
from scenarios.formats import files
from scenarios.views import clock
from scenarios.views.brief import stage
from scenarios.views.desk import board, current, entries, faults, keeping, memory, navigation, subject
from scenarios.views.desk.memory import Slot
from scenarios.views.markup import problem

_KEPT, _CURRENT = "kept", "current"
_REFUSED = Slot("board_refused", MappingProxyType({}))
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
            stage.preview(words, made)
        _moves(words, number)
        _texts(words, number, step, made)


def _slide(inputs, words, number, step):
    """The step as a slide, or ``None`` where it cannot be shown, which is said."""
    try:
        faults.check(inputs, words, step)
        return deck.slide(inputs, words, step, number + 1, clock.today())
    except scenario.ScenarioError as error:
        problem(words("brief.cannot", reason=faults.in_words(inputs, words, str(error))))
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
    refused = _hold(key, step.message)
    st.text_input(
        words("brief.message"), key=key, max_chars=_LONGEST, placeholder=generated[:_LONGEST],
        help=words("brief.message_help"), on_change=_text, args=[words, number, key, "message"],
    )  # fmt: skip
    refused()
    key = f"notes_{number}"
    refused = _hold(key, step.notes)
    st.text_area(
        words("brief.notes"),
        key=key,
        max_chars=2000,
        height=110,
        on_change=_text,
        args=[words, number, key, "notes"],
    )
    refused()


def _hold(key, value):
    """Give a field its text, or the one that was refused there; gives what says why, below the field."""
    held, text, reason = _REFUSED.get().get(board.now(), ("", "", ""))
    navigation.keep(key, text if held == key else value)
    return partial(problem, reason) if held == key else lambda: None


def _text(words, number, key, field):
    text = memory.entered(key)
    try:
        cleaned = files.checked(text, storytables.Message if field == "message" else files.Note)
    except scenario.ScenarioError as error:
        reason = str(error).removeprefix("the file: ")
        _REFUSED.put({board.now(): (key, text, f"{words(f'brief.{field}')}: {reason}")})
        return
    _REFUSED.empty()
    board.change(number, **{field: cleaned})


def _fields(inputs, words, number, step):
    """Chart, scenario, group, destination, live lever, guess."""
    charts = {name: words(f"brief.chart_{name}") for name in CHARTS}
    _choose(inputs, words, number, "chart", charts, step.chart)
    _scenarios(inputs, words, number, step)
    groups = inputs.titles("segments") | {group.TOTAL: words("why.total")}
    if step.chart == HEAT:
        groups = {ALL: words("explore.all_groups")}
    if step.chart != HEAT:
        _choose(inputs, words, number, "segment", groups, step.segment)
    _choose(
        inputs,
        words,
        number,
        "destination",
        inputs.titles("destinations"),
        step.destination,
    )
    levers = {"": words("brief.no_lever"), **inputs.titles("levers")}
    _choose(inputs, words, number, "lever", levers, step.lever)
    key = f"guess_{number}"
    navigation.keep(key, step.guess)
    st.toggle(
        words("brief.guess"),
        key=key,
        help=words("brief.guess_help"),
        on_change=_set,
        args=[inputs, words, number, "guess", key],
    )


def _choose(inputs, words, number, field, options, value):
    key = f"{field}_{number}"
    if value not in options:
        options = {value: value, **options}
    navigation.keep(key, value)
    st.selectbox(
        words(f"brief.{field}"), list(options), format_func=options.get, key=key, on_change=_set,
        args=[inputs, words, number, field, key],
    )  # fmt: skip


def _set(inputs, words, number, field, key):
    values = {field: memory.entered(key)}
    step = board.now().steps[number]
    if field == "chart":
        if values["chart"] == HEAT:
            values["segment"] = ALL
        elif step.segment == ALL:
            values["segment"] = subject.segment(inputs)
        if values["chart"] != COMPARE:
            values["scenarios"] = step.scenarios[:1]
        usual = f"draft.notes_{step.chart}"
        if words.has(usual) and step.notes == words(usual):  # nobody wrote them
            own = f"draft.notes_{values['chart']}"
            values["notes"] = words(own) if words.has(own) else ""
    board.change(number, **values)


def _scenarios(inputs, words, number, step):
    """One scenario, or several for a comparison: those of the step, the current one, stories, saved ones."""
    known = _known(inputs, words)
    # The browser goes by titles: with another title it has to be another option, or the old one comes back.
    kept = {f"{_KEPT} {place} {one.title}": one for place, one in enumerate(step.scenarios)}
    titles = {name: words("brief.as_in_step", title=one.title) for name, one in kept.items()}
    titles |= {name: one.title for name, one in known.items()}
    titles[_CURRENT] = words("comparing.current", title=known[_CURRENT].title)
    titles = told_apart(titles)
    key = f"scenarios_{number}"
    if step.chart == COMPARE:
        navigation.keep(key, list(kept))
        st.multiselect(
            words("brief.scenarios", fewest=FEWEST, most=MOST), list(titles), format_func=titles.get, key=key,
            max_selections=MOST, on_change=_took, args=[number, key, {**kept, **known}],
        )  # fmt: skip
    else:
        navigation.keep(key, next(iter(kept)))
        st.selectbox(
            words("brief.scenario"), list(titles), format_func=titles.get, key=key, on_change=_took,
            args=[number, key, {**kept, **known}],
        )  # fmt: skip


def told_apart(titles):
    """Reference -> title, each of its own: the browser tells options apart by their titles alone."""
    shown = {}
    for name, title in titles.items():
        count = list(titles.values())[: len(shown) + 1].count(title)
        shown[name] = title if count == 1 else f"{title} ({name if '@' in name else count})"
    return shown


def _known(inputs, words):
    """Reference -> scenario with its name, of everything that a step can be made of."""
    known = {_CURRENT: current.named(inputs, words)}
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
    chosen = memory.entered(key)
    names = chosen if isinstance(chosen, list) else [chosen]
    if names:
        board.change(number, scenarios=tuple(known[name] for name in names))
