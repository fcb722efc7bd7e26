"""A linear program in arrays, solved by HiGHS, with a bound that checks itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray


LARGE = 20_000
"""Columns of a program that takes long."""
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class Program:
    """Minimise cost over bounded columns, under rows ``lower <= A x <= upper``."""

    cost: list[Floats] = field(default_factory=list)
    most: list[Floats] = field(default_factory=list)
    """Upper bounds of columns; all are finite, and all lower bounds are 0."""
    implied: list[NDArray[np.bool_]] = field(default_factory=list)
    """Whether the rows alone keep the column below its bound."""
    lower: list[Floats] = field(default_factory=list)
    upper: list[Floats] = field(default_factory=list)
    entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    potentials: list[tuple[Ints, Floats]] = field(default_factory=list)
    """Rows of balance, and what a unit is worth there to begin with."""
    columns: int = 0
    rows: int = 0

    def add_columns(
        self,
        cost: Floats,
        most: float | Floats,
        *,
        implied: bool | NDArray[np.bool_] = False,
    ) -> Ints:
        """
        Add columns and give their numbers.

        A bound that the rows imply is not told to the solver, which is many times
        faster without; it still serves ``Arrays.dual_bound``.
        """
        count = len(cost)
        self.implied.append(np.broadcast_to(np.asarray(implied), count))
        self.cost.append(np.asarray(cost, dtype=float))
        self.most.append(np.broadcast_to(np.asarray(most, dtype=float), count))
        self.columns += count
        return np.arange(self.columns - count, self.columns)

    def add_rows(self, lower: Floats, upper: Floats) -> Ints:
        """Add rows and give their numbers."""
        count = len(lower)
        self.lower.append(np.asarray(lower, dtype=float))
        self.upper.append(np.asarray(upper, dtype=float))
        self.rows += count
        return np.arange(self.rows - count, self.rows)

    def put(self, rows: Ints, columns: Ints, value: float) -> None:
        """Write *value* where each row meets its column."""
        self.entries.append((rows, columns, np.full(len(rows), float(value))))

    def frozen(self) -> Arrays:
        """Gather the parts into arrays, column by column."""
        rows = np.concatenate([r for r, _, _ in self.entries])
        columns = np.concatenate([c for _, c, _ in self.entries])
        values = np.concatenate([v for _, _, v in self.entries])
        potential = np.zeros(self.rows)
        for at, worth in self.potentials:
            potential[at] = worth
        order = np.argsort(columns, kind="stable")
        return Arrays(
            cost=np.concatenate(self.cost),
            most=np.concatenate(self.most),
            implied=np.concatenate(self.implied),
            lower=np.concatenate(self.lower),
            upper=np.concatenate(self.upper),
            potential=potential,
            rows=rows[order],
            columns=columns[order],
            values=values[order],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrays:
    """A program ready for the solver, its matrix in order of columns."""

    cost: Floats
    most: Floats
    implied: NDArray[np.bool_]
    lower: Floats
    upper: Floats
    potential: Floats
    """
    Prices of rows to begin with; zero where none is known.

    The solver sees costs reduced by them. The program is the same, but when cost
    accrues all along a way instead of at its end, the simplex method has fewer ties
    and is many times faster.
    """
    rows: Ints
    columns: Ints
    values: Floats

    def reduced(self, prices: Floats) -> Floats:
        """Give costs of columns less what their rows are worth at *prices*."""
        paid = np.bincount(
            self.columns, self.values * prices[self.rows], minlength=len(self.cost)
        )
        return self.cost - paid

    def dual_bound(self, prices: Floats) -> float:
        """
        Give a lower bound from row *prices*, right whatever they are.

        Every row is priced into the objective, and what is left is least over the
        bounds of the columns: weak duality, in one pass, so a solver that stopped
        early or rounded badly can make the bound weak but never wrong.
        """
        prices = np.where(np.isfinite(self.lower), prices, np.minimum(prices, 0))
        prices = np.where(np.isfinite(self.upper), prices, np.maximum(prices, 0))
        side = np.where(prices > 0, self.lower, self.upper)
        paid = float(
            np.sum(np.where(prices == 0, 0, prices * np.where(prices == 0, 0, side)))
        )
        reduced = self.reduced(prices)
        return paid + float(np.sum(np.minimum(reduced, 0) * self.most))


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """What came of a program."""

    bound: float
    values: Floats
    prices: Floats
    """Duals of the rows."""
    optimal: bool
    basis: highspy.HighsBasis | None = None
    """Where a program of the same shape may begin."""


def solve_program(
    arrays: Arrays,
    *,
    seconds: float,
    iterations: int | None = None,
    interior: bool = False,
    like: Solved | None = None,
) -> Solved:
    """
    Solve for at most so long; the bound holds even if it was stopped.

    Parameters
    ----------
    arrays
        The program.
    seconds
        Stop after about so long.
    iterations
        Stop after so many steps of the simplex method.
    interior
        Go through the interior, which is faster where vehicles are scarce. Without
        potentials the simplex method meets ties everywhere, so then it is always done.
    like
        Begin where a program of the same shape ended.
    """
    highs = _highs(seconds)
    warm = like is not None and like.basis is not None and _fits(arrays, like)
    ties = not arrays.potential.any() and len(arrays.cost) > LARGE
    if (interior or ties) and not warm:
        highs.setOptionValue("solver", "ipm")
        highs.setOptionValue("run_crossover", "off")
    if iterations is not None:
        highs.setOptionValue("simplex_iteration_limit", iterations)
    highs.passModel(_model(arrays))
    if like is not None and warm:
        highs.setBasis(like.basis)
    highs.run()
    solution = highs.getSolution()
    prices = np.asarray(solution.row_dual, dtype=float)
    values = np.asarray(solution.col_value, dtype=float)
    optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    if len(prices) != len(arrays.lower):
        prices = np.zeros(len(arrays.lower))
    prices = prices + arrays.potential
    if len(values) != len(arrays.cost):
        values = np.zeros(len(arrays.cost))
    return Solved(
        bound=arrays.dual_bound(prices),
        values=values,
        prices=prices,
        optimal=optimal,
        basis=highs.getBasis() if optimal else None,
    )


def _fits(arrays: Arrays, solved: Solved) -> bool:
    """Tell whether a program has as many columns and rows as one that was solved."""
    shape = len(arrays.cost), len(arrays.lower)
    return shape == (len(solved.values), len(solved.prices))


class Kept:
    """A linear program that stays in the solver, to be solved again when changed."""

    def __init__(self, arrays: Arrays) -> None:
        self._highs = _highs(1e9)
        self._highs.passModel(_model(arrays))

    def keep_within(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """Give *columns* other bounds."""
        numbers = columns.astype(np.int32)
        self._highs.changeColsBounds(len(columns), numbers, lower, upper)

    def solve(self, *, seconds: float) -> Floats | None:
        """Solve from where the last solution stood; None: there is none in time."""
        # its clock goes on from one solution to the next
        until = self._highs.getRunTime() + max(seconds, 0.1)
        self._highs.setOptionValue("time_limit", min(until, 1e9))
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.asarray(self._highs.getSolution().col_value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What came of a program in which some columns are whole numbers."""

    bound: float
    """By branch and bound, as the solver has it; -inf where it has none."""
    values: Floats | None
    """None: no solution was found in time."""
    impossible: bool
    """Whether it was proved that there is none."""


