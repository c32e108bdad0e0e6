"""Those who leave one destination in, sentences out: of 100 of them, how many would go where."""

from collections.abc import Iterable, Mapping

from scenarios.analysis import leavers
from scenarios.analysis.leavers import Leavers
from scenarios.engine.group import TOTAL
from scenarios.inputs import Inputs
from scenarios.sentences.figures import above_zero, size
from scenarios.sentences.why import group_of, lacks, place_of
from scenarios.text import Words

_ELSEWHERE = "elsewhere"

Parts = dict[str, dict[str, float]]
"""What a sentence tells apart: name -> destination -> people."""


def left(inputs: Inputs, words: Words, found: Leavers) -> str:
    """One sentence on where those who leave a destination would go, or on why nobody does.

    The other destinations of its nest count as one where the words name them (``leavers.together_<nest>``).
    Beside them stand where a group is, where it would return to, and those that headlines name; all others are
    elsewhere.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    found : leavers.Leavers

    Returns
    -------
    str
        Its whole numbers add up to 100, or leave to 100 what those fill that are told as fewer than 1.
    """
    fill = {
        "group": group_of(inputs, words, found.segment),
        "place": place_of(inputs, found.destination),
    }
    if found.state == leavers.LACKING:
        return lacks(inputs, words, found.segment, found.destination)
    if found.state == leavers.NO_LOSS:
        return words("leavers.rises" if found.rising else "leavers.no_loss", **fill)
    told = _told(inputs, words, found)
    start = "start_there" if found.destination in _told_of(inputs, found, "status_quo") else "start"
    if found.segment == TOTAL:
        start = "start_all"
    return words(f"leavers.{start}", parts=_listed(words, told.values()), **fill)


def left_to(inputs: Inputs, words: Words, found: Leavers, target: str) -> tuple[str, str]:
    """The sentence of :func:`left` cut to one destination, and a second one with the rest of it.

    Returns
    -------
    str, str
        The whole sentence and nothing where the target is not told apart.
    """
    told = _told(inputs, words, found) if found.state == leavers.DEFINED else {}
    whole = left(inputs, words, found)
    if target not in told or len(told) == 1:
        return whole, ""
    rest = _listed(words, [part for name, part in told.items() if name != target])
    first = whole.replace(_listed(words, told.values()), told[target])
    return first, words("leavers.rest", parts=rest)


def _told(inputs: Inputs, words: Words, found: Leavers) -> dict[str, str]:
    """What the sentence tells apart: name -> how many would go which way, in the order it is told."""
    parts = _parts(inputs, words, found)
    counted = _sums(parts)
    return {
        name: words("leavers.part", count=_count(words, counted[name]), way=_way(inputs, words, found, name))
        for name in sorted(parts, key=lambda name: _rank(name, parts[name], counted[name]))
    }


def _listed(words: Words, told: Iterable[str]) -> str:
    *first, last = told
    return words("leavers.and").join(part for part in (", ".join(first), last) if part)


def left_how(inputs: Inputs, words: Words, found: Leavers) -> str:
    """What the sentence of :func:`left` rests on: the loss, the range, and who or what is not counted.

    Empty if nobody leaves.
    """
    if found.state != leavers.DEFINED:
        return ""
    told = [words("leavers.loss", place=place_of(inputs, found.destination), points=size(found.loss_pp))]
    if not found.fixed and found.undefined < found.draws:
        told.append(_range(inputs, words, found))
    return " ".join([*told, left_but(inputs, words, found)]).strip()


def left_but(inputs: Inputs, words: Words, found: Leavers) -> str:
    """What limits the sentence of :func:`left`: what no assumption moves, and who or what is not counted."""
    told = [words("leavers.fixed")] if found.fixed else []
    if found.undefined:
        told.append(words("leavers.undefined", count=f"{found.undefined:,}", draws=f"{found.draws:,}"))
    if found.rising:
        titles = [row.title for row in inputs.segments if row.id in found.rising]
        told.append(words("leavers.not_counted", groups="; ".join(titles)))
    return " ".join(told)


