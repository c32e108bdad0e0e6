"""What a browser tab keeps of the work, and what a new session takes back from it.

A session ends with the server, with time, with a reload; the tab lives on. It keeps the draft beside the address it
belongs to. Where the tab comes back to that address, the work goes on as it was. Where something else was opened
over it, that is shown, the unsaved draft is set aside, and one press brings it back.
"""

import uuid
from typing import Annotated
from urllib.parse import parse_qsl

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scenarios.formats import files
from scenarios.views.desk import address, board, entries, faults, keeping, navigation, notices, state
from scenarios.views.desk.memory import Slot
from scenarios.views.dialogs import save, saving

_KEEPER = """
export default function ({ data }) {
  if (!untold(data)) remember(BRIEFING, data, {});
}
"""

_keeper = st.components.v2.component(
    "briefing_keeper", html="<i hidden></i>", js=f"{address.WRITER}\n{_KEEPER}"
)

_SESSION, _SETTLED, _RETURNED = Slot("tab_session"), Slot("tab_settled", False), Slot("tab_returned")
_ASIDE, _BEGAN, _BROUGHT = Slot("tab_aside", ()), Slot("tab_began"), Slot("tab_brought", False)

_MOST = 5
"""Drafts that are set aside at one time; a sixth takes the place of the oldest."""

_BOX = ConfigDict(strict=True, frozen=True)


class Draft(BaseModel):
    """A scenario or a comparison that somebody worked on."""

    model_config = _BOX

    query: str
    """Of an address that stands for it, see :func:`scenarios.views.desk.address.query`."""
    name: str = ""
    unsaved: bool = False
    told: files.Description | None = None
    """What it came with from a file."""
    comparison: str = ""
    """``id@version`` of the saved comparison that the compared scenarios came from, if any."""
    arranged: bool = False
    """Whether they are another comparison by now."""


class Briefing(BaseModel):
    """A storyboard that somebody worked on."""

    model_config = _BOX

    session: str = ""
    text: Annotated[str, Field(min_length=1)]
    """Of its file."""
    reference: str = ""
    """``id@version`` of the saved one that it is or was, or the id of a ready-made one that it is."""
    name: str = ""
    unsaved: bool = False
    step: int = 0
    """The open one, from 0."""


class Kept(Draft):
    """A draft with the address it belongs to, and those that were set aside."""

    session: str
    search: str
    aside: list[Draft | Briefing] = []


class Returned(BaseModel):
    """What a tab says when it meets a new session."""

    model_config = _BOX

    search: str
    """The query of its address as it is now."""
    tab: Kept | None = None
    briefing: Briefing | None = None
    typed: dict[str, str] = {}
    """Key of each field of an open dialog -> what stands in it."""


def _session():
    """What this session calls itself in what the tab keeps."""
    return _SESSION.get() or _SESSION.put(uuid.uuid4().hex)


def known():
    """What every component that writes needs to know: whose the session is, and whether it met the tab."""
    return {
        "session": _session(),
        "settled": _SETTLED.get(),
        "opened": address.begun_with(),
    }


def written(inputs, words):
    """What a component needs to write the address and to keep the draft; no query while a change is replayed."""
    return {
        **known(),
        "query": "" if state.replaying() else address.query(inputs),
        "replace": state.continues(),
        "kept": _kept(inputs, words),
    }


def _kept(inputs, words):
    step = state.history(inputs).now
    comparison = entries.known()
    arranged = bool(entries.listed()) and not entries.unchanged(inputs)
    return {
        "name": _name(inputs, words),
        "unsaved": _worked_on(inputs) and (keeping.changed(inputs) or arranged),
        "told": step.told.model_dump() if step.told else None,
        "comparison": comparison.reference if comparison else "",
        "arranged": arranged,
        "aside": [draft.model_dump() for draft in aside()],
    }


def _shown(inputs):
    """What is shown: the scenario, and what is compared."""
    return state.history(inputs).now.scenario, entries.listed()


def _worked_on(inputs):
    """Whether somebody worked on what is shown: a link that was only opened is nobody's draft."""
    return _BROUGHT.get() or _shown(inputs) != _BEGAN.get()


