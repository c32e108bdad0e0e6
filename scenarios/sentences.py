"""Numbers in, sentences out: headline, alt text, captions, values with their units.

Sign and size of every phrase come from the result. Nothing here says that something is going to happen.
"""

from collections import Counter

from scenarios import compare, policy, scenario

FOCUS = ("US", "CN")
"""The two destinations that a headline names; a larger mover goes before them."""

LITTLE = 0.2
"""Points below which a scenario is said to move little."""

_CAPTION = 110
_REASONS = 2
_MINUS = "−"


def signed(value, digits):
    """A number with its sign, a true minus, and no sign on a rounded zero."""
    text = f"{value:+.{digits}f}"
    return text.lstrip("+-") if float(text) == 0 else text.replace("-", _MINUS)


def digits_for(scale):
    """Decimals of points that suit the width of an axis, so that one column has one precision."""
    return 2 if scale <= 5 else 1


def value_of(lever, value):
    """A lever value as its row formats it, with separators of thousands and a true minus."""
    text = (lever.format % value).replace("+0.00", "0.00")
    number = text.strip("$x% years")
    if abs(value) >= 1000 and number.lstrip("-").isdigit():
        text = text.replace(number, f"{int(number):,}")
    return text.replace("-", _MINUS)


def number_of(text):
    """The number that somebody typed, with or without unit and separators; the text itself if it is none."""
    plain = text.strip(" $x%").replace(",", "").replace(_MINUS, "-")
    try:
        return float(plain)
    except ValueError:
        return text


def level_of(inputs, lever, value):
    """A lever value with the name of its level, if it has one."""
    name = next(
        (row.title for row in inputs.lever_levels if row.lever == lever.id and row.value == value), None
    )
    shown = value_of(lever, value)
    return f"{shown} ({name})" if name and name != shown else shown


def changes(inputs, chosen):
    """What differs from the baseline, one phrase a lever or reading, in the order of the rows."""
    moved, read = dict(chosen.levers), dict(chosen.readings)
    phrases = [
        f"{row.title} {level_of(inputs, row, moved[row.id])}" for row in inputs.levers if row.id in moved
    ]
    return phrases + [
        f"{row.title} {row.option_title}" for row in inputs.readings if read.get(row.reading) == row.option
    ]


def differences(inputs, old, new):
    """What two scenarios differ in: (title, value in the old one, value in the new one) of each row."""
    return [
        (row.title, *(setting(inputs, row, row.before if v is None else v) for v in row.values))
        for row in compare.differing(inputs, [old, new])
    ]


def setting(inputs, row, value):
    """A value of the lever or reading of a :class:`scenarios.compare.Difference`, in words."""
    if row.group == compare.READINGS:
        options = inputs.reading_options()[row.id]
        return next(option.option_title for option in options if option.option == value)
    return level_of(inputs, inputs.lever(row.id), value)


def headline(inputs, words, run, segment):
    """One sentence on who would prefer what, of 1,000 people of a group.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    run : simulate.Run
    segment : str

    Returns
    -------
    str
    """
    row = next(row for row in inputs.segments if row.id == segment)
    place = run.segments.index(segment)
    change = run.change[place]
    if not change.any():
        if not run.change.any():
            return words("headline.unchanged")
        return words("headline.unreached", group=row.short)
    named = [
        run.destinations.index(name) for name in FOCUS if run.baseline[place, run.destinations.index(name)]
    ]
    largest = int(abs(change).argmax())
    loudest = max(named, key=lambda column: abs(change[column]), default=None)
    if loudest is None:
        named = [largest]
    elif largest not in named and abs(change[largest]) > abs(change[loudest]):
        named = [largest, loudest]
    phrases = {row.id: row.phrase for row in inputs.destinations}
    parts = [
        _moved(words, 1000 * change[column], phrases[run.destinations[column]], first=not position)
        for position, column in enumerate(named)
    ]
    return words("headline.start", group=row.short) + words("headline.and").join(parts) + "."


def _moved(words, people, place, first):
    way = "same" if people == 0 else "more" if people > 0 else "fewer"
    size = abs(people)
    count = ""
    if size >= 1:
        count = words("headline.about", count=f"{size:,.0f}")
    elif size:
        count = words(f"headline.below_one_{way}")
    return words(f"headline.{way}_first" if first else f"headline.{way}", count=count, place=place)


def largest_gain(inputs, words, run, segment):
    """The destination that gains most, if the headline does not name it; else an empty text."""
    place = run.segments.index(segment)
    column = int(run.change[place].argmax())
    row = inputs.destinations[column]
    people = 1000 * run.change[place, column]
    if people < 1 or row.phrase in headline(inputs, words, run, segment):
        return ""
    return words("headline.largest", place=row.title, count=f"{people:,.0f}")


