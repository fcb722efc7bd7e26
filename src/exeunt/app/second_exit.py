"""A second exit: a way out that the post names and that is shut, opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from exeunt.app.levers import Lever
from exeunt.model.places import Place, PlaceKind
from exeunt.model.post import Post
from exeunt.model.times import Opening
from exeunt.model.warning import ExitSurvival


KIND = "exit"
_EXITS = {
    PlaceKind.AIRPORT,
    PlaceKind.SEAPORT,
    PlaceKind.STATION,
    PlaceKind.BORDER_CROSSING,
}


def second_exits(post: Post, *, h_hour: datetime) -> Iterator[Lever]:
    """
    Give each exit of *post* that is shut until its deadline, opened.

    An exit is a place whose closing is watched, or an airport, seaport, station or
    border crossing. Parts of the day in which it is open stay as they are.

    Parameters
    ----------
    post
        The post as it is known: exits that documents tell to be shut are.
    h_hour
        The moment of the decision.
    """
    watched = {one.place for one in post.file.exits}
    for k, place in enumerate(post.file.places):
        exit_ = place.id in watched or place.kind in _EXITS
        if exit_ and not _opens(place, post, h_hour):
            opened = place.model_copy(update={"open": Opening(daily=place.open.daily)})
            places = (*post.file.places[:k], opened, *post.file.places[k + 1 :])
            file = post.file.model_copy(update={"places": places})
            yield Lever(
                what=f"a second exit: {place.name}",
                post=post.model_copy(update={"file": file}),
                kind=KIND,
                of=place.id,
                unit="exit",
            )


def _opens(place: Place, post: Post, h_hour: datetime) -> bool:
    return bool(
        place.open.spans(h_hour=h_hour, horizon_s=post.file.deadline, zone=post.zone)
    )


def survivals_with(
    lever: Lever, survivals: Sequence[ExitSurvival]
) -> tuple[ExitSurvival, ...]:
    """Take back that the exit which *lever* opens has shut already."""
    return tuple(
        replace(one, shut=None)
        if lever.kind == KIND and one.exit.place == lever.of
        else one
        for one in survivals
    )
