"""A scenario, or several side by side -> a first storyboard: question, changes, result, reasons, reversal, grounds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scenarios import inputs as data
from scenarios import sentences, text
from scenarios.analysis import conclusions, tipping
from scenarios.briefing.storyboard import ALL, COMPARE, HEAT, Named, Step, Storyboard
from scenarios.engine import group
from scenarios.engine.scenario import Scenario


@dataclass(frozen=True, eq=False)
class _Subject:
    """What all steps of a draft are about."""

    inputs: data.Inputs
    words: text.Words
    segment: str
    destination: str

    def step(
        self,
        chart: str,
        *named: Named,
        message: str = "",
        lever: str = "",
        guess: bool = False,
        segment: str = "",
    ) -> Step:
        """One step with its speaker notes."""
        told = self.words(f"draft.notes_{chart}")
        return Step(
            chart, named, segment or self.segment, self.destination, message, told, lever, guess
        )  # fmt: skip

    def result(self, named: Named, lever: str = "", guess: bool = False) -> Step:
        """The step that shows the result; all groups together are shown one by one, for no chart adds ranges up."""
        if self.segment == group.TOTAL:
            return self.step(HEAT, named, lever=lever, segment=ALL)
        return self.step("changes", named, lever=lever, guess=guess)

    def fill(self) -> dict[str, str]:
        """What the group and the destination are called within a sentence."""
        return {
            "group": sentences.group_of(self.inputs, self.words, self.segment),
            "place": sentences.place_of(self.inputs, self.destination),
        }


def draft(
    inputs: data.Inputs, words: text.Words, named: Named, segment: str, destination: str, day: str
) -> Storyboard:
    """A storyboard of six steps on one scenario; of fewer where there is less to show, which its note says.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    named : Named
    segment : str
        Segment id, or :data:`scenarios.engine.group.TOTAL`.
    destination : str
        The destination that the briefing is about. If the group cannot choose it, the briefing is about the one
        where the group is now, and the note says so.
    day : str
        Such as 2026-11-22.

    Returns
    -------
    Storyboard
        With no number in any text that it writes, because numbers go stale.
    """
    run = group.run(group.of(inputs, segment), named.scenario, 0)
    there = bool(run.baseline[run.group.column(destination)])
    place = destination if there else inputs.segment(segment).status_quo
    about = _Subject(inputs, words, segment, place)
    moved = abs(run.change[run.group.column(place)]) > conclusions.TIE
    reasons = [] if there else [sentences.lacks(inputs, words, segment, destination), words("draft.instead")]
    if named.scenario == Scenario():
        reasons.append(words("draft.nothing"))
        steps = _of_the_baseline(about, named)
    else:
        reasons += [] if moved else [words("draft.unmoved", **about.fill())]
        if moved and not conclusions.rivals(run, place):
            reasons.append(words("draft.no_order", **about.fill()))
        steps = _of_a_scenario(about, named, run, moved)
    return Storyboard(named.title, tuple(steps), " ".join(reasons), date=day)


def _of_the_baseline(about: _Subject, named: Named) -> Iterator[Step]:
    """Where everything starts, and the first lever to move on stage."""
    yield about.step("baseline", named, message=about.words("draft.question_baseline", **about.fill()))
    yield about.result(named, lever=_first_that_moves(about, named.scenario))


def _of_a_scenario(about: _Subject, named: Named, run: group.GroupRun, moved: bool) -> Iterator[Step]:
    """The steps of a scenario that changes something; without a reason and a reversal where the share stays."""
    changed = _changed_policy(about.inputs, named.scenario)
    question = about.words("draft.question", title=named.title, **about.fill())
    yield about.step("baseline", named, message=question)
    yield about.step("assumptions", named)
    yield about.result(named, lever=(changed or [""])[0], guess=bool(run.change.any()))
    if moved:
        yield about.step("waterfall", named)
    if moved and conclusions.rivals(run, about.destination):
        yield about.step("tipping", named, lever=_nearest_tip(about, named.scenario, run, changed))
    yield about.step("meter" if moved else "sources", named)


def _changed_policy(inputs: data.Inputs, chosen: Scenario) -> list[str]:
    """The policy levers that a scenario changes, in the order of their rows."""
    values = dict(chosen.levers)
    return [row.id for row in inputs.levers if row.id in values and not row.belief]


def _first_that_moves(about: _Subject, chosen: Scenario) -> str:
    """The first policy lever that moves the share anywhere in its range, or nothing."""
    share = conclusions.Conclusion(conclusions.ABOVE, about.destination)
    rows = (row for row in about.inputs.levers if not row.belief)
    found = (tipping.tip(about.inputs, chosen, about.segment, row.id, share) for row in rows)
    return next((one.lever for one in found if one.margins.max() - one.margins.min() > conclusions.TIE), "")


def _nearest_tip(about: _Subject, chosen: Scenario, run: group.GroupRun, changed: Iterable[str]) -> str:
    """The changed policy lever with a tipping point nearest to its value, as a part of its range; else the first."""
    rival = conclusions.nearest_rival(run, about.destination)
    ahead = conclusions.Conclusion(conclusions.AHEAD, about.destination, rival)

    def distance(lever: str) -> float:
        row = about.inputs.lever(lever)
        found = tipping.tip(about.inputs, chosen, about.segment, lever, ahead)
        return abs(found.nearest - found.now) / (row.max - row.min) if found.roots else float("inf")

    return min(changed, key=distance)


def from_comparison(
    inputs: data.Inputs,
    words: text.Words,
    several: Sequence[Named],
    segment: str,
    destination: str,
    day: str = "",
) -> Storyboard:
    """A storyboard on several scenarios: all of them side by side, then the result of each.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    several : sequence of Named
        Two to six.
    segment, destination, day : str
        As for :func:`draft`; the segment is not :data:`scenarios.engine.group.TOTAL`, which no comparison shows.

    Returns
    -------
    Storyboard
    """
    about = _Subject(inputs, words, segment, destination)
    steps = (about.step(COMPARE, *several), *(about.result(named) for named in several))
    title = words("draft.comparison", count=len(several))
    return Storyboard(title, steps, date=day)