def unreached(inputs, words, run, chosen, segment):
    """Why nothing changed reaches a group, and which disputed fact decides it; ``None`` if something does."""
    if run.change[run.segments.index(segment)].any() or not run.change.any():
        return None
    moved = [
        row
        for row in inputs.levers
        if row.id in dict(chosen.levers) and row.kind not in ("weight", "parameter")
    ]
    reasons = dict.fromkeys(_reason(inputs, words, chosen, lever, segment) for lever in moved)
    switches = {
        row.title: None
        for lever in moved
        for row in inputs.readings
        if row.reading in _deciding(inputs, lever, segment)
    }
    listed = list(reasons)[:_REASONS]
    if len(reasons) > _REASONS:
        listed.append(words("changes.more_reasons", count=len(reasons) - _REASONS))
    told = words("changes.unreached", reasons="; ".join(listed))
    if switches:
        told += " " + words("changes.switch", titles="; ".join(switches))
    return told


def _reason(inputs, words, chosen, lever, segment):
    if not policy.reaches(inputs, lever)[policy.population(inputs).segment(segment)]:
        return words("changes.only_named", lever=lever.title)
    readings = chosen.reading_values(inputs)
    for row in inputs.exposure:
        if (
            (row.lever, row.segment) == (lever.id, segment)
            and readings[row.reading] == row.option
            and row.note
        ):
            return row.note
    return words("changes.no_effect", lever=lever.title)


def _deciding(inputs, lever, segment):
    """Readings under one option of which a lever does reach the segment and under another does not."""
    shares = {}
    for row in inputs.exposure:
        if (row.lever, row.segment) == (lever.id, segment):
            shares.setdefault(row.reading, []).append(row.share)
    return {reading for reading, given in shares.items() if min(given) == 0 < max(given)}


def alt_text(words, table, names, group, digits):
    """What a chart of changes shows, for those who do not see it.

    Parameters
    ----------
    words : Words
    table : list of dict
        Rows of one segment, as of :meth:`scenarios.simulate.Run.table`.
    names : dict of str to str
        Destination id -> name.
    group : str
    digits : int
    """
    values = "; ".join(
        f"{names[row['destination']]} {signed(row['change_pp'], digits)} {span(words, row, digits)}"
        for row in table
    )
    return words("chart.alt", group=group, values=values)


def span(words, row, digits):
    """Low and high of a change in brackets."""
    if row["low_pp"] != row["low_pp"]:
        return f"({words('chart.no_range')})"
    return f"({signed(row['low_pp'], digits)} to {signed(row['high_pp'], digits)})"


def caption(inputs, words, chosen, draws, names, date, measure):
    """The two lines inside a chart: what it is, and where it comes from; 110 characters each at most.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    chosen : Scenario
    draws : int
    names : sequence of str
        Names of the scenario, longest first: the first that fits is taken, the last is cut short.
    date : str
        Day of the run.
    measure : str
        Unit, destinations and what the range is.

    Returns
    -------
    tuple of str
    """
    counts = grades(inputs)
    tally = " ".join(
        f"{counts[key]}{key[0].upper()}" for key in ("document", "published", "judgement", "unverified")
    )
    readings = ", ".join(readings_in_use(inputs, chosen))
    fixed = [
        f"#{chosen.run_id(inputs, draws)}",
        date,
        tally,
        *([readings] if readings else []),
    ]
    product = f"{words('app.title')} {words('app.version')}"
    room = _CAPTION - len(" · ".join([product, "", *fixed]))
    name = next((name for name in names if len(name) <= room), None) or names[-1][: room - 1].rstrip() + "…"
    return f"{scenario.LABEL} · {measure}", " · ".join([product, name, *fixed])


def readings_in_use(inputs, chosen):
    """Short names of the active options of every reading that a changed lever depends on."""
    changed = dict(chosen.levers)
    used = {row.reading for row in inputs.exposure if row.lever in changed}
    used |= {"fee_basis" for row in inputs.levers if row.kind == "fee" and row.id in changed}
    used |= set(dict(chosen.readings))
    active = chosen.reading_values(inputs)
    return [row.short for row in inputs.readings if row.reading in used and row.option == active[row.reading]]


def grades(inputs):
    """How many inputs of the model have each grade, in the four classes that the badges show."""
    tables = ("baseline_shares", "attribute_levels", "coefficients", "nests", "parameters", "exposure")
    counts = Counter({"document": 0, "published": 0, "judgement": 0, "unverified": 0})
    for table in tables:
        for row in getattr(inputs, table):
            counts[badge(row.grade)] += 1
    return counts


def badge(grade):
    """The class of badge that a grade is shown with."""
    return {"primary": "published", "secondary": "published", "weak": "unverified"}.get(grade, grade)


