"""How figures, moments and names are put into words, the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from exeunt.model.decision import SafeUntil
from exeunt.model.ladders import ladder_of
from exeunt.model.outcomes import Rehearsal
from exeunt.model.people import PersonKind
from exeunt.model.policies import PolicyOutcome, PolicyTable
from exeunt.model.statuses import DepartureStatus, Profile


_SPACE = "\u00a0"


def percent(share: float) -> str:
    """Write a share of things that were counted or typed in."""
    return f"{100 * share:.0f}{_SPACE}%"


def worlds_words(rehearsal: Rehearsal) -> str:
    """Say in how many worlds it was played, and of how many if it was interrupted."""
    told = counted(rehearsal.replications, "world")
    if rehearsal.interrupted_of is None:
        return told
    return f"{told} of {rehearsal.interrupted_of:,}, when it was interrupted"


def chance(share: float) -> str:
    """Write a chance; what is not certain is never written as if it were."""
    if share >= 0.995:
        return f"over{_SPACE}99{_SPACE}%"
    if share < 0.005:
        return f"under{_SPACE}1{_SPACE}%"
    return percent(share)


def chance_within(share: float, half_width: float) -> str:
    """
    Write a chance with the half-width of its 95 % interval, in points.

    What is not certain is not written as if it were.
    """
    digits = 1 if half_width >= 0.0005 else 2
    width = f"±{_SPACE}{100 * half_width:.{digits}f}"
    said = f"{100 * share:.{digits}f}{_SPACE}%"
    if float(f"{100 * share:.{digits}f}") in {0.0, 100.0}:
        said = chance(share)
    return f"{said} {width}"


def within(value: float, half_width: float | None, *, digits: int) -> str:
    """Write a mean with the half-width of its interval, where anything bounds it."""
    width = "unknown" if half_width is None else f"{half_width:,.{digits}f}"
    return f"{value:,.{digits}f} ± {width}"


def policy_words(one: PolicyOutcome) -> str:
    """Say what a policy is, and what it comes to."""
    policy = one.policy
    return (
        f"authorized {_at(policy.authorized_at)}, ordered {_at(policy.ordered_at)}: "
        f"{within(one.left, one.left_half_width, digits=0)} left behind, false alarm "
        f"{chance_within(one.false_alarms, one.false_alarms_half_width)}."
    )


def trade_off_words(table: PolicyTable) -> str:
    """Say what being out sooner would spare in false alarms (Regnier, 2008)."""
    allowed = table.allowed
    told = [(1.0, "as rehearsed")]
    told += [(s.share, f"out in {percent(s.share)} of the time") for s in table.sooner]
    said = []
    for share, words in told:
        alarms = table.false_alarms_at(allowed, share)
        said.append(f"{words} {'cannot be had' if alarms is None else chance(alarms)}")
    return (
        f"To leave at most {allowed:,.0f} people behind, a quarter of what never to "
        f"declare does, the chance of a false alarm is: {', '.join(said)}."
    )


def _at(threshold: float) -> str:
    if threshold <= 0:
        return "today"
    return "never" if threshold >= 1 else f"at {percent(threshold)}"


def narrow_percent(share: float) -> str:
    """Write a small share, such as a gap, with two figures after the point."""
    return f"{100 * share:.2f}{_SPACE}%"


def moment(at: datetime, zone: tzinfo) -> str:
    """Write a moment as it is said on paper, in *zone*."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day}{_SPACE}{local:%b}{_SPACE}{local:%Y}, {local:%H:%M}"


def short_moment(at: datetime, zone: tzinfo) -> str:
    """Write a moment where the year is plain."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day}{_SPACE}{local:%b}{_SPACE}{local:%H:%M}"


def safe_words(one: SafeUntil, zone: tzinfo) -> str:
    """Say up to when it is safe to wait, with the 95 % interval."""
    latest, surely, perhaps = (
        "already late" if at is None else short_moment(at, zone)
        for at in (one.latest, one.surely, one.perhaps)
    )
    more = " or later" if one.beyond else ""
    between = "" if surely == perhaps else f" ({surely} to {perhaps})"
    return f"{latest}{more}{between}"


def day(at: datetime, zone: tzinfo) -> str:
    """Write the day of a moment in *zone*."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day}{_SPACE}{local:%b}{_SPACE}{local:%Y}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """Write how many of a thing, with the noun to match."""
    word = noun if count == 1 else plural or f"{noun}s"
    return f"{count:,}{_SPACE}{word}"


def duration(seconds: float) -> str:
    """Write a length of time in days, hours and minutes, two of them at most."""
    minutes = round(seconds / 60)
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    units = ((days, "d"), (hours, "h"), (rest, "min"))
    said = [f"{n}{_SPACE}{unit}" for n, unit in units if n]
    return _SPACE.join(said[:2]) or f"0{_SPACE}min"


def listed(words: Sequence[str]) -> str:
    """Join *words* as a sentence does."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def started(sentence: str) -> str:
    """Begin a sentence with a capital, leaving the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


_ADVICE_WORDS = {
    DepartureStatus.NORMAL: "normal",
    DepartureStatus.AUTHORIZED: "advice to consider leaving",
    DepartureStatus.ORDERED: "advice to leave now",
    DepartureStatus.SUSPENDED: "advice to leave now, with the post shut",
}
ADVISED = frozenset({PersonKind.PRIVATE_CITIZEN, PersonKind.THIRD_COUNTRY})
"""People who are not ours to order: what others are told to do, they are advised."""


def status_words(status: DepartureStatus, kind: PersonKind, profile: Profile) -> str:
    """Name *status* as it is put to people of *kind*, in the words of *profile*."""
    if kind in ADVISED:
        return _ADVICE_WORDS[status]
    return ladder_of(profile).rungs[status].words
