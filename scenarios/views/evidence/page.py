"""Evidence: how to read the tool, the model on one page, and where every number comes from."""

import streamlit as st

from scenarios.engine import scenario
from scenarios.views import badges
from scenarios.views.bar import bar
from scenarios.views.desk import subject
from scenarios.views.evidence import claims, model, numbers, read, reproduce, routes, sources
from scenarios.views.markup import remark

PARTS = {
    "read": read.how,
    "model": model.model,
    "numbers": numbers.numbers,
    "sources": sources.sources,
    "claims": claims.claims,
    "contradictions": claims.contradictions,
    "routes": routes.routes,
    "timeline": routes.timeline,
    "reproduce": reproduce.reproduce,
}
"""Part -> the function that draws it, in reading order."""


def page(inputs, words):
    """Draw the page: the list of its parts, and the open one."""
    bar(inputs, words, words("page.evidence"), writes=True)
    badges.stamp(words)
    versions = scenario.versions(inputs)
    remark(
        words(
            "evidence.versions", facts=routes.day(words, inputs.about.facts_as_of),
            model=versions["model"], data=versions["data"],
        )
    )  # fmt: skip
    contents, body = st.columns([1, 5], gap="large")
    with contents, st.container(key="evidence_parts"):
        part = st.radio(
            words("evidence.parts"), list(PARTS), format_func=lambda name: words(f"evidence.part_{name}"),
            key=subject.part_key("evidence"), persist_state="session",
        )  # fmt: skip
    with body, st.container(key="evidence_body"):
        st.header(words(f"evidence.part_{part}"))
        PARTS[part](inputs, words)
        st.html(f'<p class="pf-ev-top"><a href="#top">{words("evidence.top")}</a></p>')
