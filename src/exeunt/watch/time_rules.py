"""What each kind of time expression means, anchored on the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from exeunt.watch import (
    calendar,
    duration_rules,
    holiday_rules,
    period_rules,
    reference_rules,
    relative_times,
    set_rules,
)
from exeunt.watch import time_words as words
from exeunt.watch.amounts import UNITS
from exeunt.watch.found_times import (
    Found,
    Place,
    Rule,
    month_found,
    on_found,
    week_found,
)
from exeunt.watch.grammar import Tense
from exeunt.watch.time_signs import (
    DIGIT,
    MONTH,
    MONTH_AND_DIGIT,
    NUMERIC,
    YEAR,
    ending_in,
    inside,
)


def _day(
    month: str, day: str, year: str | None, match: re.Match[str], place: Place
) -> date | None:
    m, d = calendar.month_number(month), int(re.sub(r"\D", "", day))
    if year:
        return calendar.day_of(int(year), m, d)
    return calendar.day_without_year(
        m, d, anchor=place.told_of, tense=place.tense(match)
    )


def iso(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``2022-01-10`` and ``2022-01-10T16:00+02:00``."""
    day = calendar.day_of(int(match[1]), int(match[2]), int(match[3]))
    if day is None:
        return
    clock = f"T{match[4]}:{match[5]}{match[6] or ''}" if match[4] else ""
    yield Found(*match.span(), f"{day.isoformat()}{clock}", "iso", day, day)