def solve_whole(
    arrays: Arrays,
    columns: Ints,
    *,
    seconds: float,
    nodes: int | None = None,
    start: Floats | None = None,
) -> Whole:
    """
    Solve with *columns* whole, for at most so long.

    Parameters
    ----------
    arrays
        The program.
    columns
        Numbers of the columns that are whole.
    seconds
        Stop after about so long.
    nodes
        Stop after so many nodes; with it, the same program gives the same answer.
    start
        A solution to start from, by column.
    """
    highs = _highs(seconds)
    if nodes is not None:
        highs.setOptionValue("mip_max_nodes", nodes)
    model = _model(arrays)
    kinds = [highspy.HighsVarType.kContinuous] * len(arrays.cost)
    for column in columns.tolist():
        kinds[column] = highspy.HighsVarType.kInteger
    model.integrality_ = kinds
    highs.passModel(model)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.tolist()
        highs.setSolution(solution)
    highs.run()
    found = highs.getInfo().primal_solution_status == _FEASIBLE
    status = highs.getModelStatus()
    return Whole(
        bound=highs.getInfo().mip_dual_bound,
        values=np.asarray(highs.getSolution().col_value) if found else None,
        impossible=status == highspy.HighsModelStatus.kInfeasible,
    )


_FEASIBLE = 2
"""What HiGHS calls a point that keeps every row."""


def _highs(seconds: float) -> highspy.Highs:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS names options
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("time_limit", min(max(seconds, 0.1), 1e9))
    return highs


def _model(arrays: Arrays) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_ = len(arrays.cost)
    lp.num_row_ = len(arrays.lower)
    lp.col_cost_ = arrays.reduced(arrays.potential)
    lp.col_lower_ = np.zeros(len(arrays.cost))
    lp.col_upper_ = np.where(arrays.implied, highspy.kHighsInf, arrays.most)
    lp.row_lower_ = np.where(
        np.isfinite(arrays.lower), arrays.lower, -highspy.kHighsInf
    )
    lp.row_upper_ = np.where(np.isfinite(arrays.upper), arrays.upper, highspy.kHighsInf)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    starts = np.searchsorted(arrays.columns, np.arange(len(arrays.cost) + 1))
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = arrays.rows.astype(np.int32)
    lp.a_matrix_.value_ = arrays.values
    return lp
