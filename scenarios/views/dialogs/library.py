"""The library: built-in presets beside everything saved, each with a small drawing of its real result."""

from dataclasses import replace
from html import escape

import streamlit as st

from scenarios import sentences, store
from scenarios.briefing import storyfile
from scenarios.briefing.charts import CHARTS
from scenarios.engine import scenario, simulate
from scenarios.formats import files
from scenarios.refusals import cut
from scenarios.views import clock
from scenarios.views.desk import board, entries, keeping, memory, navigation, state, subject
from scenarios.views.desk.memory import Slot
from scenarios.views.dialogs.card import Entry, card
from scenarios.views.markup import attempt, problem

_SHOWN = 12
_FILTERS = ("all", "presets", "saved", "comparisons", "storyboards", "deleted")
_SORTS = ("newest", "oldest", "name", "largest")

_PORTIONS, _DONE, _PROBLEM = Slot("library_more", 1), Slot("library_said", ""), Slot("library_problem")


def begin():
    """Open the library on everything, whatever was sought in it the last time."""
    memory.clear("library_search", "library_filter")
    _PORTIONS.empty()
    state.ask("library")


def library(inputs, words):
    """Draw the dialog."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sought = st.text_input(words("library.search"), key="library_search").casefold().split()
        kind = st.selectbox(
            words("library.filter"), _FILTERS, format_func=lambda name: words(f"library.{name}"),
            key="library_filter", width=150,
        )  # fmt: skip
        order = st.selectbox(
            words("library.sort"), _SORTS, format_func=lambda name: words(f"library.{name}"),
            key="library_sort", width=150,
        )  # fmt: skip
    _import(inputs, words)
    try:
        listed = _entries(inputs, words, kind)
    except store.StoreError as error:
        problem(str(error))
        listed = _presets(inputs)
    found = [entry for entry in listed if all(part in entry.words for part in sought)]
    most = _PORTIONS.get() * _SHOWN
    if order == "largest":  # which alone needs every result; a library may hold thousands
        found = _read(inputs, found)
        found = _sorted(found, order, _changes(inputs, found))
    else:
        found = _sorted(found, order, {})
    shown = _read(inputs, found[:most])
    changes = _changes(inputs, shown)
    count = words("library.count", shown=len(shown), found=len(found))
    said = _DONE.take()
    st.html(f'<p class="pf-small" role="status">{escape(f"{said} {count}".strip())}</p>')
    group = subject.segment(inputs)
    for entry in shown:
        _row(inputs, words, entry, changes.get(entry.key), group)
    if len(found) > most:
        st.button(words("library.show_more"), key="library_show_more", on_click=_show_more)
    if not found:
        st.text(words("library.none_found"))


def _show_more():
    _PORTIONS.put(_PORTIONS.get() + 1)


def _entries(inputs, words, kind):
    found = _presets(inputs) if kind in ("all", "presets") else []
    if kind == "presets":
        return found
    found += _storyboards(inputs) if kind in ("all", "storyboards") else []
    kinds = {"saved": keeping.KIND, "comparisons": keeping.COMPARISON, "storyboards": board.KIND}
    for revision in keeping.saved().items(kinds.get(kind), deleted=kind == "deleted"):
        record = revision.record
        found.append(
            Entry(
                revision.id, record.title, record.note, record.author, clock.day(revision.saved_at), record.tags, "",
                None, revision=revision,
            )
        )  # fmt: skip
    return found


def _read(inputs, listed):
    """The entries with the scenarios of what is saved."""
    return [
        replace(entry, scenario=keeping.readable(inputs, entry.revision)) if entry.revision else entry
        for entry in listed
    ]


def _presets(inputs):
    known = files.presets(inputs)
    return [
        Entry(
            preset.id, preset.title, preset.note, preset.author, preset.date, preset.tags,
            known[preset.twin].title if preset.twin else "", preset.scenario, preset=preset,
        )
        for preset in known.values()
    ]  # fmt: skip


def _storyboards(inputs):
    return [
        Entry(name, made.title, made.note, made.author, made.date, made.tags, "", None, storyboard=made)
        for name, made in board.built_in(inputs).items()
    ]


def _changes(inputs, entries):
    """Key -> changes of the group on the page in points, by destination; all in one run."""
    drawn = [entry for entry in entries if entry.scenario is not None]
    if not drawn:
        return {}
    place = [row.id for row in inputs.segments].index(subject.segment(inputs))
    changes = 100 * simulate.central_changes(inputs, tuple(entry.scenario for entry in drawn))[:, place]
    return {entry.key: row.tolist() for entry, row in zip(drawn, changes, strict=True)}


def _sorted(entries, order, changes):
    if order == "name":
        return sorted(entries, key=lambda entry: entry.title.casefold())
    if order == "largest":
        return sorted(entries, key=lambda entry: -max(map(abs, changes.get(entry.key, [0]))))
    return sorted(entries, key=lambda entry: entry.date, reverse=order == "newest")


def _row(inputs, words, entry, changes, group):
    with st.container(horizontal=True, vertical_alignment="center", key=f"entry_{entry.key}"):
        st.html(card(inputs, words, entry, changes, group))
        deleted = entry.revision is not None and entry.revision.deleted_at
        if deleted:
            if st.button(words("library.undelete"), key=f"undelete_{entry.key}"):
                _do(lambda: keeping.saved().undelete(entry.key), words("library.undeleted"))
            return
        if st.button(
            words("library.open"),
            key=f"load_{entry.key}",
            width=78,
            on_click=_open,
            args=[inputs, words, entry],
        ):
            _opened(entry)
        if entry.storyboard:
            return
        with st.popover(words("library.more"), key=f"more_{entry.key}", on_change="rerun") as more:
            if more.open:
                _more(inputs, words, entry)


def _open(inputs, words, entry):
    try:
        if entry.preset:
            keeping.load_preset(inputs, words, entry.preset)
        elif entry.storyboard:
            board.open_file(entry.storyboard)
        else:
            entries.open_any(inputs, words, entry.revision)
    except (scenario.ScenarioError, store.StoreError) as error:
        _PROBLEM.put(str(error))


def _opened(entry):
    """Close the dialog over what was opened, or stay and say why it was not."""
    if _PROBLEM.filled():
        problem(_PROBLEM.take())
    else:
        st.rerun()


def _more(inputs, words, entry):
    """What else can be done with an entry."""
    key = entry.key
    if entry.scenario is not None:
        reference = entry.revision.reference if entry.revision else key
        if st.button(words("library.compare"), key=f"compare_{key}"):
            if entries.add(inputs, reference):
                st.switch_page(navigation.page("compare"))
            problem(words("comparing.full"))
        _export(inputs, words, entry)
    if not entry.revision:
        return
    if st.button(words("library.versions"), key=f"versions_{key}"):
        state.ask("versions", key)
        st.rerun()
    if st.button(words("library.duplicate"), key=f"duplicate_{key}"):
        _do(lambda: keeping.duplicate(words, entry.revision), words("library.duplicated"))
    title = st.text_input(words("library.new_name"), value=entry.title, key=f"title_{key}", max_chars=80)
    if st.button(words("library.rename"), key=f"rename_{key}"):
        _do(lambda: board.renamed(keeping.rename(entry.revision, title)), words("library.renamed"))
    if st.button(words("library.delete"), key=f"delete_{key}"):
        _do(lambda: keeping.saved().delete(key), words("library.deleted_note"))


def _export(inputs, words, entry):
    try:
        made = entry.preset or keeping.as_file(inputs, entry.revision)
    except scenario.ScenarioError as error:
        problem(str(error))
        return
    version = entry.revision.version if entry.revision else 0
    run_id = made.scenario.run_id(inputs, int(inputs.parameter("draw_count")))
    st.download_button(
        words("library.export"), data=files.dump(made), mime="application/toml", on_click="ignore",
        file_name=files.file_name(made.title, version, run_id, "toml"), key=f"export_{entry.key}",
    )  # fmt: skip


def _do(act, done):
    """Do something to the store, and draw the dialog again with what came of it."""
    if attempt(act):
        _DONE.put(done)
        st.rerun(scope="fragment")


def _import(inputs, words):
    """Take a scenario file; it becomes the current scenario, or is refused whole."""
    with st.expander(words("library.import"), key="import", on_change="rerun") as opened:
        if not opened.open:
            return
        st.text(words("library.import_note"))
        given = st.file_uploader(words("library.file"), key="import_file", type=["toml"])
        if given is None:
            return
        name = files.slug(given.name.removesuffix(".toml"))
        try:
            if storyfile.is_storyboard(given.getvalue()):
                _take_storyboard(words, storyfile.load(inputs, given.getvalue(), name, CHARTS))
                return
            made = files.load(inputs, given.getvalue(), name)
        except scenario.ScenarioError as error:
            listed = "\n" * (len(error.faults) > 1) + str(error)
            problem(words("library.refused", name=cut(given.name), reason=listed))
            return
        moved = "; ".join(sentences.changes(inputs, made.scenario)) or words("library.nothing")
        st.text(words("library.read", title=made.title, changes=moved))
        if st.button(words("library.take"), key="import_take", type="primary"):
            keeping.load_file(inputs, made)
            memory.clear("import_file")
            st.rerun()


def _take_storyboard(words, made):
    """Offer an imported storyboard; an imported one is nobody's ready-made."""
    st.text(words("library.read_storyboard", title=made.title, count=len(made.steps)))
    if st.button(words("library.take"), key="import_take", type="primary"):
        board.open_file(replace(made, id=""))
        memory.clear("import_file")
        st.rerun()
