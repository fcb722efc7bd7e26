"""What is so at H-hour, whatever is planned: who is where, who has just set out."""

from __future__ import annotations

from exeunt.model.times import NEVER
from exeunt.plan.solver.network import Network


def people_there(net: Network) -> list[tuple[int, int, int]]:
    """Tell who is somewhere until moved: the place, from when, how many."""
    movers = [(u.place, u.ready_s if u.comes else -NEVER, u.persons) for u in net.units]
    guests = [(net.number[g.place], g.from_s, g.persons) for g in net.problem.guests]
    return movers + guests


def guests_at(net: Network, place: int) -> int:
    """Count those who are out, or will be, and stay at *place* for good."""
    here = net.places[place].id
    return sum(g.persons for g in net.problem.guests if g.place == here)


def turns(net: Network) -> list[tuple[int, int, int, int]]:
    """Tell who is processed for trips under way: place, from when, by when, how many."""
    return [
        (net.number[t.place], t.from_s, t.due_s, t.persons)
        for t in net.problem.turns
        if net.problem.place(t.place).processes_per_h is not None
    ]


def set_outs(net: Network) -> list[tuple[int, int]]:
    """Tell what set out, or will: the hop, and when."""
    return [
        (net.hop_number[s.hop], s.depart_s)
        for s in net.problem.set_offs
        if s.hop in net.hop_number
    ]