def comparison(inputs, words, names, runs, segment):
    """One sentence on the destination whose share differs most between scenarios.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    names : sequence of str
        What the sentence calls each scenario, such as a letter.
    runs : sequence of simulate.Run
    segment : str

    Returns
    -------
    str
    """
    group = next(row.short for row in inputs.segments if row.id == segment)
    place = runs[0].segments.index(segment)
    if not any(run.change[place].any() for run in runs):
        return words("compare.unmoved", count=len(runs), group=group)
    shares = [100 * run.share[place] for run in runs]
    spread = [max(values) - min(values) for values in zip(*shares, strict=True)]
    column = spread.index(max(spread))
    for digits in (1, 2, 3):
        shown = [f"{values[column]:.{digits}f}" for values in shares]
        low, high = min(shown, key=float), max(shown, key=float)
        if low != high:
            return words(
                "compare.spread", count=len(runs), group=group, place=inputs.destinations[column].phrase,
                low=low, lows=_holders(words, names, shown, low),
                high=high, highs=_holders(words, names, shown, high),
            )  # fmt: skip
    return words("compare.nearly" if max(spread) else "compare.same", count=len(runs), group=group)


def _holders(words, names, shown, text):
    """The names of the scenarios that show a number."""
    return words("compare.and").join(name for name, own in zip(names, shown, strict=True) if own == text)


def beliefs_or_policy(inputs, words, lines, segment, destination):
    """What a policy does under the central beliefs, and what the beliefs of the scenario add to that.

    The model starts from the observed shares under any beliefs, so beliefs count only through a policy and
    the two parts add up to the whole, as printed too.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    lines : compare.FourLines
    segment : str
    destination : str or None
        As :func:`scenarios.compare.loudest` finds it.

    Returns
    -------
    str
    """
    if lines.state in (compare.NOTHING, compare.NO_POLICY):
        return words(f"compare.split_{lines.state}")
    group = next(row.short for row in inputs.segments if row.id == segment)
    if destination is None:
        return words("compare.split_unreached", group=group)
    whole, policy = (lines.runs[whose, "your"] for whose in ("your", "central"))
    place, column = whole.segments.index(segment), whole.destinations.index(destination)
    state = lines.state
    if state == compare.BOTH and (whole.change[place] == policy.change[place]).all():
        state = "idle"
    before, central, yours = (
        100 * share for share in (whole.baseline[place, column], policy.share[place, column],
                                  whole.share[place, column])
    )  # fmt: skip
    digits = _adding_up(before, central, yours)
    moved = round(central - before, digits), round(yours - before, digits)
    return words(
        f"compare.split_{state}", group=group, place=inputs.destinations[column].phrase,
        before=f"{before:.{digits}f}", central=f"{central:.{digits}f}", yours=f"{yours:.{digits}f}",
        policy=signed(moved[0], digits), total=signed(moved[1], digits),
        belief=signed(moved[1] - moved[0], digits),
    )  # fmt: skip


def _adding_up(before, *after):
    """The fewest decimals with which changes are seen, those that differ look different, and numbers add up."""
    adding = []
    for digits in (1, 2, 3):
        moved = [round(value - before, digits) for value in after]
        gaps = [
            abs(round(before, digits) + change - round(value, digits))
            for value, change in zip(after, moved, strict=True)
        ]
        if any(moved) and max(gaps) < 10**-digits / 2:
            adding.append(digits)
            if digits < 3 and len(set(moved)) == len(set(after)):
                return digits
    return min(adding, default=3)


def comparison_caption(inputs, words, scenarios, draws, date, measure):
    """The two lines inside a chart of several scenarios, 110 characters each at most, like :func:`caption`.

    The run ids are cut to what the line holds, never below six digits; the version of the data goes first.
    """
    product = f"{words('app.title')} {words('app.version')}"
    data = words("compare.data", version=scenario.versions(inputs)["data"])
    rest = [words("compare.draws", count=f"{draws:,}"), date]
    lines = [
        " · ".join([*start, _run_ids(inputs, scenarios, draws, digits), *rest])
        for start in ([product, data], [product])
        for digits in (12, 8, 6)
    ]
    fitting = next((line for line in lines if len(line) <= _CAPTION), lines[-1])
    return f"{scenario.LABEL} · {measure}", fitting


def _run_ids(inputs, scenarios, draws, digits):
    return " ".join(
        f"{letter} #{chosen.run_id(inputs, draws)[:digits]}"
        for letter, chosen in zip(compare.LETTERS, scenarios, strict=False)
    )


def comparison_alt(words, tables, names, labels, group, digits):
    """What a chart of several scenarios shows, for those who do not see it.

    Parameters
    ----------
    words : Words
    tables : sequence of list of dict
        For each scenario the rows of one segment, as of :meth:`scenarios.simulate.Run.table`.
    names : dict of str to str
        Destination id -> name; rows without a name are left out.
    labels : sequence of str
        The titles of the scenarios.
    group : str
    digits : int
    """
    told = []
    for letter, label, table in zip(compare.LETTERS, labels, tables, strict=False):
        values = "; ".join(
            f"{names[row['destination']]} {signed(row['change_pp'], digits)}"
            for row in table
            if row["destination"] in names and row["baseline"]
        )
        told.append(f"{letter}, {label}: {values}.")
    return words("compare.alt", count=len(told), group=group, values=" ".join(told))