def day_month(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``10 January 2022``, ``Sunday, 23 January``."""
    day = _day(match[2], match[1], match[3], match, place)
    yield from on_found(match, "day", day, _other_years(day, match[3]))


def month_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``January 10, 2022``, ``Jan. 10``."""
    day = _day(match[1], match[2], match[3], match, place)
    yield from on_found(match, "day", day, _other_years(day, match[3]))


def week_of(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``the week of January 10``."""
    month, number = match[1] or match[4], match[2] or match[3]
    day = _day(month, number, None, match, place)
    if day is not None:
        yield from week_found(match, "relative", day)


def _other_years(day: date | None, year: str | None) -> tuple[str, ...]:
    """Give the same day of the years around, when the text names no year."""
    if day is None or year:
        return ()
    near = (
        calendar.day_of(y, day.month, day.day) for y in (day.year - 1, day.year + 1)
    )
    return tuple(d.isoformat() for d in near if d)


def _range(
    match: re.Match[str], first: date | None, last: date | None
) -> Iterator[Found]:
    if first and last and first <= last:
        value = f"{first.isoformat()}/{last.isoformat()}"
        span = match.span()
        parts = tuple(
            Found(a, b, day.isoformat(), "day", day, day)
            for (a, b), day in zip(_halves(match), (first, last), strict=True)
        )
        yield Found(*span, value, "range", first, last, parts=parts)


def _halves(match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give where the first and the last day of a range are written."""
    first, last = (1, 2) if match[1][0].isdigit() else (2, 3)
    return (match.start(), match.end(first)), (match.start(last), match.end())


def range_day_month(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``10-13 January``."""
    month, year = match[3], match[4]
    yield from _range(
        match,
        _day(month, match[1], year, match, place),
        _day(month, match[2], year, match, place),
    )


def range_month_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``January 10-13`` and ``between January 10 and 13``."""
    month, year = match[1], match[4]
    yield from _range(
        match,
        _day(month, match[2], year, match, place),
        _day(month, match[3], year, match, place),
    )


_ONE_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")


def list_month_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``January 10, 12 and 13``: three days."""
    yield from _list(match, place, names=(match[1], match[3]), days=2)


def list_day_month(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``9 and 10 January``: two days."""
    yield from _list(match, place, names=(match[2], match[3]), days=1)


def _list(
    match: re.Match[str], place: Place, *, names: tuple[str, str | None], days: int
) -> Iterator[Found]:
    numbers = list(_ONE_DAY.finditer(place.sentence, *match.span(days)))
    for i, one in enumerate(numbers):
        day = _day(names[0], one[0], names[1], match, place)
        if day is None:
            continue
        start = match.start() if i == 0 else one.start()
        end = match.end() if i == len(numbers) - 1 else one.end()
        yield Found(start, end, day.isoformat(), "day", day, day)


def numeric(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``10/01/2022``; dots are day first, slashes as the rest of the text."""
    a, b, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if year < 100 else 0
    day_first = match[2] == "." or place.day_first
    if a > 12:
        day_first = True
    elif b > 12:
        day_first = False
    day, month = (a, b) if day_first else (b, a)
    other = calendar.day_of(year, day, month) if match[2] == "/" and a != b else None
    others = (other.isoformat(),) if other else ()
    yield from on_found(match, "numeric", calendar.day_of(year, month, day), others)


def month_year(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``January 2022``, ``mid-January 2022``."""
    yield from month_found(
        match, "month", int(match[2]), calendar.month_number(match[1])
    )


def month(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``in December``, ``last March``, ``late January``."""
    which = (match[1] or "").lower()
    ambiguous = match[2] in {"March", "May"} and match[0] == match[2]
    before = place.before(match)
    if ambiguous and not (
        words.BEFORE_MONTH.search(before)
        or (
            words.BEFORE_NAMED.search(before)
            and words.AFTER_MONTH.match(place.sentence, match.end())
        )
    ):
        return
    name = calendar.month_number(match[2])
    tense = {"last": Tense.PAST, "next": Tense.FUTURE}.get(which, place.tense(match))
    ahead = (name - place.told_of.month) % 12
    if tense is Tense.PAST and ahead == 1 and which not in {"last", "previous"}:
        tense = place.told(match)
    year, _ = calendar.month_without_year(name, anchor=place.told_of, tense=tense)
    if which == "last" and name == place.anchor.month:
        year -= 1
    if which == "next" and name == place.anchor.month:
        year += 1
    others = (f"{year - 1:04d}-{name:02d}", f"{year + 1:04d}-{name:02d}")
    yield from month_found(match, "month", year, name, () if which else others)


def ordinal_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``on the 15th``: of this month, or the one before or after."""
    anchor, number = place.told_of, int(match[1])
    moved = (calendar.shifted(anchor.replace(day=1), n, "month") for n in (-1, 0, 1))
    days = [calendar.day_of(d.year, d.month, number) for d in moved if d]
    tense = place.tense(match)
    yield from on_found(match, "day", calendar.likeliest(days, anchor, tense))


def month_of(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``April last year``."""
    away = {"last": -1, "next": 1}.get(match[2], 0)
    base = place.base if match[2] == "that" else place.anchor
    number = calendar.month_number(match[1])
    yield from month_found(match, "month", base.year + away, number)


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A kind of time expression: what it looks like and what it means."""

    needs: frozenset[str]
    """It is looked for only in a sentence that has one of these words or signs."""
    pattern: re.Pattern[str]
    read: Rule
    words: frozenset[str] = frozenset()
    """What leads to the unit that it ends in; if nothing, it may be anywhere."""

    def matches(self, sentence: str) -> Iterator[re.Match[str]]:
        """Find the places where it is, left to right."""
        if not self.words:
            return self.pattern.finditer(sentence)
        return ending_in(UNITS, self.pattern, self.words, sentence)


_LONGER = "week month year decade century"
_UNITS = " ".join(UNITS)
_PARTS = "morning afternoon evening night dawn dusk"
_SEASONS = "spring summer autumn fall winter"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_OFTEN = (
    "hourly daily nightly weekly fortnightly monthly quarterly annually annual yearly"
)


def _rule(needs: str, pattern: re.Pattern[str], read: Rule) -> TimeRule:
    return TimeRule(frozenset(needs.split()), pattern, read)


def _ending(needs: str, pattern: re.Pattern[str], read: Rule) -> TimeRule:
    """Make a rule for what is nothing but its own words and numbers up to a unit."""
    return replace(_rule(needs, pattern, read), words=inside(pattern))


EXPLICIT = (
    _rule(YEAR, words.ISO, iso),
    _rule(MONTH_AND_DIGIT, words.RANGE_DAY_MONTH, range_day_month),
    _rule("between", words.BETWEEN_MONTH_DAY, range_month_day),
    _rule(MONTH_AND_DIGIT, words.RANGE_MONTH_DAY, range_month_day),
    _rule(MONTH_AND_DIGIT, words.LIST_MONTH_DAY, list_month_day),
    _rule(MONTH_AND_DIGIT, words.LIST_DAY_MONTH, list_day_month),
    _rule(f"{NUMERIC} sept september", holiday_rules.ATTACKS, holiday_rules.attacks),
    _rule(_PARTS + " eve hours", reference_rules.PART_OF, reference_rules.part_of),
    _rule(MONTH_AND_DIGIT, words.WEEK_OF, week_of),
    _rule(MONTH_AND_DIGIT, words.DAY_MONTH, day_month),
    _rule(MONTH_AND_DIGIT, words.MONTH_DAY, month_day),
    _rule(NUMERIC, words.NUMERIC, numeric),
    _rule("st nd rd th", words.ORDINAL_DAY, ordinal_day),
    _rule(MONTH, period_rules.END_OF_MONTH, period_rules.end_of_month),
    _rule(MONTH_AND_DIGIT, words.MONTH_YEAR, month_year),
    _rule(YEAR, words.YEARS, period_rules.years),
    _rule(
        "christmas easter year thanksgiving halloween good palm ash boxing valentine "
        "independence fourth may patrick bastille armistice veterans epiphany pentecost "
        "memorial labor king",
        holiday_rules.HOLIDAY,
        holiday_rules.holiday,
    ),
    _rule("quarter", period_rules.QUARTER, period_rules.quarter),
    _rule("q", period_rules.QUARTER_CODE, period_rules.quarter_code),
    _rule("half", period_rules.HALF, period_rules.half),
    _rule("fiscal financial fy", period_rules.FISCAL, period_rules.fiscal),
    _rule(
        f"{DIGIT} twenties thirties forties fifties sixties seventies eighties nineties",
        period_rules.DECADE,
        period_rules.decade,
    ),
    _rule("century centuries", period_rules.CENTURY, period_rules.century),
    _rule(
        "today tonight night tomorrow yesterday morning afternoon evening",
        words.NEAR_DAY,
        relative_times.near_day,
    ),
    _rule("every each", set_rules.EVERY, set_rules.every),
    _rule(
        "mondays tuesdays wednesdays thursdays fridays saturdays sundays mornings "
        "afternoons evenings nights weekends weekdays",
        set_rules.DAYS,
        set_rules.days,
    ),
    _rule(_WEEKDAYS, words.WEEKDAY, relative_times.weekday),
    _rule(
        "mon tue tues wed weds thu thur thurs fri sat sun",
        words.WEEKDAY_SHORT,
        relative_times.weekday_short,
    ),
    _rule(_SEASONS, period_rules.SEASON, period_rules.season_of_year),
    _rule(
        YEAR,
        period_rules.PART_OF_YEAR,
        period_rules.part_of_year,
    ),
    _rule(YEAR, words.YEAR, period_rules.year),
    _rule(YEAR, words.OLD_YEAR, period_rules.old_year),
)
"""In order of precedence: a later rule never takes what an earlier one has."""
LEANING = (
    _rule(_SEASONS, period_rules.SEASON, period_rules.season),
    _rule("year", words.MONTH_OF, month_of),
    _rule(MONTH, words.MONTH, month),
    _rule("day date", reference_rules.ON_DAY, reference_rules.on_day),
    _rule("within", duration_rules.WITHIN_ONE, duration_rules.within_one),
    _rule("week month quarter year", duration_rules.YEAR_AGO, duration_rules.year_ago),
    _ending(_UNITS, duration_rules.AMOUNT_OF_TIME, duration_rules.amount_of_time),
    _rule("quarter", period_rules.THE_QUARTER, period_rules.the_quarter),
    _ending(
        f"{_LONGER} weekend",
        period_rules.NEAR_UNIT,
        period_rules.near_unit,
    ),
    _ending(
        f"{_LONGER} weekend",
        period_rules.THE_UNIT,
        period_rules.the_unit,
    ),
    _rule("week month year decade", period_rules.UNIT_BESIDE, period_rules.unit_beside),
    _rule("year yearend midyear", period_rules.YEAR_END, period_rules.year_end),
    _rule(
        "half long old hourlong daylong weeklong monthlong yearlong decadelong centurylong",
        duration_rules.LONG,
        duration_rules.long,
    ),
    _rule("per", set_rules.PER, set_rules.per),
    _rule(
        " ".join(
            f"{often} bi{often} semi{often} thrice{often}" for often in _OFTEN.split()
        ),
        set_rules.OFTEN,
        set_rules.often,
    ),
    _ending(
        "seconds minutes hours days weeks months years decades centuries",
        duration_rules.PLURAL,
        duration_rules.plural,
    ),
    _rule(_PARTS, reference_rules.DAY_PART, reference_rules.day_part),
    _rule(_PARTS, reference_rules.LOOSE_PART, reference_rules.loose_part),
    _rule(
        _PARTS + " overnight daybreak nightfall sunrise sunset daylight lunchtime",
        reference_rules.BARE_PART,
        reference_rules.bare_part,
    ),
    _rule(
        "now currently present presently moment nowadays time point stage date",
        reference_rules.PRESENT,
        reference_rules.present,
    ),
    _rule("recently lately past ago", reference_rules.PAST, reference_rules.past),
    _rule("soon future", reference_rules.FUTURE, reference_rules.future),
)
"""Read after those, since they may lean on a day that the sentence names."""


KNOWN = frozenset(sign for rule in (*EXPLICIT, *LEANING) for sign in rule.needs)
"""The signs that some rule needs."""
