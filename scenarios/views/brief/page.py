"""Brief: an ordered list of steps, made in a minute, shown on a stage, taken along as files."""

import streamlit as st

from scenarios import store
from scenarios.briefing import draft
from scenarios.engine import scenario
from scenarios.views import badges, clock
from scenarios.views.bar import Work, bar
from scenarios.views.brief import editor, stage, taking
from scenarios.views.desk import board, current, entries, keeping, memory, notices, subject
from scenarios.views.dialogs import saving
from scenarios.views.markup import plain, problem


def page(inputs, words):
    """Draw the page: the stage if it is on, else the workshop."""
    if stage.on() and board.now():
        stage.stage(inputs, words)
        return
    bar(inputs, words, words("page.brief"), writes=True, work=_work(inputs, words))
    badges.stamp(words)
    if board.now() is None:
        _begin(inputs, words)
        return
    with st.sidebar:
        _steps(inputs, words)
    with st.container(horizontal=True, vertical_alignment="center", key="brief_actions"):
        st.button(words("brief.present"), key="present", type="primary", on_click=stage.begin)
        with st.popover(words("brief.files"), key="brief_files", on_change="rerun") as opened:
            if opened.open:
                taking.taking(inputs, words)
        with st.popover(words("brief.new"), key="brief_new", on_change="rerun") as opened:
            if opened.open:
                _ways(inputs, words)
    editor.editor(inputs, words)


def _work(inputs, words):
    """What the bar says of the briefing, and what its buttons do."""
    steps = board.steps()
    if steps is None:
        return None
    revision = board.revision()
    mark = words("work.unsaved")
    if revision:
        mark = words("work.changed" if board.changed() else "work.version", version=revision.version)
    elif board.now().id:
        mark = words("brief.ready_made")
    return Work(
        board.now().title, mark, board.changed() and not board.now().id, bool(steps.before),
        bool(steps.after),
        board.undo, board.redo, saving.NAME, "share_board",
    )  # fmt: skip


def _begin(inputs, words):
    """The page before there is a briefing: the ways to one."""
    with st.container(key="headline", gap=None):
        st.text(words("brief.lede"))
        st.text(words("brief.note"))
    _ways(inputs, words)


def _ways(inputs, words):
    """A draft of the current scenario, of the comparison, a ready-made one, a saved one."""
    st.button(
        words("brief.draft", title=plain(current.named(inputs, words).title)), key="brief_draft",
        type="primary" if board.now() is None else "secondary", on_click=draft_current, args=[inputs, words],
    )  # fmt: skip
    st.caption(words("brief.draft_note"))
    compared = entries.chosen(inputs, words) if entries.listed() else []
    if len(compared) >= entries.FEWEST:
        st.button(
            words("brief.comparison", count=len(compared)), key="brief_comparison",
            on_click=_of_comparison, args=[inputs, words],
        )  # fmt: skip
    for name, storyboard in board.built_in(inputs).items():
        st.button(
            words("brief.ready", title=plain(storyboard.title), count=len(storyboard.steps)), key=f"brief_ready_{name}",
            on_click=board.open_file, args=[storyboard],
        )  # fmt: skip
    try:
        saved = keeping.saved().items(board.KIND)
    except store.StoreError as error:
        problem(str(error))
        return
    if saved:
        titles = editor.told_apart({
            one.reference: words("comparing.saved", title=one.record.title, version=one.version)
            for one in saved
        })  # fmt: skip
        st.selectbox(
            words("brief.saved"), list(titles), format_func=titles.get, index=None, key="brief_saved", width=420,
            placeholder=words("brief.saved"), label_visibility="collapsed", on_change=_open_saved,
            args=[inputs, words],
        )  # fmt: skip


def draft_current(inputs, words):
    """Draft a briefing of the current scenario, and go to it."""
    named = current.named(inputs, words)
    about = subject.segment(inputs), subject.place(inputs)
    board.open_file(draft.draft(inputs, words, named, *about, clock.today()))


def _of_comparison(inputs, words):
    named = [entries.named(inputs, words, entry) for entry in entries.chosen(inputs, words)]
    board.open_file(
        draft.from_comparison(
            inputs, words, named, subject.segment(inputs), subject.place(inputs), clock.today()
        )
    )


def _open_saved(inputs, words):
    reference = memory.entered("brief_saved")
    memory.enter("brief_saved", None)
    if not reference:
        return
    try:
        board.open_revision(inputs, words, keeping.find(inputs, reference))
    except (scenario.ScenarioError, store.StoreError) as error:
        notices.tell(str(error))


def _steps(inputs, words):
    """The rail of steps."""
    storyboard = board.now()
    st.header(words("brief.steps"))
    for number, step in enumerate(storyboard.steps):
        st.button(
            f"{number + 1}  {words(f'brief.chart_{step.chart}')}", key=f"step_{number}", width="stretch",
            type="primary" if number == board.place() else "tertiary", on_click=board.go, args=[number],
        )  # fmt: skip
    full = len(storyboard.steps) >= board.MOST
    st.button(
        words("brief.full" if full else "brief.add"), key="step_add", disabled=full, on_click=_add,
        args=[inputs, words], width="stretch",
    )  # fmt: skip
    st.caption(words("brief.add_note"))


def _add(inputs, words):
    number = board.add(words, current.step(inputs, words, "changes"))
    if number:
        board.go(number - 1)
