"""Compare: two to six presets, saved scenarios and the current one, side by side on the same draws."""

import streamlit as st

from scenarios import store
from scenarios.engine import scenario
from scenarios.formats import files
from scenarios.views import badges, controls
from scenarios.views.bar import bar
from scenarios.views.compare.results import results
from scenarios.views.desk import entries, keeping, memory, navigation, notices, subject
from scenarios.views.dialogs import author
from scenarios.views.markup import problem


def page(inputs, words):
    """Draw the page."""
    bar(inputs, words, words("page.compare"))
    badges.stamp(words)
    chosen = entries.chosen(inputs, words)
    segment, hidden = _choices(inputs, words, chosen)
    if len(chosen) < entries.FEWEST:
        st.text(words("comparing.too_few"))
    else:
        results(inputs, words, [(entry.title, entry.scenario) for entry in chosen], segment, hidden)
    with st.sidebar:
        controls.levers(inputs, words)


def _choices(inputs, words, chosen):
    """The strip above the chart; returns the group and the hidden destinations."""
    titles = inputs.titles("segments")
    navigation.keep("compare_group", subject.segment(inputs))
    with st.container(horizontal=True, vertical_alignment="center", key="choices"):
        segment = st.selectbox(
            words("explore.group"), list(titles), format_func=titles.get, key="compare_group",
            label_visibility="collapsed", width=250, on_change=_group,
        )  # fmt: skip
        _add(inputs, words, chosen)
        with st.popover(words("comparing.arrange"), key="arrange", on_change="rerun") as arrange:
            if arrange.open:
                _arrange(words, chosen)
        with st.popover(words("comparing.save"), key="save_comparison", on_change="rerun") as saving:
            if saving.open:
                _save(inputs, words, segment)
    return segment, subject.hidden(inputs)


def _group():
    subject.show_group(memory.entered("compare_group"))


def _add(inputs, words, chosen):
    """One more scenario, of everything that is not compared yet."""
    there = {entry.reference for entry in chosen}
    options = {entries.CURRENT: words("comparing.the_current")}
    options |= {preset.id: preset.title for preset in files.presets(inputs).values()}
    try:
        saved = keeping.saved().items(keeping.KIND)
        options |= {
            one.reference: words("comparing.saved", title=one.record.title, version=one.version)
            for one in saved
        }
    except store.StoreError as error:
        problem(str(error))
    shown = {}
    for name, label in options.items():  # the browser tells options apart by their labels alone
        shown[name] = f"{label} ({name})" if label in shown.values() else label
    left = [name for name in options if name not in there]
    full = len(chosen) >= entries.MOST
    st.selectbox(
        words("comparing.add"), left, format_func=shown.get, key="add_compared", index=None, width=230,
        placeholder=words("comparing.full" if full else "comparing.add"), label_visibility="collapsed",
        disabled=full, on_change=_added, args=[[(entry.reference, _own(entry, words)) for entry in chosen]],
    )  # fmt: skip


def _own(entry, words):
    """The title that somebody gave an entry here, or nothing if it has its own."""
    return dict(entries.listed()).get(entry.reference, "")


def _added(pairs):
    reference = memory.entered("add_compared")
    memory.enter("add_compared", None)
    if reference:
        entries.put([*pairs, (reference, "")])


def _arrange(words, chosen):
    """Rename, reorder and remove, each in place."""
    pairs = [(entry.reference, _own(entry, words)) for entry in chosen]
    for number, entry in enumerate(chosen):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"compared_{number}"):
            key = f"title_{entry.reference}"
            navigation.keep(key, entry.title)
            letter = chr(ord("A") + number)
            st.text_input(
                words("comparing.title", letter=letter), key=key, max_chars=80, width=260,
                on_change=_renamed, args=[pairs, number, key],
            )  # fmt: skip
            for name, other in (("earlier", number - 1), ("later", number + 1)):
                st.button(
                    words(f"comparing.{name}"), key=f"{name}_{number}", on_click=_swap, args=[pairs, number, other],
                    disabled=not 0 <= other < len(chosen),
                )  # fmt: skip
            st.button(
                words("comparing.remove"), key=f"remove_{number}", on_click=_remove, args=[pairs, number],
                disabled=len(chosen) <= entries.FEWEST,
            )  # fmt: skip
    st.caption(words("comparing.arrange_note"))


def _renamed(pairs, number, key):
    try:
        title = memory.entered(key).strip()
        own = files.described(title=title).title if title else ""
    except scenario.ScenarioError:
        return
    entries.put([(name, own if place == number else title) for place, (name, title) in enumerate(pairs)])


def _swap(pairs, one, other):
    pairs = list(pairs)
    pairs[one], pairs[other] = pairs[other], pairs[one]
    entries.put(pairs)


def _remove(pairs, number):
    entries.put([pair for place, pair in enumerate(pairs) if place != number])


def _save(inputs, words, segment):
    """Save the comparison, as new or as the next version of the one that it came from."""
    known = entries.known()
    title = st.text_input(
        words("save.title"), value=known.record.title if known else "", key="comparison_title", max_chars=80
    )
    with st.container(horizontal=True):
        onward = known and st.button(words("save.version"), key="comparison_onward")
        new = st.button(words("save.as_new" if known else "save.save"), key="comparison_new")
    st.caption(words("comparing.save_note"))
    author.ask("comparison_author")
    if not (onward or new):
        return
    try:
        told = files.described(title=title)
        record = store.Record(told.title, entries.body(inputs, words, segment), author=author.name())
        if onward:
            revision = keeping.saved().save(known.id, known.newest, record, keeping.new_save_id())
        else:
            revision = keeping.saved().create(keeping.COMPARISON, record, keeping.new_save_id())
    except (scenario.ScenarioError, store.StoreError) as error:
        problem(str(error))
        return
    entries.put([(entry.reference, _own(entry, words)) for entry in entries.chosen(inputs, words)])
    entries.know(inputs, revision)
    notices.say(words("comparing.saved_as", reference=revision.reference))
    st.rerun()
