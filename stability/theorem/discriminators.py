"""Claims about the best discriminator between two mixtures of unit Gaussians, and about the total variation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated, Any

from flint import arb, ctx
from sympy import Rational

from stability.algebra.balls import within_last_digit
from stability.errors import CannotSolve
from stability.optimal_discriminator import OptimalDiscriminator, cone_slope, optimal_discriminator
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, perturbed, refuted, undecided
from stability.theorem.decimals import moved_digit
from stability.theorem.doors import each, row
from stability.theorem.fields import Digits, Flag, OptionalDigits, OptionalDigitsList, Ratio, Ratios

#: Digits enclosed beyond the printed ones.
_MORE = 12
#: Collapsed generators that are tried against a claim: this many steps between neighbouring integers.
_STEPS = 10
#: Collapsed generators tried at most; each takes milliseconds.
_TRIED = 2000


@dataclass(frozen=True)
class BestDiscriminator(Claim):
    """The optimal discriminator has exactly these ends, and the total variation these numbers.

    target, generator: the means of two equal mixtures of unit Gaussians; ends: all zeros of p* - p_mu from left to
    right, as decimals (right to all digits but the last) or exactly as rationals; positive_at_left: whether the set
    p* > p_mu holds a half-line to the left; total_variation: TV(p*, p_mu); gradient: dTV/dmu_j; curvatures: pairs
    (direction h, second derivative of TV along h, divided by |h|^2).
    """

    target: Ratios
    generator: Ratios
    ends: Annotated[tuple[Any, ...], each(doors.decimal_or_rational)]
    positive_at_left: Flag
    total_variation: OptionalDigits = None
    gradient: OptionalDigitsList = ()
    curvatures: Annotated[tuple[tuple[Any, str], ...], each(row(each(doors.rational, 1), doors.decimal))] = ()

    def check(self, system: System) -> Checked:
        best = optimal_discriminator(self.target, self.generator)
        exhibits = (("Proof of the number of ends", _count(best)),)
        if len(best.zeros) != len(self.ends) or best.positive_at_left is not self.positive_at_left:
            side = "p* > p_mu" if best.positive_at_left else "p* < p_mu"
            return refuted("the number of ends differs", f"{len(best.zeros)} ends, {side} near -oo", exhibits=exhibits)
        wrong = self._wrong_end(best) or self._wrong_number(best)
        if wrong:
            return refuted("a number differs", wrong, exhibits=exhibits, rigor=Rigor.CERTIFIED)
        return confirmed(
            "the zeros are isolated with proof of their number, and balls around them contain the decimals",
            rigor=Rigor.CERTIFIED,
            predicted=", ".join(str(e)[:14] for e in self.ends),
            exhibits=exhibits,
        )

    def _wrong_end(self, best: OptimalDiscriminator) -> str:
        for zero, end in zip(best.zeros, self.ends, strict=True):
            if isinstance(end, str):
                value = zero.ball(len(end) + _MORE)
                if not within_last_digit(value, end):
                    return f"an end is {_shown(value)}, not {end}"
            elif not (zero.exact and zero.lower == Fraction(int(end.p), int(end.q))):
                return f"an end is {zero.lower if zero.exact else _shown(zero.ball())}, not {end}"
        return ""

    def _wrong_number(self, best: OptimalDiscriminator) -> str:
        digits = max(map(len, (self.total_variation or "", *self.gradient, *(t for _, t in self.curvatures)))) + _MORE
        stated: list[tuple[str, Any, str]] = []
        if self.total_variation:
            stated.append(("TV", best.total_variation(digits), self.total_variation))
        if self.gradient:
            pairs = zip(best.gradient(digits), self.gradient, strict=True)
            stated += [(f"dTV/dmu{k + 1}", value, text) for k, (value, text) in enumerate(pairs)]
        if self.curvatures:
            second = best.hessian(digits)
            stated += [(f"the curvature along {h}", _curvature(second, h), text) for h, text in self.curvatures]
        wrong = next(((n, v, t) for n, v, t in stated if not within_last_digit(v, t)), None)
        return "" if wrong is None else f"{wrong[0]} is {_shown(wrong[1])}, not {wrong[2]}"

    def twins(self) -> tuple[Claim, ...]:
        fewer = replace(self, ends=self.ends[1:])
        if self.total_variation:
            return (fewer, replace(self, total_variation=moved_digit(self.total_variation)))
        first, *rest = self.ends
        moved = moved_digit(first) if isinstance(first, str) else perturbed(first)
        return (fewer, replace(self, ends=(moved, *rest)))


def _few(target: Any) -> None:
    """Raises CannotSolve where too many collapsed generators would be tried."""
    steps = (max(target) - min(target)) * _STEPS
    if steps > _TRIED:
        raise CannotSolve("a better collapsed generator", f"{steps} places to try", f"means within {_TRIED // _STEPS}")


def _count(best: OptimalDiscriminator) -> str:
    signs = "".join("+" if t.coefficients[0] > 0 else "-" for t in best.difference.terms)
    return (
        f"the difference is a sum of {len(best.difference.terms)} exponentials with the signs {signs} in the order of "
        f"the means: {best.sign_changes} sign changes, so that there are as many zeros or fewer by an even number; "
        f"Rolle's theorem isolates {len(best.zeros)}"
    )


def _curvature(second: Any, direction: Any) -> Any:
    with ctx.workprec(400):
        h = [arb(int(v)) for v in direction]
        total = sum((a * row[j] * b for a, row in zip(h, second, strict=True) for j, b in enumerate(h)), arb(0))
        return total / sum((a * a for a in h), arb(0))


def _shown(value: Any) -> str:
    return str(value.str(36, radius=False))


@dataclass(frozen=True)
class EndsBetweenMeans(Claim):
    """All ends of the optimal discriminator lie between the smallest and the largest mean (between = True), or some
    end lies outside (False).

    target, generator: the means of two equal mixtures of unit Gaussians.
    """

    target: Ratios
    generator: Ratios
    between: Flag = True

    def check(self, system: System) -> Checked:
        best = optimal_discriminator(self.target, self.generator)
        means = [*best.target.means, *best.generator.means]
        low, high = min(means), max(means)
        narrow = [z.narrowed(Fraction(1, 2**60)) for z in best.zeros]
        outside = next((z for z in narrow if z.upper < low or z.lower > high), None)
        if outside is not None:
            witness = f"the end {_shown(outside.ball())} lies outside [{low}, {high}]"
            if self.between:
                return refuted("an end lies outside", witness, rigor=Rigor.CERTIFIED)
            return confirmed(witness, rigor=Rigor.CERTIFIED)
        if not all(low <= z.lower and z.upper <= high for z in narrow):
            return undecided("an end is too close to a mean")
        if self.between:
            return confirmed(f"every end lies in [{low}, {high}]", rigor=Rigor.CERTIFIED)
        return refuted("no end lies outside", f"every end lies in [{low}, {high}]", rigor=Rigor.CERTIFIED)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, between=not self.between),)


@dataclass(frozen=True)
class ConeSlope(Claim):
    """The total variation has a cone at the target: TV(p_mu*, p_(mu* + e h)) = slope e + o(e) along h, for e > 0.

    target: the means mu*; direction: h; slope: a positive decimal, right to all digits but the last.  Because the slope
    along -h is the same, TV is not differentiable there.
    """

    target: Ratios
    direction: Ratios
    slope: Digits

    def check(self, system: System) -> Checked:
        digits = len(self.slope) + _MORE
        value = cone_slope(self.target, self.direction, digits)
        back = cone_slope(self.target, [-h for h in self.direction], digits)
        if not within_last_digit(value, self.slope):
            return refuted("the slope differs", f"it is {_shown(value)}, not {self.slope}", rigor=Rigor.CERTIFIED)
        if not within_last_digit(back, self.slope):
            return undecided("the slopes along h and -h are not seen to agree")
        return confirmed(
            "the rate of change of the density is integrated between its certified sign changes",
            rigor=Rigor.CERTIFIED,
            predicted=self.slope[:14],
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, slope=moved_digit(self.slope)),)


@dataclass(frozen=True)
class BestCollapsedMean(Claim):
    """Among the generators with all means equal, the one at ``centre`` has the least total variation from the target.

    It is refuted by a rational point with a certified smaller value; a proof would need all points.
    """

    target: Ratios
    centre: Ratio

    def check(self, system: System) -> Checked:
        n = len(self.target)
        _few(self.target)
        here = optimal_discriminator(self.target, (self.centre,) * n).total_variation()
        low, high = min(self.target), max(self.target)
        for k in range(int((high - low) * _STEPS) + 1):
            c = low + Rational(k, _STEPS)
            value = optimal_discriminator(self.target, (c,) * n).total_variation()
            if value < here:
                seen, there = (v.str(12, radius=False) for v in (value, here))
                witness = f"TV is {seen} at {c}, but {there} at {self.centre}"
                return refuted("another collapsed generator is closer", witness, rigor=Rigor.CERTIFIED)
        return undecided("no rational point tried is better; a proof needs a lower bound of TV on the whole line")

    def twins(self) -> tuple[Claim, ...]:
        return ()


@dataclass(frozen=True)
class DistanceDetectsCollapse(Claim):
    """Every generator closer to the target than ``tolerance`` in total variation has its sorted means closer than
    ``accuracy`` to those of the target.

    It is refuted by a collapsed generator at a rational point; a proof would need all generators.
    """

    target: Ratios
    tolerance: Ratio
    accuracy: Ratio

    def check(self, system: System) -> Checked:
        n = len(self.target)
        _few(self.target)
        low, high = min(self.target), max(self.target)
        for k in range(int((high - low) * _STEPS) + 1):
            c = low + Rational(k, _STEPS)
            off = max(abs(c - m) for m in self.target)
            value = optimal_discriminator(self.target, (c,) * n).total_variation()
            if off >= self.accuracy and value < arb(int(self.tolerance.p)) / int(self.tolerance.q):
                witness = f"all means at {c}: TV is {value.str(12, radius=False)}, a mean is off by {off}"
                return refuted("a collapsed generator passes the test", witness, rigor=Rigor.CERTIFIED)
        return undecided("no collapsed generator tried passes; a proof needs a lower bound of TV over all generators")

    def twins(self) -> tuple[Claim, ...]:
        return ()