def hundred(inputs: Inputs, words: Words, found: Leavers) -> dict[str, str]:
    """Of 100 leavers, how many go to each destination, in whole people that agree with :func:`left`.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    found : leavers.Leavers

    Returns
    -------
    dict of str to str
        Destination -> number, or that it is less than 1; destinations that nobody goes to are left out.
        Empty without leavers.
    """
    parts = _parts(inputs, words, found)
    counted = _sums(parts)
    several = [_whole(parts[name], counted[name]) for name in parts]
    people = {name: count for part in several for name, count in part.items()}
    return {
        name: words("leavers.less") if people[name] is None else str(people[name])
        for name in found.people
        if name in people
    }


def _parts(inputs: Inputs, words: Words, found: Leavers) -> Parts:
    """What the sentence tells apart: name -> destination -> people; nobody is in two of them."""
    there = {name: people for name, people in found.people.items() if people}
    told = (_told_of(inputs, found, "status_quo"), _told_of(inputs, found, "return_destination"))
    named = {*inputs.about.opening.focus}.union(*told)
    if found.together and words.has(f"leavers.together_{found.together.id}"):
        nest, near = found.together.id, set(found.nest)
    else:
        nest, near = "", set()
    parts: Parts = {}
    for name, people in there.items():
        part = nest if name in near else name if name in named else _ELSEWHERE
        parts.setdefault(part, {})[name] = people
    return {next(iter(part)) if len(part) == 1 else name: part for name, part in parts.items()}


def _told_of(inputs: Inputs, found: Leavers, field: str) -> set[str]:
    """What a field of the rows of a group says; of all rows for the weighted total."""
    return {getattr(row, field) for row in inputs.segments if found.segment in (row.id, TOTAL)}


def _way(inputs: Inputs, words: Words, found: Leavers, name: str) -> str:
    """What one part of the leavers would do, in words of its own if there are any."""
    if name == _ELSEWHERE:
        return words("leavers.elsewhere")
    if found.together and name == found.together.id:
        return words(f"leavers.together_{name}")
    here = _told_of(inputs, found, "status_quo")
    how = "go" if name not in here else "stay" if len(here) == 1 else "both"
    own = f"leavers.{how}_{name}"
    return words(own) if words.has(own) else words(f"leavers.{how}", place=place_of(inputs, name))


def _range(inputs: Inputs, words: Words, found: Leavers) -> str:
    """How far the largest number goes over the draws, of those that have a range."""
    known = {going.id: going for going in (*found.going, *([found.together] if found.together else []))}
    going = max(
        (known[name] for name in _parts(inputs, words, found) if name in known), key=lambda one: one.people
    )
    low, high = above_zero(words, going.low, 0), above_zero(words, going.high, 0)
    return words("leavers.range", low=low, high=high, way=_way(inputs, words, found, going.id))


def _rank(name: str, part: Mapping[str, float], counted: int | None) -> tuple[bool, bool, float]:
    """Key of the order of parts: named ones by size, then elsewhere, then those of fewer than one."""
    return counted is None, name == _ELSEWHERE, -sum(part.values())


def _count(words: Words, people: int | None) -> str:
    return words("leavers.below_one") if people is None else str(people)


def _sums(parts: Parts) -> dict[str, int | None]:
    """Whole people of 100 in each part."""
    return _whole({name: sum(part.values()) for name, part in parts.items()}, 100)


def _whole(people: Mapping[str, float], total: int | None) -> dict[str, int | None]:
    """Numbers of people as whole ones, ``None`` for fewer than one.

    Rounded to the nearest, unless the whole ones would then be more than the total, or leave more of it than
    those that are fewer than one can fill; then the largest remainders are rounded up.
    """
    several = {name: count for name, count in people.items() if count >= 1}
    floors = {name: int(count + 1e-9) for name, count in several.items()}
    rest = (total or 0) - sum(floors.values())
    nearest = sum(count - floors[name] >= 0.5 for name, count in several.items())
    left = min(max(nearest, rest - (len(people) - len(several))), rest)
    by_remainder = sorted(several, key=lambda name: floors[name] - several[name])
    return {name: floors[name] + (name in by_remainder[:left]) if name in floors else None for name in people}
