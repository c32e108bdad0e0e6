"""The briefing that a tab works on: its storyboard with undo, the step that is open, and what is saved of it."""

import hashlib
from dataclasses import dataclass, replace
from types import MappingProxyType

from scenarios import store
from scenarios.briefing import kept, storyfile, storytables
from scenarios.briefing.charts import CHARTS
from scenarios.briefing.storyboard import Storyboard
from scenarios.engine import scenario
from scenarios.formats import files
from scenarios.views import clock
from scenarios.views.desk import keeping, navigation, notices
from scenarios.views.desk.history import History
from scenarios.views.desk.memory import Slot

KIND = storyfile.KIND
"""What the store calls a storyboard."""

MOST = storytables.MOST_STEPS
"""Steps of one briefing."""

_BOARD, _OPEN = Slot("board"), Slot("board_step", 0)
_KNOWN, _ADDED = Slot("board_known", MappingProxyType({})), Slot("board_added", False)


@dataclass(frozen=True)
class Work:
    """One state of the briefing."""

    storyboard: Storyboard
    item: str = ""
    """Id of the saved storyboard that it is a draft of, if any."""


def steps():
    """The states of the briefing, for undo and redo; ``None`` before there is one."""
    return _BOARD.get()


def now():
    """The storyboard, or ``None``."""
    return steps().now.storyboard if steps() else None


def put(storyboard, item=None):
    """Go on with a storyboard, as one step that can be undone."""
    here = steps()
    if here:
        work = Work(storyboard, here.now.item if item is None else item)
        _BOARD.put(here.add(work))
    else:
        _BOARD.put(History((Work(storyboard, item or ""),)))
    notices.say("")  # what was said is of the state before


def undo():
    """One state back."""
    _BOARD.put(steps().undo())
    notices.say("")


def redo():
    """One state forward again."""
    _BOARD.put(steps().redo())
    notices.say("")


def place():
    """Which step is open, from 0."""
    return min(_OPEN.get(), len(now().steps) - 1)


def go(number):
    """Open a step."""
    _OPEN.put(number)


def _with(made):
    """Go on with other steps; a ready-made briefing is none any more then."""
    put(replace(now(), steps=tuple(made), id=""))


def change(number, **values):
    """Change some values of a step."""
    made = list(now().steps)
    made[number] = replace(made[number], **values)
    _with(made)


def move(number, other):
    """Give a step another place; the ones between move up."""
    made = list(now().steps)
    made.insert(other, made.pop(number))
    _with(made)
    go(other)


def duplicate(number):
    """The same step once more, after it."""
    made = list(now().steps)
    made.insert(number + 1, made[number])
    _with(made)
    go(number + 1)


def remove(number):
    """Take a step away; undo brings it back. The last one stays, however fast somebody presses."""
    made = [step for place_, step in enumerate(now().steps) if place_ != number]
    if made:
        _with(made)
        go(max(number - 1, 0))


def add(words, step):
    """One more step at the end, of a new briefing if there is none; its number, or 0 if the briefing is full."""
    here = now()
    if here and len(here.steps) >= MOST:
        return 0
    if here is None:
        put(Storyboard(words("brief.untitled"), (step,)))
    else:
        _with((*here.steps, step))
    _ADDED.put(True)
    return len(now().steps)


def added():
    """Whether a step was added on another page since the tab last kept the briefing."""
    return _ADDED.get()


def told():
    """Take note that the tab keeps the briefing as it is."""
    _ADDED.empty()


def revision():
    """The saved version that the briefing was last, or ``None``."""
    here = steps()
    known = _KNOWN.get().get(here.now.item) if here and here.now.item else None
    return known[0] if known else None


def version():
    """The saved version that the briefing is, or 0."""
    found = revision()
    return found.version if found and not changed() else 0


def changed():
    """Whether the briefing is not what was last saved or opened."""
    known = _KNOWN.get().get(steps().now.item)
    return known is None or known[1] != now()


