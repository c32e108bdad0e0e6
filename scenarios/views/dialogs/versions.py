"""The history of one saved thing: every version, what changed in it, open and restore."""

from html import escape

import streamlit as st

from scenarios import sentences, store
from scenarios.engine import scenario
from scenarios.views import clock
from scenarios.views.desk import entries, keeping, notices
from scenarios.views.markup import attempt, problem


def versions(inputs, words, item):
    """Draw the dialog."""
    try:
        revisions = keeping.saved().history(item)
    except store.StoreError as error:
        problem(str(error))
        return
    st.text(words("versions.intro"))
    made = [keeping.readable(inputs, revision) for revision in revisions]
    for position, revision in enumerate(revisions):
        older = made[position + 1] if position + 1 < len(made) else scenario.Scenario()
        with st.container(horizontal=True, vertical_alignment="center", key=f"version_{revision.version}"):
            st.html(_card(inputs, words, revision, older, made[position], position + 1 == len(made)))
            if made[position] is None and revision.kind == keeping.KIND:
                continue
            if st.button(words("library.open"), key=f"open_{revision.version}"):
                _do(revision, lambda revision=revision: entries.open_any(inputs, words, revision))
            if position and st.button(words("versions.restore"), key=f"restore_{revision.version}"):
                _do(revision, lambda revision=revision: _restore(inputs, words, revision))


def _restore(inputs, words, revision):
    written = keeping.restored(revision)
    entries.open_any(inputs, words, written)
    notices.say(words("work.restored", old=revision.version, new=written.version))


def _card(inputs, words, revision, older, newer, first):
    changes = entries.titles(words, revision) if newer is None else words("versions.same")
    if older is not None and newer is not None:
        listed = sentences.differences(inputs, older, newer)
        changes = "; ".join(f"{title}: {before} → {after}" for title, before, after in listed) or changes
    about = [words("library.version", version=revision.version), clock.minute(revision.saved_at)]
    about += [revision.record.author or words("library.nobody"), _action(words, revision.action)]
    note = f"<p>{escape(revision.record.note)}</p>" if revision.record.note else ""
    return (
        f'<div class="pf-entry"><div><h3>{escape(revision.record.title)}</h3>'
        f'<p class="pf-small">{escape(" · ".join(about))}</p>'
        f"<p>{escape(words('versions.first' if first else 'versions.changed', changes=changes))}</p>{note}</div></div>"
    )


def _action(words, action):
    kind, _, number = action.partition(" ")
    return words(f"versions.{kind}", version=number) if words.has(f"versions.{kind}") else action


def _do(revision, act):
    if not attempt(act):
        return
    st.rerun()
