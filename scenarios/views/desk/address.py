"""The address of the page <-> the working state: what a link, Back, Reload or a bookmark opens.

Reading happens once at the start of a session and whenever the browser goes back or forward; a component of
:mod:`scenarios.views.bar` writes.
"""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl

from streamlit.runtime.scriptrunner import get_script_run_ctx

from scenarios import store
from scenarios.briefing.storyboard import ALL
from scenarios.engine import scenario, simulate
from scenarios.engine.group import TOTAL
from scenarios.formats import files, links, reopen
from scenarios.refusals import cut, quoted
from scenarios.views.desk import board, entries, keeping, navigation, notices, state, subject
from scenarios.views.desk.history import Step
from scenarios.views.desk.memory import Slot

SUBJECTED = ("why", "sure")
"""Pages that are about one destination of one group, or of all of them weighted."""

WRITER = Path(__file__).with_name("address.js").read_text(encoding="utf-8")
"""Script that writes the address, for the start of a component's own."""

_STREAMLITS_OWN = ("embed", "embed_options")
_OPENED = Slot("opened", "")


def read(inputs, words):
    """Take over what the address says, if the session is new or the browser went back or forward."""
    run = get_script_run_ctx()
    fresh = not state.begun()
    if not fresh and not run.is_history_navigation:
        return
    if fresh:
        _OPENED.put(run.query_string)
    # As it came: the framework's own reading drops a query of more than a thousand parts without a word.
    open_query(inputs, words, parse_qsl(run.query_string, keep_blank_values=True), fresh)
    if fresh:
        state.begin(inputs)


def begun_with():
    """The query that the session began with, as the browser sent it."""
    return _OPENED.get()


def open_query(inputs, words, pairs, fresh):
    """Take over what a query says.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    pairs : sequence of (str, str)
        Names and values in their order.
    fresh : bool
        Whether it is opened, with a report of what it reproduces, and not only gone back to.
    """
    pairs = [pair for pair in pairs if pair[0] not in _STREAMLITS_OWN]
    if pairs:
        opened = links.read(inputs, pairs)
        _open(inputs, words, opened, fresh, _show(inputs, opened))


def stands_for(inputs, pairs):
    """The scenario and the compared references that a query of this app's own writing stands for."""
    opened = links.read(inputs, pairs)
    values = (opened.kept.levers, opened.kept.readings) if opened.kept else ({}, {})
    return reopen.usable(inputs, *values)[0], opened.compared


def _show(inputs, opened):
    """Take over which group, destination and part a link shows; a sentence for each that there is not."""
    unused = []
    if opened.group:
        subject.show_weighted(opened.group == TOTAL)
        if opened.group in (ALL, *(row.id for row in inputs.segments)):
            subject.show_group(opened.group)
        elif opened.group != TOTAL:
            unused.append(f"group: there is no group {quoted(opened.group)}")
    if opened.to:
        if opened.to in {row.id for row in inputs.destinations}:
            subject.show_place(opened.to)
        else:
            unused.append(f"to: there is no destination {quoted(opened.to)}")
    if opened.part:
        page = next((page for page, names in navigation.parts().items() if opened.part in names), None)
        if page:
            subject.show_part(page, opened.part)
        else:
            unused.append(f"part: no page has a part {quoted(opened.part)}")
    return unused


def _open(inputs, words, opened, fresh, unused):
    unused = [*opened.unused, *unused]
    beside = []
    if opened.compared:
        beside = entries.take(inputs, opened.compared, opened.results, unused)
    if opened.reference:
        _open_reference(inputs, words, opened.reference, unused)
    elif opened.kept:
        again = reopen.reopen(inputs, opened.kept)
        given = len(opened.kept.levers) + len(opened.kept.readings)
        if again.unused and len(again.unused) >= given:
            _complain(words, [*unused, *again.unused], "notice.link_unusable")
            return
        item = _item(inputs, opened.item, unused)
        state.visit(inputs, Step(again.scenario, item))
        again = reopen.together([again, *beside]).with_unused(unused)
        if fresh:
            keeping.report(inputs, words, again, words("notice.linked"))
            if opened.item and not item and again.exact:
                notices.say(words("work.exact_elsewhere"))
    elif unused:
        _complain(words, unused, "notice.link_unusable")
    if opened.compared and fresh:
        entries.tell_names(inputs, words)


def _open_reference(inputs, words, reference, unused):
    try:
        ready = board.built_in(inputs).get(reference)
        found = None if ready else keeping.find(inputs, reference)
        if ready:
            board.open_file(ready)
        elif isinstance(found, files.Preset):
            keeping.load_preset(inputs, words, found)
        else:
            entries.open_any(inputs, words, found, unused)
            return
    except (scenario.ScenarioError, store.StoreError) as error:
        _complain(words, [*unused, str(error)], "notice.link_unusable")
        return
    if unused:
        _complain(words, unused, "notice.link_damaged")


def _complain(words, unused, title):
    notices.tell(words(title), keeping.unused(words, unused))


def _item(inputs, reference, unused):
    """Id of the saved scenario that a link is a draft of, if this store has it."""
    if not reference:
        return ""
    name = reference.partition("@")[0]
    if state.known(name):
        return name
    try:
        revision = keeping.find(inputs, reference)
        if isinstance(revision, files.Preset):
            raise scenario.ScenarioError("a story is nothing saved; leave the part out")
        # The draft is based on that version: what was saved since must not be passed over by the next save.
        based = replace(revision, newest=revision.version)
        state.know(based, reopen.reopen(inputs, keeping.kept(revision)).scenario)
    except store.Missing:
        return ""  # saved where the link was made; it holds all values, so nothing is lost
    except (scenario.ScenarioError, store.StoreError) as error:
        unused.append(f"from={cut(reference)}: {error}")
        return ""
    return revision.id


def query(inputs):
    """The query that stands for the working state."""
    step = state.history(inputs).now
    group = subject.chosen() or inputs.about.opening.segment
    loudest = _loudest(inputs, step.scenario, group)
    page = navigation.here()
    view = []
    if page in SUBJECTED:
        group = TOTAL if subject.weighted() else group
        view.append(("to", subject.place(inputs)))
    if subject.part(page):
        view.append(("part", subject.part(page)))
    revision = keeping.revision(inputs)
    return links.write(
        inputs, reopen.keep(inputs, step.scenario), group, loudest,
        revision.reference if revision else "", entries.listed(), entries.results(inputs, loudest), view,
    )  # fmt: skip


def _loudest(inputs, chosen, group):
    """The group that the headline is about."""
    if group != ALL:
        return group
    run = simulate.run(inputs, chosen, 0)
    return run.segments[abs(run.change).max(axis=1).argmax()]
