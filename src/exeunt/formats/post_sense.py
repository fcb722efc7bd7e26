"""What each value allows and all together forbid: faults of the sense of a post."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from exeunt.errors import Fault
from exeunt.formats.labels import shown
from exeunt.formats.yaml_nodes import Located
from exeunt.model.people import Estimate
from exeunt.model.places import PlaceKind
from exeunt.model.positions import Path
from exeunt.model.post import PostFile
from exeunt.model.times import Opening


OnLand = Callable[[float, float], bool]
"""Whether longitude and latitude lie on land, or as near to it as a coast is known."""

_AFLOAT = {PlaceKind.SEAPORT, PlaceKind.WAYPOINT, PlaceKind.SAFE_HAVEN}
"""What may be a ship, or a point at sea."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One file, with where its parts are."""

    name: str
    located: Located

    def fault(self, path: Path, message: str) -> Fault:
        while path and path not in self.located.values:
            path = path[:-1]
        return Fault(self.name, *self.located.values.get(path, (0, 0)), message)


def sense_faults(
    post: PostFile, located: Located, *, on_land: OnLand | None
) -> list[Fault]:
    """
    Find what is wrong with ``post.yaml`` as a whole.

    Parameters
    ----------
    post
        The file, each of its values sound.
    located
        The same as it was read.
    on_land
        Tells land from sea; none leaves places unchecked.
    """
    sheet = _Sheet("post.yaml", located)
    checks = (
        *(_priors, _services, _fleet_links, _idle_slots),
        *(_convoys, _past_openings, _no_services),
    )
    out = [fault for check in checks for fault in check(post, sheet)]
    if on_land is not None:
        out += _at_sea(post, sheet, on_land)
    return out


def estimate_faults(
    estimates: tuple[Estimate, ...], located: Located, *, now: datetime
) -> list[Fault]:
    """Find estimates dated after *now*: nobody has counted yet."""
    sheet = _Sheet("estimates.yaml", located)
    return [
        sheet.fault(
            ("estimates", number, "date"),
            f"estimate {shown(estimate.id)}, date: {estimate.date:%Y-%m-%d} lies in "
            f"the future of {now:%Y-%m-%d}. Write the day on which it was made.",
        )
        for number, estimate in enumerate(estimates)
        if estimate.date > now + timedelta(days=1)
    ]


def _priors(post: PostFile, sheet: _Sheet) -> Iterator[Fault]:
    total = sum(scenario.prior for scenario in post.scenarios)
    if abs(total - 1) > 1e-6:
        each = " + ".join(f"{scenario.prior:g}" for scenario in post.scenarios)
        yield sheet.fault(
            ("scenarios",),
            f"scenarios: the priors add up to {total:g} ({each}), not to 1. They are "
            "all the ways it may go: share 1 out among them.",
        )


def _services(post: PostFile, sheet: _Sheet) -> Iterator[Fault]:
    modes = {link.id: link.mode for link in post.links}
    for number, service in enumerate(post.services):
        mode = modes.get(service.link)
        if mode is not None and not mode.needs_vehicle:
            yield sheet.fault(
                ("services", number, "link"),
                f"service {shown(service.id)}, link: {shown(service.link)} is "
                f"travelled by mode {mode.value}, which nobody sells seats on. Name a "
                "link by road, air, sea or rail.",
            )
        if service.from_ and service.until and service.from_ >= service.until:
            yield sheet.fault(
                ("services", number, "until"),
                f"service {shown(service.id)}, until: {service.until.isoformat()} is "
                f"not after from {service.from_.isoformat()}. Swap them.",
            )


def _fleet_links(post: PostFile, sheet: _Sheet) -> Iterator[Fault]:
    modes = {link.id: link.mode for link in post.links}
    for number, fleet in enumerate(post.fleets):
        for entry, link in enumerate(fleet.links):
            if link in modes and modes[link] != fleet.mode:
                yield sheet.fault(
                    ("fleets", number, "links", entry),
                    f"fleet {shown(fleet.id)}, links: {shown(link)} is of mode "
                    f"{modes[link].value}, the fleet of mode {fleet.mode.value}. Name "
                    "links that it can travel.",
                )


