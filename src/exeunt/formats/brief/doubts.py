"""What may go otherwise, as the post states it: a line a doubt."""

from __future__ import annotations

from collections.abc import Iterator

from exeunt.formats.wording import duration, listed, percent
from exeunt.model.doubts import Closing, Doubts, Dwindling, Fall
from exeunt.model.post import Post
from exeunt.model.spread import DurationSpread, Spread


Line = tuple[str, str, str]
"""Of what, what is assumed, and why."""
_OTHERWISE = "what may go otherwise (P10, P50, P90)"


def doubt_lines(post: Post) -> Iterator[Line]:
    """List every doubt of *post* with its reason."""
    doubts = post.file.doubts
    if told := [*_of_people(post, doubts), *_of_ways(doubts)]:
        yield (_OTHERWISE, "; ".join(told), doubts.why)
    for closing in doubts.closings:
        yield (
            f"{_closed(post, closing)} shuts without notice",
            _how_often(closing),
            _with_source(closing.why or doubts.why, closing.source),
        )
    services = {s.id: s.name for s in post.file.services}
    for service, spread in doubts.withdrawal.items():
        of = f"{services.get(service, service)} is withdrawn"
        yield (of, f"{spread_words(spread)} after the decision", doubts.why)
    for service, dwindling in doubts.dwindling.items():
        yield (
            f"{services.get(service, service)} dwindles",
            "; ".join(_falls(dwindling)),
            _with_source(dwindling.why or doubts.why, dwindling.source),
        )
    if doubts.environment:
        yield ("the environment", "; ".join(_environments(doubts)), doubts.why)


def _of_people(post: Post, doubts: Doubts) -> Iterator[str]:
    names = {c.id: c.name for c in post.file.categories}
    for category, spread in doubts.mobilisation.items():
        yield f"{names[category]} ready {spread_words(spread)}"
    for category, share in doubts.no_show.items():
        if share:
            yield f"{names[category]}: {percent(share)} do not come"


def _of_ways(doubts: Doubts) -> Iterator[str]:
    for mode, factor in doubts.travel.items():
        yield f"{mode.value} travel {spread_words(factor)}"
    if doubts.travel:
        yield f"travel stays alike for about {duration(doubts.steady)}"
    if doubts.trip:
        yield f"a trip by itself {spread_words(doubts.trip)}"
    if doubts.processing:
        yield f"processing {spread_words(doubts.processing)}"
    if doubts.repair:
        yield f"repair {spread_words(doubts.repair)}"


def _closed(post: Post, closing: Closing) -> str:
    names = {p.id: p.name for p in post.file.places}
    if closing.place is not None:
        return names.get(closing.place, closing.place)
    for link in post.file.links:
        if link.id == closing.link:
            return f"the way {names[link.from_]} to {names[link.to]}"
    return f"all travel by {closing.name}"


def _how_often(closing: Closing) -> str:
    told = [f"{closing.per_day:g} a day on which it was open"]
    told += [f"not before {duration(closing.after)}"] if closing.after else []
    return f"{', '.join(told)}; for {spread_words(closing.lasts)}"


def _falls(dwindling: Dwindling) -> Iterator[str]:
    if dwindling.departures is not None:
        yield f"departures, one carrier after another: {_fall(dwindling.departures)}"
    if dwindling.seats is not None:
        yield f"seats still for sale: {_fall(dwindling.seats)}"


def _fall(fall: Fall) -> str:
    return (
        f"from {spread_words(fall.begins)} after the decision on, none left within "
        f"{spread_words(fall.lasts)}"
    )


def _environments(doubts: Doubts) -> Iterator[str]:
    permissive = 1.0
    for kind, of in doubts.environment.items():
        permissive -= of.chance
        does = []
        does += [f"processing ×{of.processing:g}"] if of.processing != 1 else []
        does += [f"travel ×{of.travel:g}"] if of.travel != 1 else []
        told = f" ({listed(does)})" if does else ""
        yield f"{kind.value} {percent(of.chance)}{told}"
    yield f"otherwise permissive, {percent(max(permissive, 0.0))}"


def _with_source(why: str, source: str | None) -> str:
    return f"{why} Source: {source}".strip() if source else why


def spread_words(spread: Spread | DurationSpread) -> str:
    """Say the 10th, 50th and 90th percentile of a factor or a duration."""
    three = (spread.p10, spread.p50, spread.p90)
    if isinstance(spread, DurationSpread):
        return ", ".join(duration(value) for value in three)
    return ", ".join(f"×{value:g}" for value in three)
