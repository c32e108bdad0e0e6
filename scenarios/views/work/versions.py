"""The history of one saved thing: every version, what changed in it, open and restore."""

from html import escape

import streamlit as st

from scenarios import scenario, sentences, store
from scenarios.views.work import keeping
from scenarios.views.work.markup import problem


def versions(inputs, words, item):
    """Draw the dialog."""
    try:
        revisions = keeping.saved().history(item)
    except store.StoreError as error:
        problem(str(error))
        return
    made = [_scenario(inputs, revision) for revision in revisions]
    for position, revision in enumerate(revisions):
        older = made[position + 1] if position + 1 < len(made) else scenario.Scenario()
        with st.container(horizontal=True, vertical_alignment="center", key=f"version_{revision.version}"):
            st.html(_card(inputs, words, revision, older, made[position], position + 1 == len(made)))
            if made[position] is None:
                continue
            if st.button(words("library.open"), key=f"open_{revision.version}"):
                _do(lambda revision=revision: keeping.open_revision(inputs, words, revision))
            if position and st.button(words("versions.restore"), key=f"restore_{revision.version}"):
                _do(lambda revision=revision: keeping.restore(inputs, words, revision))


def _scenario(inputs, revision):
    try:
        return keeping.reopened(inputs, revision)
    except scenario.ScenarioError:
        return None


def _card(inputs, words, revision, older, newer, first):
    known = older is not None and newer is not None
    listed = sentences.differences(inputs, older, newer) if known else []
    changes = "; ".join(f"{title}: {before} → {after}" for title, before, after in listed)
    about = [words("library.version", version=revision.version), keeping.moment(revision)]
    about += [revision.record.author or words("library.nobody"), _action(words, revision.action)]
    told = changes or words("versions.same")
    return (
        f'<div class="pf-entry"><div><h3>{escape(revision.record.title)}</h3>'
        f'<p class="pf-small">{escape(" · ".join(about))}</p>'
        f"<p>{escape(words('versions.first' if first else 'versions.changed', changes=told))}</p></div></div>"
    )


def _action(words, action):
    kind, _, number = action.partition(" ")
    return words(f"versions.{kind}", version=number) if words.has(f"versions.{kind}") else action


def _do(act):
    try:
        act()
    except (scenario.ScenarioError, store.StoreError) as error:
        problem(str(error))
        return
    st.rerun()