def _name(inputs, words):
    """What the draft is called later, beside another one: what it changes, where nobody gave it a name."""
    title = keeping.as_preset(inputs, words)[0].title
    if title != words("changes.custom"):
        return title
    return keeping.proposed(inputs, state.history(inputs).now.scenario) or title


def keep_briefing(inputs, words):
    """Keep the briefing in the tab, on its page and where a step was just added to it."""
    here = board.now()
    if here is None or not (board.added() or navigation.here() == "brief"):
        return
    if navigation.here() == "brief":
        board.told()
    # What cannot be read again would cost the whole briefing; until it is mended, the state before it is kept.
    if not faults.whole(inputs, words, here):
        return
    revision = board.revision()
    kept = {
        "text": board.text(),
        "reference": revision.reference if revision else here.id,
        "name": here.title,
        "unsaved": board.changed() and not here.id,
        "step": board.place(),
    }
    _keeper(key="briefing_keeper", data={**known(), "kept": kept})


def hear(told):
    """Take what the tab says; the next run begins with it."""
    _RETURNED.put(told)
    navigation.leave()  # this run ends here, perhaps before the browser has drawn the levers of the one before
    st.rerun()


def settle(inputs, words):
    """Go on with the work that the tab kept, once in a session, and with what is typed in an open dialog."""
    if not _BEGAN.filled():
        _BEGAN.put(_shown(inputs))
    told = _RETURNED.get()
    if told is None:
        return
    try:
        _take(inputs, words, Returned.model_validate_json(told))
    except ValidationError:
        notices.tell(words("aside.unreadable"), [])
    # At the end, because the next run may cut this one off at any line; it then does all of it again.
    _SETTLED.put(True)
    _RETURNED.empty()


def _take(inputs, words, returned):
    kept, briefing = returned.tab, returned.briefing
    own = kept is not None and kept.search == returned.search
    if not _SETTLED.get():
        if kept and kept.session != _session():
            _scenario(inputs, words, kept, own)
        if briefing and briefing.session != _session():
            _briefing(inputs, words, briefing, own)
    save.reopen(inputs, returned.typed)
    saving.reopen(returned.typed)


def _scenario(inputs, words, kept, own):
    _set_aside(kept.aside)
    if own and not state.history(inputs).before:
        entries.forget()
        _resume(inputs, words, kept)
        state.begin(inputs)
        _BROUGHT.put(kept.unsaved)
    elif not own and kept.unsaved:
        _set_aside([Draft(**{name: getattr(kept, name) for name in Draft.model_fields})])


def _resume(inputs, words, draft):
    """Open a draft as it was: its address, and what an address does not hold."""
    address.open_query(inputs, words, parse_qsl(draft.query, keep_blank_values=True), True)
    if draft.told:
        state.describe(inputs, draft.told)
    if draft.comparison:
        entries.resume(inputs, draft.comparison, draft.arranged)


def _briefing(inputs, words, kept, own):
    here = board.now()
    if here is None or own:
        board.resume(inputs, words, kept)
    elif kept.unsaved:
        _set_aside([kept])


def aside():
    """The unsaved drafts that something was opened over, newest first."""
    return _ASIDE.get()


def look(inputs):
    """Those of them that are not what is shown, which is not aside."""
    for draft in aside():
        if isinstance(draft, Briefing):
            shown = board.now() is not None and board.text() == draft.text
        else:
            pairs = parse_qsl(draft.query, keep_blank_values=True)
            shown = address.stands_for(inputs, pairs) == _shown(inputs)
        if shown:
            leave(draft)
    return aside()


def _set_aside(drafts):
    _ASIDE.put((*drafts, *(one for one in aside() if one not in drafts))[:_MOST])


def leave(draft):
    """Let go of a draft that was set aside."""
    _ASIDE.put(tuple(one for one in aside() if one != draft))


def bring_back(inputs, words, draft):
    """Go on with a draft that was set aside; what was opened over it is one step back."""
    leave(draft)
    if isinstance(draft, Briefing):
        board.resume(inputs, words, draft)
        navigation.send("brief")
    else:
        _resume(inputs, words, draft)