def save(inputs, told, onward):
    """Save the briefing, as the next version of what it was or as something new.

    Raises
    ------
    store.Stale, store.StoreError
    """
    storyboard = replace(
        now(), title=told.title, note=told.note, author=told.author, tags=tuple(told.tags), id=""
    )
    body = kept.keep(inputs, storyboard).model_dump_json()
    record = store.Record(told.title, body, told.note, told.author, tuple(told.tags))
    before = revision()
    if onward and before:
        written = keeping.saved().save(before.id, before.newest, record, keeping.new_save_id())
    else:
        written = keeping.saved().create(KIND, record, keeping.new_save_id())
    _know(written, storyboard)
    put(storyboard, written.id)
    return written


def _know(found, storyboard):
    _KNOWN.put({**_KNOWN.get(), found.id: (found, storyboard)})


def open_revision(inputs, words, found, unused=()):
    """Open a saved storyboard, and say what changed since it was saved."""
    held = keeping.held(found, kept.KeptStoryboard, KIND)
    storyboard, again = kept.reopen(inputs, held, CHARTS, found.record)
    if not storyboard.steps:
        why = (*again.unused, "it holds none")[0]
        raise scenario.ScenarioError(f"{found.reference}: none of its steps can be shown; {why}")
    _know(found, storyboard)
    put(storyboard, found.id)
    keeping.report(
        inputs, words, again.with_unused(unused), words("notice.saved", date=clock.day(found.saved_at))
    )
    go(0)
    navigation.send("brief")


def titles(words, found):
    """The steps of a saved storyboard in a line; raises :class:`ScenarioError` if this app did not write it."""
    held = keeping.held(found, kept.KeptStoryboard, KIND)
    return "; ".join(title(words, step) for step in held.steps)


def title(words, step):
    """What a step is called in a list: its message, or else its chart."""
    return step.message or words(f"brief.chart_{step.chart}")


def open_file(storyboard):
    """Open a storyboard of a file or a built-in one; it is saved only when somebody saves it."""
    put(storyboard, "")
    go(0)
    navigation.send("brief")


def renamed(found):
    """Go on from the version that a renaming in the library wrote, if it is this briefing's."""
    known = _KNOWN.get().get(found.id)
    if known and known[0].version + 1 == found.version:
        storyboard = replace(known[1], title=found.record.title)
        same = known[1] == now()
        _know(found, storyboard)
        if same:
            put(storyboard, found.id)


def reference():
    """What a link points to: a saved version or a ready-made one; nothing if it is neither as it is."""
    if version():
        return revision().reference
    return now().id if now().id else ""


def file_name(ending):
    """The name of a file of the storyboard."""
    mark = hashlib.sha256(text().encode()).hexdigest()[:12]
    return files.file_name(now().title, version(), mark, ending)


def text():
    """The storyboard as the text of a file."""
    return storyfile.dump(now())


def resume(inputs, words, kept_):
    """Go on with the storyboard that a browser tab kept; what cannot be read is told.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    kept_ : scenarios.views.tab.Briefing
    """
    try:
        found = replace(storyfile.load(inputs, kept_.text.encode(), "kept", CHARTS), id="")
    except scenario.ScenarioError as error:
        notices.tell(words("brief.lost"), [str(error)])
        return
    saved, item = _draft_of(inputs, kept_.reference)
    put(saved if saved and not kept_.unsaved else found, item)
    go(kept_.step)


def _draft_of(inputs, reference):
    """The storyboard that a reference points to and the id of what is saved of it; nothing if it is not there."""
    if reference in built_in(inputs):
        return built_in(inputs)[reference], ""
    try:
        revision_ = keeping.find(inputs, reference) if reference else None
        if not isinstance(revision_, store.Revision) or revision_.kind != KIND:
            return None, ""
        held = keeping.held(revision_, kept.KeptStoryboard, KIND)
    except (scenario.ScenarioError, store.StoreError):
        return None, ""  # deleted, or saved elsewhere: the text holds all of it
    storyboard, _ = kept.reopen(inputs, held, CHARTS, revision_.record)
    # The draft is based on that version: what was saved since must not be passed over by the next save.
    _know(replace(revision_, newest=revision_.version), storyboard)
    return storyboard, revision_.id


def built_in(inputs):
    """Id -> ready-made storyboard."""
    return storyfile.built_in(inputs, CHARTS)
