"""Saved scenarios, presets and links -> the working state, with what changed since they were kept."""

import uuid
from dataclasses import replace

import streamlit as st
from pydantic import ValidationError

from scenarios import sentences, store
from scenarios.engine import scenario
from scenarios.formats import files, reopen
from scenarios.refusals import listed
from scenarios.views import clock
from scenarios.views.desk import notices, state, subject

KIND, COMPARISON = "scenario", "comparison"

_MOST_ROWS = 6


@st.cache_resource(show_spinner=False)
def saved():
    """The store of this installation, one object for all tabs."""
    return store.Store()


def kept(revision):
    """What a revision keeps; raises :class:`ScenarioError` if it is not a scenario that this app wrote."""
    return held(revision, reopen.Kept, KIND)


def held(revision, model, kind):
    """The body of a revision as a model of what it holds; raises :class:`ScenarioError` if it is none."""
    try:
        return model.model_validate_json(revision.record.body)
    except ValidationError:
        raise scenario.ScenarioError(
            f"{revision.reference} is not a {kind} that this app can read; open another version"
        ) from None


def find(inputs, reference):
    """A reference of a link -> what it points to.

    Parameters
    ----------
    inputs : Inputs
    reference : str
        ``id@version`` or ``id`` of something saved, or the id of a preset.

    Returns
    -------
    files.Preset or store.Revision

    Raises
    ------
    ScenarioError, store.StoreError
        If there is none.
    """
    if reference in files.presets(inputs):
        return files.presets(inputs)[reference]
    return saved().get(*store.split_reference(reference) if "@" in reference else (reference,))


def load_preset(inputs, words, preset):
    """Make a preset the current scenario; what was not saved is one step back."""
    unsaved = changed(inputs)
    state.commit(inputs, preset.scenario, item="")
    if unsaved:
        notices.say(words("work.replaced"))


def load_file(inputs, preset):
    """Make an imported scenario the current one; it is saved only when somebody saves it."""
    told = files.described(title=preset.title, note=preset.note, author=preset.author, tags=list(preset.tags))
    state.commit(inputs, preset.scenario, item="", told=told)


def open_revision(inputs, words, revision, unused=()):
    """Make a saved version the current scenario, and say what changed since it was saved.

    What an address held besides, and could not be used, is told along.
    """
    again = reopen.reopen(inputs, kept(revision))
    state.know(revision, again.scenario)
    state.commit(inputs, again.scenario, item=revision.id)
    report(inputs, words, again.with_unused(unused), words("notice.saved", date=clock.day(revision.saved_at)))


def reopened(inputs, revision):
    """The scenario of a revision, of the parts that can be used."""
    held_ = kept(revision)
    return reopen.usable(inputs, held_.levers, held_.readings)[0]


def readable(inputs, revision):
    """The scenario of a revision, or ``None`` for a comparison and for what cannot be read."""
    try:
        return reopened(inputs, revision)
    except scenario.ScenarioError:
        return None


def report(inputs, words, again, when):
    """Say that a kept scenario reproduces exactly, or keep a notice of what changed and why."""
    notices.close()
    if again.exact and not again.versions:
        notices.say(words("work.exact"))
        return
    lines = unused(words, again.unused)
    lines += [
        words("notice.version", name=words(f"notice.{name}"), then=then, now=now)
        for name, then, now in again.versions
    ]
    if not again.compared:
        notices.say(words("work.no_result"))
        if not lines:
            return
    elif again.exact:
        lines.append(words("notice.same"))
    elif not again.moved:
        lines.append(words("notice.same_used"))
    elif not again.versions and not again.unused:
        lines.append(words("notice.unexplained"))
    notices.tell(words("notice.title", when=when), lines, _moved(inputs, words, again))


def unused(words, parts):
    """The lines that tell which parts of a link or of something saved could not be used."""
    return listed([words("notice.unused", part=part.removesuffix(".")) for part in parts])


def _moved(inputs, words, again):
    """Rows of what moved: those of the group on the page first, as many as fit."""
    groups = inputs.titles("segments")
    places = inputs.titles("destinations")
    here = subject.chosen()
    rows = sorted(again.moved, key=lambda one: one.segment != here)
    shown = []
    for one in rows[:_MOST_ROWS]:
        what = f"{groups[one.segment]}: {places[one.destination]}"
        digits = next(
            digits
            for digits in (2, 4, 7, 12)
            if digits == 12 or _told(one.then, digits) != _told(one.now, digits)
        )
        shown.append(
            (f"{one.title}, {what}" if one.title else what, _told(one.then, digits), _told(one.now, digits))
        )
    if len(rows) > _MOST_ROWS:
        shown.append((words("notice.more", count=len(rows) - _MOST_ROWS), "", ""))
    return shown


