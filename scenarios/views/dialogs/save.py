"""The dialogs that save the current scenario: as new, as the next version, and past somebody else's save."""

import hashlib

import streamlit as st

from scenarios import sentences, store
from scenarios.engine import scenario
from scenarios.formats import files
from scenarios.views import clock
from scenarios.views.desk import entries, keeping, memory, navigation, state
from scenarios.views.desk.memory import Slot
from scenarios.views.dialogs import author
from scenarios.views.markup import attempt, problem, remark, rows

_FIELDS = ("save_title", "save_note", "save_tags")
_AUTHOR = "save_author"

_FOR, _ID = Slot("save_for"), Slot("save_id")


def save(inputs, words, then=""):
    """Draw the dialog; what was typed stays while a save is refused; ``then`` is the dialog to go on with."""
    try:
        place = keeping.saved().place.shown
    except store.StoreError as error:
        problem(str(error))
        return
    step = state.history(inputs).now
    revision = keeping.revision(inputs)
    _fill(inputs, step, revision)
    with st.form("save_form", border=False):
        st.text_input(words("save.title"), key="save_title", max_chars=80)
        st.text_area(words("save.note"), key="save_note", max_chars=2000, height=80)
        left, right = st.columns(2)
        author.field(words, _AUTHOR, left)
        right.text_input(words("save.tags"), key="save_tags")
        with st.container(horizontal=True):
            onward = revision and st.form_submit_button(
                words("save.version"), key="save_onward", type="primary"
            )
            new = st.form_submit_button(
                words("save.as_new" if revision else "save.save"), key="save_new",
                type="secondary" if revision else "primary",
            )  # fmt: skip
    remark(words("save.where", place=place))
    author.ask(_AUTHOR)
    if not (onward or new):
        return
    try:
        told = _described(words)
        save_id = _save_id(told, step.scenario)
        with st.spinner(words("save.saving")):  # the first save makes the store
            if onward:
                seen = keeping.newest(revision.id)
                keeping.save_version(inputs, words, revision.id, seen, told, step.scenario, save_id)
            else:
                keeping.save_new(inputs, words, told, step.scenario, save_id)
        if then:
            state.ask(then)
    except store.Stale as stale:
        state.ask("stale", stale.newest, told)
    except (scenario.ScenarioError, store.StoreError) as error:
        problem(str(error))
        return
    _ID.empty()
    st.rerun()


def reopen(inputs, typed):
    """Have the dialog drawn again with what was typed in it before the session ended; ``typed`` is by field."""
    if _FIELDS[0] in typed:
        for key in (*_FIELDS, _AUTHOR):
            if key in typed:
                memory.enter(key, typed[key])
        _FOR.put(state.history(inputs).now)
        state.ask("save")


def _fill(inputs, step, revision):
    """Propose what is known when the dialog opens; an author is not, for whoever saves is the author."""
    if _FOR.get() == step and memory.has(_FIELDS[0]):
        return
    _FOR.put(step)
    _ID.empty()  # another try of an earlier save is not this one
    made = revision.record if revision else step.told
    if made:
        values = (made.title, made.note, ", ".join(made.tags))
    else:
        preset = files.matching_preset(inputs, step.scenario)
        values = (preset.title if preset else keeping.proposed(inputs, step.scenario), "", "")
    for key, value in zip(_FIELDS, values, strict=True):
        memory.enter(key, value)


def _described(words):
    title, note, tags = map(memory.entered, _FIELDS)
    told = files.described(
        title=title,
        note=note,
        author=memory.entered(_AUTHOR),
        tags=[tag.strip() for tag in tags.split(",") if tag.strip()],
    )
    author.remember(told.author)
    return told


def _save_id(told, chosen):
    """One id for each thing that this dialog is asked to save, so that trying it again writes it once."""
    dialog = _ID.get() or _ID.put(keeping.new_save_id())
    return f"{dialog}-{hashlib.sha256(repr((told, chosen)).encode()).hexdigest()[:16]}"


def stale(inputs, words, newest, told):
    """Draw both versions of a scenario that somebody saved in between, and the three ways on."""
    mine = state.history(inputs).now
    theirs = keeping.reopened(inputs, newest)
    st.html(rows("p", [
        words("stale.lede", title=newest.record.title, seen=keeping.newest(newest.id), newest=newest.version),
        words("stale.theirs", version=newest.version, author=newest.record.author or words("library.nobody"),
              time=clock.minute(newest.saved_at)),
    ]))  # fmt: skip
    st.html(_both(inputs, words, newest, theirs, mine.scenario))
    with st.container(horizontal=True):
        if st.button(words("stale.compare"), key="stale_compare"):
            entries.put([(newest.reference, ""), (entries.CURRENT, "")])
            st.switch_page(navigation.page("compare"))
        if st.button(words("stale.copy"), key="stale_copy"):
            save_id = keeping.new_save_id()
            if attempt(lambda: keeping.save_new(inputs, words, told, mine.scenario, save_id)):
                st.rerun()
        if st.button(words("stale.onward", version=newest.version + 1), key="stale_onward"):
            _onward(inputs, words, newest, told, mine.scenario)


def _onward(inputs, words, newest, told, chosen):
    try:
        save_id = keeping.new_save_id()
        keeping.save_version(inputs, words, newest.id, newest.version, told, chosen, save_id)
    except store.Stale as again:
        state.ask("stale", again.newest, told)
    except store.StoreError as error:
        problem(str(error))
        return
    st.rerun()


def _both(inputs, words, newest, theirs, mine):
    """Markup of what the two versions differ in."""
    listed = sentences.differences(inputs, theirs, mine)
    if not listed:
        return rows("p", [words("stale.same")])
    heads = (words("stale.lever"), words("stale.version", version=newest.version), words("stale.mine"))
    return rows("table", listed, heads)
