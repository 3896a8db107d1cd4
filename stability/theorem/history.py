"""Claims about the kernel iteration: its closed form, its exact history, single runs, and the table of step sizes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any

import numpy as np
from flint import arb
from sympy import Rational, Symbol, powsimp, simplify

from stability.algebra.balls import iterate
from stability.algebra.names import Internal
from stability.clock import Time
from stability.errors import BadInput
from stability.kernel import feature_history, run_history
from stability.linearization import linearize
from stability.rigor import Rigor
from stability.spectrum import locate
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.data import listed, natural, positive
from stability.theorem.decimals import like, moved_digit, near
from stability.theorem.doors import each
from stability.theorem.fields import Count, DigitsList, Expression, Flag, Letter, Number, Numbers, Point
from stability.theorem.local import at_point, not_at_rest
from stability.theorem.smooth import rough

#: How closely the two forms must agree; balls of 2000 bits are far narrower.
_AGREE = 40


@dataclass(frozen=True)
class RecurrenceSolution(Claim):
    """For every number of steps: when each step multiplies by ``factor`` and adds ``step`` times an input, from 0, the
    inputs count with ``weight`` by their age, and the weights of all ages below the count sum to ``total``.

    f_{k+1} = factor f_k + step r_k, f_0 = 0, has the solution f_k = sum over s < k of weight(k - 1 - s) r_s.  weight:
    an expression in the integer symbol ``age``; total: in the integer symbol ``count``. Induction: weight(0) = step,
    weight(age + 1) = factor weight(age); total(0) = 0, total(k + 1) = factor total(k) + step.  Both expressions have a
    value for all values of the parameters.
    """

    factor: Expression
    step: Expression
    age: Letter
    weight: Expression
    count: Letter
    total: Expression

    def check(self, system: System) -> Checked:
        exhibits = (("Weight of an age", self.weight), ("Sum of the weights", self.total))
        weight, total, age, count = self.weight * Rational(1), self.total * Rational(1), self.age, self.count
        whole = {s: Internal(s.name, integer=True, nonnegative=True) for s in (age, count)}
        open_ = rough([e.xreplace(whole) for e in (weight, total)], system.assumptions)
        if open_:
            return undecided(f"whether the closed forms have a value everywhere: {open_}", exhibits=exhibits)
        statements = {
            "the newest weight": weight.subs(age, 0) - self.step,
            "the older weights": weight.subs(age, age + 1) - self.factor * weight,
            "the empty sum": total.subs(count, 0),
            "the next sum": total.subs(count, count + 1) - self.factor * total - self.step,
        }
        for name, difference in statements.items():
            if _normal(difference) != 0:
                witness = nonzero_witness(system, difference.subs({age: 1, count: 1}))
                return (
                    refuted(f"{name}: the induction fails", witness, exhibits=exhibits)
                    if witness
                    else undecided(f"{name} is not proven", exhibits=exhibits)
                )
        return confirmed("by induction", exhibits=exhibits, predicted=f"weight {self.weight}, sum {self.total}")

    def twins(self) -> tuple[Claim, ...]:
        return replace(self, weight=2 * self.weight), replace(self, total=perturbed(self.total))


def _normal(difference: Any) -> Any:
    """Zero when it vanishes with powers of one base put together."""
    return simplify(powsimp(difference.expand(power_exp=True)))


@dataclass(frozen=True)
class HistoryForm(Claim):
    """The alternating iteration of the game with features, and the history form with the kernel of the same features,
    are at the same points after each of the first ``steps`` iterations, to 40 decimal places in balls.

    points, masses, generated: as in the game; start: coordinates of the generated points, flattened; the discriminator
    starts at 0.  newest: whether the generator's step sees the newest discriminator.
    """

    points: Annotated[tuple[Any, ...], each(doors.spot, 1)]
    masses: Numbers
    generated: Numbers
    start: Numbers
    kappa: Number
    lam: Number
    eta_d: Number
    eta_g: Number
    degree: Count
    steps: Count
    newest: Flag = True

    def check(self, system: System) -> Checked:
        if system.time is not Time.DISCRETE:
            return undecided("the iteration is a map")
        _asked(self)
        moving = len(self.start)
        origin = [*self.start, *(Rational(0),) * (len(system.state) - moving)]
        features = iterate(system.maps, system.state, origin, self.steps)
        dimension = moving // len(self.generated)
        start = [self.start[i : i + dimension] for i in range(0, moving, dimension)]
        points = [p if isinstance(p, tuple) else (p,) for p in self.points]
        history = feature_history(
            points,
            self.masses,
            start,
            self.generated,
            kappa=self.kappa,
            lam=self.lam,
            eta_d=self.eta_d,
            eta_g=self.eta_g,
            steps=self.steps,
            degree=self.degree,
            newest=self.newest,
        )
        for k, (left, right) in enumerate(zip(features, history, strict=True)):
            for name, a, b in zip(system.state, left, right, strict=False):
                gap = abs(a.enclosure - b)
                if not gap < arb(10) ** -_AGREE:
                    places = f"{a.enclosure.str(20, radius=False)} and {b.str(20, radius=False)}"
                    return refuted("the two forms part", f"{name} after {k} iterations: {places}")
        ends = [(str(s), b.str(20, radius=False)) for s, b in zip(system.state, history[-1], strict=False)]
        return confirmed(
            "both iterated in balls",
            rigor=Rigor.CERTIFIED,
            exhibits=tuple((f"{name} after {self.steps} iterations", text) for name, text in ends),
            predicted=f"the same points for {self.steps} iterations",
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, newest=not self.newest),)


@dataclass(frozen=True)
class HistoryRun(Claim):
    """Simulated: the alternating iteration with the Gaussian kernel, from a zero discriminator, ends at these places.

    points, masses, generated as in the game; start: places of the generated points; values: decimals of their
    coordinates after ``steps`` iterations, to all digits but the last.  A second run from a start moved by one part in
    10^12 must agree, so that rounding cannot matter.
    """

    points: Annotated[tuple[Any, ...], each(doors.spot, 1)]
    masses: Numbers
    generated: Numbers
    start: Numbers
    kappa: Number
    lam: Number
    eta_d: Number
    eta_g: Number
    steps: Count
    values: DigitsList

    def check(self, system: System) -> Checked:
        _asked(self)
        ends = [self._end(factor) for factor in (1.0, 1 + 1e-12)]
        if len(ends[0]) != len(self.values):
            return refuted("their number differs", f"{len(ends[0])} coordinates", rigor=Rigor.SIMULATED)
        for number, text in enumerate(self.values):
            for end in ends:
                if not near(float(end[number]), text):
                    witness = f"coordinate {number + 1} is {like(text, float(end[number]))}, not {text}"
                    return refuted("the run ends elsewhere", witness, rigor=Rigor.SIMULATED)
        places = [max(0, -int(Decimal(t).as_tuple().exponent)) for t in self.values]
        return confirmed(
            "a run of the exact iteration in floating point, and one from a start moved by 1e-12",
            rigor=Rigor.SIMULATED,
            predicted=", ".join(self.values),
            observed=", ".join(f"{round(float(x), n) + 0.0:.{n}f}" for x, n in zip(ends[0], places, strict=True)),
        )

    def _end(self, factor: float) -> Any:
        def cloud(points: tuple[Any, ...]) -> Any:
            return [[float(c) for c in (p if isinstance(p, tuple) else (p,))] for p in points]

        path = run_history(
            cloud(self.points),
            [float(m) for m in self.masses],
            np.array(cloud(self.start)) * factor,
            [float(m) for m in self.generated],
            kappa=float(self.kappa),
            lam=float(self.lam),
            eta_d=float(self.eta_d),
            eta_g=float(self.eta_g),
            steps=self.steps,
        )
        return path[-1, :, :, 0].ravel()

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, values=(moved_digit(self.values[0]), *self.values[1:])),)


@dataclass(frozen=True)
class StepSizeTable(Claim):
    """Table: for every row the exact local verdict of the update map, and where the published run ends.

    rows: (width, eta_d, eta_g, lam, verdict, outcome, place): the local verdict "stable" or "unstable" is exact, of the
    Jacobian at ``at`` with the row's values of the four ``symbols``; the outcome of the run from ``first`` over
    ``steps`` iterations is simulated: "converges" (the last hundred iterates below a hundredth of the start),
    "contracts" (below the start), "saturates" (farther, within a hundred kernel widths) or "escapes"; place: the final
    iterate to six decimals.  Widths, rates and the start are positive; there are at least a hundred iterations.  A
    row with eigenvalues on the unit circle and none outside has no local verdict by its Jacobian, and stays open.
    """

    symbols: Annotated[tuple[Symbol, Symbol, Symbol, Symbol], doors.row(*(doors.symbol,) * 4)]
    rows: Annotated[tuple[Any, ...], each(doors.row(*(doors.number,) * 4, doors.word, doors.word, doors.decimal), 1)]
    first: Number
    steps: Count
    at: Point = None

    def check(self, system: System) -> Checked:
        self._asked()
        moving = not_at_rest(system, at_point(system, self.at))
        if moving is not None:
            return moving
        matrix = linearize(system, at_point(system, self.at)).jacobian
        lines: dict[Any, tuple[str, ...]] = {}
        for row, outcome, place in zip(self.rows, *self._runs(), strict=True):
            width, eta_d, eta_g, lam, *said = row
            where = dict(zip(self.symbols, (width, eta_d, eta_g, lam), strict=True))
            found = locate(matrix.xreplace(where), Time.DISCRETE)
            verdict = "unstable" if found.outside else "stable" if not found.boundary else "marginal"
            name = f"width {width}, eta_d {eta_d}, eta_g {eta_g}, lam {lam}"
            if verdict == "marginal" and said[0] in ("stable", "unstable"):
                return undecided(f"{name}: an eigenvalue on the unit circle, and none outside, decides nothing")
            if said[:2] != [verdict, outcome] or not abs(place - float(said[2])) < 1e-6:  # one unit of the last digit
                seen = f"{verdict}, {outcome}, {place:.6f}"
                return refuted("a row differs", f"{name}: {seen}, not {', '.join(said)}", rigor=Rigor.SIMULATED)
            lines[tuple(where.items())] = tuple(said)
        differ = [row for row in self.rows if (row[4] == "stable") != (row[5] in ("converges", "contracts"))]
        return confirmed(
            "exact locations of the eigenvalues, beside runs of the exact iteration in floating point",
            rigor=Rigor.SIMULATED,
            predicted=f"{sum(r[4] == 'stable' for r in self.rows)} of {len(self.rows)} rows locally stable",
            observed=f"{len(differ)} rows where the run does not follow the local verdict",
            exhibits=(("Table: local verdict, outcome of the run, last iterate", lines),),
        )

    def _asked(self) -> None:
        positive(self.first, "the start of the runs")
        natural(self.steps, "a number of iterations", 100)  # the outcome looks at the last hundred
        for row in self.rows:
            for value in row[:4]:
                positive(value, "a width or rate")

    def _runs(self) -> tuple[list[str], list[float]]:
        width, eta_d, eta_g, lam = np.array([[float(v) for v in row[:4]] for row in self.rows]).T
        start = float(self.first)
        path = run_history(
            [[0.0]], [1.0], [[start]], [1.0], kappa=width**-2.0, lam=lam, eta_d=eta_d, eta_g=eta_g, steps=self.steps
        )[:, 0, 0, :]
        late, last = np.max(np.abs(path[-100:]), axis=0), path[-1]
        return [_outcome(a, x, start, w) for a, x, w in zip(late, last, width, strict=True)], [float(x) for x in last]

    def twins(self) -> tuple[Claim, ...]:
        """One false row each: the first with the other verdict, the last with another end."""
        first, last = self.rows[0], self.rows[-1]
        other = (*first[:4], "unstable" if first[4] == "stable" else "stable", *first[5:])
        return replace(self, rows=(other,)), replace(self, rows=((*last[:6], moved_digit(last[6])),))


def _asked(claim: Any) -> None:
    """Raises BadInput unless masses and rates are positive and the numbers of places and masses agree."""
    for value in (*claim.masses, *claim.generated, claim.kappa, claim.eta_d, claim.eta_g):
        positive(value, "a mass, width or rate")
    positive(claim.lam, "the strength of the regularization", zero=True)
    natural(claim.steps, "a number of iterations", 1)
    listed(claim.masses, len(claim.points), "masses, one for each true point")
    if not claim.generated or len(claim.start) % len(claim.generated):
        found = f"{len(claim.start)} coordinates for {len(claim.generated)} generated points"
        raise BadInput("the start of the generated points", found, "as many coordinates for each")


def _outcome(late: float, last: float, start: float, width: float) -> str:
    if late < start / 100:
        return "converges"
    if late < start:
        return "contracts"
    return "escapes" if abs(last) > 100 * width else "saturates"
