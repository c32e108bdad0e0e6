"""The scenarios of a comparison: references to presets, saved versions and the current one, in their order."""

from dataclasses import dataclass, replace

from scenarios import store
from scenarios.briefing.storyboard import Named
from scenarios.engine import scenario
from scenarios.formats import files, links, reopen
from scenarios.refusals import cut
from scenarios.views import clock
from scenarios.views.desk import board, keeping, navigation, notices, state, subject
from scenarios.views.desk.memory import Slot

CURRENT = "current"
"""The reference of the scenario that one works on."""

FEWEST, MOST = 2, links.MOST

_LONGEST = 80
"""Characters of a title; a link takes no longer one."""

_LISTED, _KNOWN, _AS_SAVED = Slot("compared", ()), Slot("known_comparison"), Slot("comparison_as_saved")


@dataclass(frozen=True)
class Entry:
    """One scenario of the comparison."""

    reference: str
    title: str
    scenario: scenario.Scenario
    item: str = ""
    """``id@version``, if it is a saved one."""


def listed():
    """(reference, own title or nothing) of each, or nothing if nobody has chosen any."""
    return _LISTED.get()


def known():
    """The saved comparison that this one came from, or ``None``."""
    return _KNOWN.get()


def proposed(inputs):
    """What to compare when nobody has chosen: the current scenario with a story that differs from it."""
    now = state.history(inputs).now.scenario
    known_ = files.presets(inputs)
    here = files.matching_preset(inputs, now)
    others = [name for name, preset in known_.items() if preset.scenario not in (now, scenario.Scenario())]
    twin = here.twin if here else ""
    opening = inputs.about.opening.preset
    first = twin or (opening if opening in others else others[0])
    return ((first, ""), (CURRENT, ""))


def chosen(inputs, words):
    """The entries to show, in order; those that cannot be found are left out and told."""
    pairs = listed() or proposed(inputs)
    return [entry for reference, title in pairs if (entry := _entry(inputs, words, reference, title))]


def _entry(inputs, words, reference, title):
    if reference == CURRENT:
        made, _ = keeping.as_preset(inputs, words)
        return Entry(
            reference,
            title or words("comparing.current", title=made.title),
            state.history(inputs).now.scenario,
        )
    if ":" in reference:
        return Entry(reference, title or words("changes.custom"), links.read_inline(inputs, reference)[0])
    try:
        found = keeping.find(inputs, reference)
        if isinstance(found, files.Preset):
            return Entry(reference, title or found.title, found.scenario)
        name = words("comparing.saved", title=found.record.title, version=found.version)
        return Entry(reference, title or name, keeping.reopened(inputs, found), found.reference)
    except (scenario.ScenarioError, store.StoreError):
        return None


def take(inputs, pairs, results, unused):
    """Compare what a link lists; adds a sentence for each part that cannot be used.

    Returns
    -------
    list of reopen.Reopened
        For each scenario whose result is in the link, what it is now.
    """
    good, again = [], []
    for (reference, title), shares in zip(pairs, results, strict=True):
        if reference in dict(good):
            unused.append(f"{cut(reference)} is compared twice; once is enough")
            continue
        try:
            if ":" in reference:
                made, bad = links.read_inline(inputs, reference)
                unused += bad
                if bad and made == scenario.Scenario():
                    continue
            elif reference != CURRENT:
                found = keeping.find(inputs, reference)
                if not isinstance(found, files.Preset):
                    keeping.kept(found)
            good.append((reference, _own(reference, title, unused)))
            again += _again_now(inputs, good[-1], shares)
        except (scenario.ScenarioError, store.StoreError) as error:
            unused.append(f"{cut(reference)}: {error}")
    if len(good) >= FEWEST:
        put(good)
    else:
        unused.append(f"a comparison needs {FEWEST} scenarios at least")
    return again


def _again_now(inputs, pair, shares):
    """What a compared scenario gives now, beside what the link says it gave."""
    reference, title = pair
    made = _scenario(inputs, reference) if shares and reference != CURRENT else None
    if made is None:
        return []
    gave = reopen.keep(inputs, made).model_copy(update={"shares": shares, "digits": links.DIGITS})
    return [reopen.reopen(inputs, gave).named(title or reference)]


def results(inputs, segment):
    """Shares of a segment in each listed scenario but the current one, for a link."""
    made = [None if name == CURRENT else _scenario(inputs, name) for name, _ in listed()]
    return [reopen.keep(inputs, one).shares[segment] if one else {} for one in made]


def _scenario(inputs, reference):
    """The scenario that a reference stands for, or ``None``."""
    if ":" in reference:
        return links.read_inline(inputs, reference)[0]
    try:
        found = keeping.find(inputs, reference)
        return found.scenario if isinstance(found, files.Preset) else keeping.reopened(inputs, found)
    except (scenario.ScenarioError, store.StoreError):
        return None


def tell_names(inputs, words):
    """Say which stories and saved scenarios the comparison calls by another name than their own."""
    lines = []
    for reference, title in listed():
        if not title or ":" in reference:
            continue
        entry = _entry(inputs, words, reference, "")
        own = keeping.as_preset(inputs, words)[0].title if reference == CURRENT else entry.title
        if title != own:
            lines.append(words("notice.named", title=title, own=own))
    if lines:
        heading, before, rows = notices.told() or (words("notice.names"), (), ())
        notices.tell(heading, (*before, *lines), rows)