def _idle_slots(post: PostFile, sheet: _Sheet) -> Iterator[Fault]:
    used = {end for k in post.links if k.mode.has_slots for end in (k.from_, k.to)}
    for number, place in enumerate(post.places):
        if place.slots_per_h is not None and place.id not in used:
            yield sheet.fault(
                ("places", number, "slots_per_h"),
                f"place {shown(place.id)}, slots_per_h: no link by air, sea or rail "
                "begins or ends here, so nothing would keep to it. Add such a link, or "
                "give links vehicles_per_h instead.",
            )


def _no_services(post: PostFile, sheet: _Sheet) -> Iterator[Fault]:
    """Where there are services, references see to it that these are among them."""
    if post.services:
        return
    doubts = post.doubts
    for doubt, services in (
        ("withdrawal", [*doubts.withdrawal]),
        ("dwindling", [*doubts.dwindling]),
    ):
        for service in services:
            yield sheet.fault(
                ("doubts", doubt, service),
                f"doubts.{doubt}: there is no service at all. Add {shown(service)}, or "
                "delete this.",
            )


def _convoys(post: PostFile, sheet: _Sheet) -> Iterator[Fault]:
    fleets = {fleet.id: fleet for fleet in post.fleets}
    slots = {place.id for place in post.places if place.slots_per_h is not None}
    for number, link in enumerate(post.links):
        escort = fleets.get(link.escort or "")
        if link.escort is not None and not fleets:
            yield sheet.fault(
                ("links", number, "escort"),
                f"link {shown(link.id)}, escort: there is no fleet at all. Add it, or "
                "delete escort and convoy.",
            )
        if escort is not None and not escort.may_use(link):
            yield sheet.fault(
                ("links", number, "escort"),
                f"link {shown(link.id)}, escort: fleet {shown(escort.id)} may not travel "
                "it. Name a fleet of its mode, or add the link to the fleet's links.",
            )
        ends = {link.from_, link.to} & slots
        if link.convoy is not None and link.mode.has_slots and ends:
            yield sheet.fault(
                ("links", number, "convoy"),
                f"link {shown(link.id)}, convoy: {shown(min(ends))} has slots_per_h, so "
                "no two vehicles set out or arrive there together. Delete one of them.",
            )
    together = {link.id for link in post.links if link.convoy is not None}
    for number, service in enumerate(post.services):
        if service.link in together:
            yield sheet.fault(
                ("services", number, "link"),
                f"service {shown(service.id)}, link: {shown(service.link)} is travelled "
                "in convoys, and no timetable waits for one. Name another link.",
            )


def _past_openings(post: PostFile, sheet: _Sheet) -> Iterator[Fault]:
    ends: list[tuple[Path, str, datetime | None]] = [
        *_closings("places", [(p.id, p.open) for p in post.places]),
        *_closings("links", [(k.id, k.open) for k in post.links]),
        *(
            (("services", n, "until"), f"service {shown(s.id)}, until", s.until)
            for n, s in enumerate(post.services)
        ),
        *(
            (("curfews", n, "until"), f"curfew {n + 1}, until", c.until)
            for n, c in enumerate(post.curfews)
        ),
    ]
    reviewed = post.paper.reviewed
    for path, name, until in ends:
        if until is not None and until < reviewed:
            yield sheet.fault(
                path,
                f"{name}: {until:%Y-%m-%d} lies before paper.reviewed, "
                f"{reviewed:%Y-%m-%d}: it had ended when the plan was last looked at. "
                "Delete what is past, or mend the date.",
            )


def _closings(
    plural: str, openings: list[tuple[str, Opening]]
) -> Iterator[tuple[Path, str, datetime | None]]:
    for number, (thing, opening) in enumerate(openings):
        name = f"{plural.removesuffix('s')} {shown(thing)}, open."
        yield (plural, number, "open", "until"), f"{name}until", opening.until
        for k, shut in enumerate(opening.shut):
            path = (plural, number, "open", "shut", k, "until")
            yield path, f"{name}shut[{k + 1}].until", shut.until


def _at_sea(post: PostFile, sheet: _Sheet, on_land: OnLand) -> Iterator[Fault]:
    for number, place in enumerate(post.places):
        if place.kind not in _AFLOAT and not on_land(place.lon, place.lat):
            yield sheet.fault(
                ("places", number, "lat"),
                f"place {shown(place.id)}: {place.lat:g}, {place.lon:g} (lat, lon) lies "
                "in the sea. Look whether lat and lon are swapped, or a sign is wrong.",
            )