def _told(share, digits):
    return f"{100 * share:.{digits}f}%"


def record(inputs, told, chosen):
    """What the store takes for a scenario with its description."""
    body = reopen.keep(inputs, chosen).model_dump_json()
    return store.Record(told.title, body, told.note, told.author, tuple(told.tags))


def save_new(inputs, words, told, chosen, save_id):
    """Save a scenario as something new; the work goes on as its draft."""
    revision = saved().create(KIND, record(inputs, told, chosen), save_id)
    _now(inputs, words, revision, chosen)


def save_version(inputs, words, item, expected, told, chosen, save_id):
    """Save the next version of an item; raises :class:`store.Stale` if somebody saved in between."""
    revision = saved().save(item, expected, record(inputs, told, chosen), save_id)
    _now(inputs, words, revision, chosen)


def restored(revision):
    """An old version saved as the newest one, word for word."""
    action = f"restored {revision.version}"
    return saved().save(revision.id, revision.newest, revision.record, new_save_id(), action)


def rename(revision, title):
    """A new version with another name; a tab that has the version before it open goes on from it."""
    told = files.described(title=title)
    record_ = replace(revision.record, title=told.title)
    written = saved().save(revision.id, revision.newest, record_, new_save_id(), "renamed")
    for found, chosen in state.known(revision.id):
        if found.version == revision.version:
            state.know(written, chosen)
    return written


def duplicate(words, revision):
    """A copy of a revision as an item of its own."""
    title = words("library.copy_of", title=revision.record.title)[:80].strip()
    return saved().create(revision.kind, replace(revision.record, title=title), new_save_id())


def _now(inputs, words, revision, chosen):
    state.know(revision, chosen)
    state.commit(inputs, chosen, item=revision.id)
    notices.say(words("work.saved", version=revision.version))


def new_save_id():
    """An id for one save, so that trying it again writes it once."""
    return uuid.uuid4().hex


def changed(inputs):
    """Whether the current scenario is neither a story nor a version that this tab knows; a file is none."""
    step = state.history(inputs).now
    known = state.known(step.item)
    if known:
        return all(chosen != step.scenario for _, chosen in known)
    return step.told is not None or files.matching_preset(inputs, step.scenario) is None


def revision(inputs):
    """The revision that the current scenario is, or else the one last opened or saved; ``None`` without any."""
    step = state.history(inputs).now
    known = state.known(step.item)
    same = [found for found, chosen in known if chosen == step.scenario]
    return (same or [found for found, _ in known] or [None])[-1]


def newest(item):
    """The newest version of an item that this tab has seen, which a save goes on top of."""
    return max(found.newest for found, _ in state.known(item))


def as_preset(inputs, words):
    """The current scenario as a named one, and its version (0 if it is not saved as it is)."""
    step = state.history(inputs).now
    from_ = revision(inputs)
    if from_:
        return _described(from_.record, step.scenario), 0 if changed(inputs) else from_.version
    if step.told:
        return _described(step.told, step.scenario), 0
    preset = files.matching_preset(inputs, step.scenario)
    return preset or files.Preset("", words("changes.custom"), step.scenario), 0


def proposed(inputs, chosen):
    """A name made of what a scenario changes, of 80 letters at most."""
    made = ""
    for change in sentences.changes(inputs, chosen):
        if len(f"{made}; {change}") <= 80:
            made = f"{made}; {change}" if made else change
    return made


def name(inputs, words):
    """What captions call the current scenario, with its version if it is saved."""
    made, version = as_preset(inputs, words)
    if version:
        return words("work.name_version", title=made.title, version=version)
    return words("work.name_changed", title=made.title) if revision(inputs) else made.title


def as_file(inputs, revision):
    """A revision as the content of a scenario file; raises :class:`ScenarioError` if a part is out of use."""
    again = reopen.reopen(inputs, kept(revision))
    if again.unused:
        raise scenario.ScenarioError(*again.unused)
    made = _described(revision.record, again.scenario)
    return replace(made, date=clock.day(revision.saved_at))


def _described(record_, chosen):
    return files.Preset("", record_.title, chosen, record_.note, record_.author, "", tuple(record_.tags))