def _own(reference, title, unused):
    """The title that a link gives a scenario, or nothing; a bad one is told and costs only itself."""
    try:
        return files.described(title=title).title if title else ""
    except scenario.ScenarioError as error:
        unused.append(f"{cut(reference)}: {error}")
        return ""


def put(pairs):
    """Compare these references, in this order."""
    _LISTED.put(tuple(pairs))


def add(inputs, reference):
    """Compare one more, unless it is there already; whether it is among the compared now."""
    pairs = listed() or ((CURRENT, ""),)
    if reference in dict(pairs):
        return True
    if len(pairs) < MOST:
        put((*pairs, (reference, "")))
    return len(pairs) < MOST


def body(inputs, words, group):
    """What the store keeps of the comparison; the current scenario stays as it is now."""
    made = [
        reopen.KeptEntry(
            reference=_lasting(inputs, entry),
            title=_name(inputs, words, entry)[:_LONGEST].rstrip(),
            kept=reopen.keep(inputs, entry.scenario),
        )
        for entry in chosen(inputs, words)
    ]
    return reopen.KeptComparison(group=group, entries=made).model_dump_json()


def named(inputs, words, entry):
    """An entry under the name that it keeps elsewhere."""
    own = dict(listed()).get(entry.reference)
    if entry.reference == CURRENT and not own:
        made, version = keeping.as_preset(inputs, words)
        return Named(made.title, entry.scenario, version)
    if entry.item and not own:
        record = keeping.find(inputs, entry.item).record
        return Named(record.title, entry.scenario, store.split_reference(entry.item)[1])
    return Named(own or entry.title[:_LONGEST].rstrip(), entry.scenario)


def _lasting(inputs, entry):
    """A reference that means the same later: not "current", and a version of what is saved."""
    if entry.reference != CURRENT:
        return entry.item or entry.reference
    return _values(inputs, entry.scenario)


def _values(inputs, chosen):
    """A scenario as its own values; the baseline has none, so it is named."""
    preset = files.matching_preset(inputs, chosen)
    return links.inline(chosen) or (preset.id if preset else "")


def _name(inputs, words, entry):
    """The title to keep: the current scenario is not the current one later."""
    if entry.reference != CURRENT or dict(listed()).get(CURRENT):
        return entry.title
    return keeping.name(inputs, words)


def _again(inputs, reference, chosen):
    """A kept reference if it still gives the kept scenario, as a version always does; else the values."""
    preset = files.presets(inputs).get(reference)
    if "@" in reference or (preset and preset.scenario == chosen):
        return reference
    return _values(inputs, chosen)


def know(inputs, revision):
    """Remember the saved comparison that this one is now."""
    _KNOWN.put(revision)
    _AS_SAVED.put(_state(inputs))


def resume(inputs, reference, arranged):
    """Remember the saved comparison that a draft came from, and whether it is another one by now."""
    try:
        found = keeping.find(inputs, reference)
    except (scenario.ScenarioError, store.StoreError):
        return  # deleted, or saved elsewhere: the draft holds all that is compared
    know(inputs, replace(found, newest=found.version))
    if arranged:
        _AS_SAVED.put(None)


def forget():
    """Compare nothing that somebody chose."""
    for slot in (_LISTED, _KNOWN, _AS_SAVED):
        slot.empty()


def unchanged(inputs):
    """The saved comparison if this one is still what it was then, or ``None``."""
    return known() if known() and _AS_SAVED.get() == _state(inputs) else None


def _state(inputs):
    now = state.history(inputs).now.scenario
    return listed(), now if CURRENT in dict(listed()) else None


def kept(revision):
    """What a saved comparison holds; raises :class:`ScenarioError` if this app did not write it."""
    return keeping.held(revision, reopen.KeptComparison, keeping.COMPARISON)


def titles(words, revision):
    """What a saved comparison or storyboard holds, in a line."""
    try:
        if revision.kind == board.KIND:
            return board.titles(words, revision)
        return "; ".join(entry.title for entry in kept(revision).entries)
    except scenario.ScenarioError as error:
        return str(error)


def open_any(inputs, words, revision, unused=()):
    """Open what is saved, a scenario, a comparison or a storyboard; ``unused`` is told along."""
    opening = {keeping.KIND: keeping.open_revision, board.KIND: board.open_revision}
    opening.get(revision.kind, open_saved)(inputs, words, revision, unused)


def open_saved(inputs, words, revision, unused=()):
    """Compare what a saved comparison holds, and say what changed since; ``unused`` is told along."""
    held = kept(revision)
    pairs, several = [], []
    for entry in held.entries[:MOST]:
        again = reopen.reopen(inputs, entry.kept)
        reference = _again(inputs, entry.reference, again.scenario)
        if reference not in dict(pairs):
            pairs.append((reference, entry.title))
        several.append(again.named(entry.title))
    when = words("notice.saved", date=clock.day(revision.saved_at))
    keeping.report(inputs, words, reopen.together(several).with_unused(unused), when)
    put(pairs)
    know(inputs, revision)
    tell_names(inputs, words)
    navigation.send("compare")
    if held.group in [row.id for row in inputs.segments]:
        subject.show_group(held.group)
