"""The case tree: equations are split into factors and solved one by one; no case is ever dropped without a proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from sympy import Eq, Expr, Integer, Ne, Symbol, exp, sqrt
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

from stability.algebra.conditions import Fact, holds, sign_set
from stability.algebra.exact import shorten
from stability.algebra.jets import Jet
from stability.algebra.systems.forms import Factor, canonical, quotient
from stability.algebra.systems.forms import guards as guards_of
from stability.equilibrium.cases import Branch, Leaf, changes_sign, minimal, product_of, readable, told
from stability.equilibrium.cases import fails as _fails
from stability.equilibrium.elimination import definite, linear_case, parametric_basis, squared
from stability.equilibrium.integrals import almost_sure_sign, squares
from stability.equilibrium.kinks import contradictory, innermost, placed, regions
from stability.equilibrium.moves import affine, balance, curved, kernel_cases, simpler_basis
from stability.equilibrium.periodic import angles, still_periodic
from stability.errors import CannotSolve

#: Branch steps, counted so that the outcome does not depend on the machine.
STEPS = 2_000
#: Changes of basis along one branch: each may reveal a factor, and a chain of them is rarely worth its cost.
REWRITES = 2
#: Cases of a coefficient along one branch: each solves for one unknown where it does not vanish.
DIVISIONS = 4


class CaseTree:
    """Works through all branches; ``leaves`` and ``argument`` hold the outcome."""

    def __init__(
        self,
        state: tuple[Symbol, ...],
        assumptions: tuple[Any, ...],
        budget: int | None = None,
        keep: Callable[[Branch], bool] = lambda branch: True,
        prefer: tuple[Symbol, ...] = (),
        periods: Mapping[Symbol, Any] | None = None,
        ask: bool = True,
    ) -> None:
        """keep: says which cases are followed; all of them in a search.  prefer: unknowns to be solved for first.
        periods: lengths by which a variable may be shifted; one solution stands for all its translates.  ask: whether
        the solver may be asked if a factor has a zero.
        """
        self.state = state
        self.keep = keep
        self.prefer = prefer
        self.periods = dict(periods or {})
        self.ask = ask
        self.turned: set[Symbol] = set()
        self.assumptions = assumptions
        self.budget = STEPS if budget is None else budget
        self.argument: list[str] = []
        self.leaves: list[Leaf] = []
        self._stated: set[Any] = set()
        self._origin: dict[Any, Any] = {}
        self._vanishing: dict[tuple[Any, tuple[Any, ...]], bool] = {}

    def run(self, equations: tuple[Any, ...], guards: tuple[Any, ...], start: Branch | None = None) -> None:
        """From the equations, or inside a case; CannotSolve when the budget of branch steps is used up."""
        work = [Branch(equations, guards=guards) if start is None else start]
        steps = 0
        while work:
            steps += 1
            if steps > self.budget:
                raise CannotSolve(
                    "all equilibria",
                    f"a case tree with more than {self.budget} steps",
                    "a larger budget=, or the equilibrium by at=",
                    tuple(self.argument[-3:]),
                )
            work.extend(branch for branch in reversed(self._step(work.pop())) if self.keep(branch))

    def _given(self, branch: Branch) -> tuple[Any, ...]:
        return self.assumptions + branch.conditions

    def can_vanish(self, factor: Any, branch: Branch) -> bool:
        """False is a proof that the factor has no zero in this case."""
        given = self._given(branch)
        key = (factor, given)
        if key not in self._vanishing:
            signs = sign_set(factor, given)
            definite = 0 not in signs or almost_sure_sign(factor, given) != 0
            self._vanishing[key] = not definite and not self._excluded(factor, given, signs)
        return self._vanishing[key]

    def _excluded(self, factor: Any, given: tuple[Any, ...], signs: frozenset[int]) -> bool:
        """The solver is asked only where assumptions could matter: about parameters, or a sum of squares."""
        if not self.ask or factor.is_Symbol or signs == {0}:
            return False
        free = factor.free_symbols
        relations = [g for g in given if isinstance(g, Relational) and g.free_symbols & free]
        if relations or (not free & set(self.state) and free):
            return holds(Ne(factor, 0), given).outcome.name == "PROVEN"
        return False

    def _step(self, branch: Branch) -> list[Branch]:
        rows: list[tuple[Factor, ...]] = []
        known = set(branch.known)
        for equation in branch.equations:
            form = quotient(equation)
            if form.zero or any(f.expr in known for f in form.factors):
                continue
            row = tuple(f for f in form.factors if changes_sign(f, self.state) or self.can_vanish(f.expr, branch))
            for factor in form.factors:
                if factor not in row:
                    self._dropped(branch, factor)
            if not row:
                self._note(branch, f"{shorten(equation)} = 0 has no solution")
                return []
            rows.append(row)
            self._origin[product_of(row)] = equation
        rows = minimal(rows)
        branch = replace(branch, equations=tuple(product_of(r) for r in rows))
        moves = (
            self._state_case,
            self._by_root,
            self._solve_linear,
            self._split,
            self._by_kink,
            self._by_angle,
            self._by_kernel,
            self._by_square,
            self._by_definite,
            self._split_coefficient,
            self._solve_quadratic,
            self._by_ideal,
            self._by_coefficient,
        )
        for move in moves:
            following = move(branch, rows)
            if following is not None:
                return following
        self.leaves.append(Leaf(branch, tuple(r[0] for r in rows)))
        return []

    def _dropped(self, branch: Branch, factor: Factor) -> None:
        """State once why a factor has no zero; positive parameters need no sentence."""
        if factor.expr in self._stated or factor.expr.is_Symbol or isinstance(factor.expr, exp):
            return
        self._stated.add(factor.expr)
        facts = [str(a) for a in self.assumptions if isinstance(a, Fact) for j in factor.expr.atoms(Jet) if a.covers(j)]
        self._note(branch, f"{shorten(factor.expr)} never vanishes" + (f" ({', '.join(facts)})" if facts else ""))

    def _note(self, branch: Branch, text: str) -> None:
        where = ", ".join([*(f"{s} = {v}" for s, v in branch.solved), *(readable(c) for c in branch.conditions)])
        self.argument.append(f"Case {where}: {text}." if where else f"{text}.")

    # The moves.  Each returns the branches that replace this one, together covering it, or None when it does not apply.

    def _state_case(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """A factor without state symbols and not linear in a parameter: its vanishing is the case itself."""
        for row in rows:
            factor = row[0].expr
            if (
                len(row) == 1
                and not factor.free_symbols & set(self.state)
                and not self._linear_parameters(row[0], branch)
            ):
                cancelling = balance(row[0], factor.free_symbols, self._given(branch))
                if cancelling is not None:
                    return [self._replaced(branch, factor, e, guard) for e, guard in cancelling]
                self._note(branch, f"this needs {shorten(factor)} = 0")
                rest = tuple(e for e in branch.equations if e != factor)
                return [
                    replace(
                        branch,
                        equations=rest,
                        known=(*branch.known, factor),
                        conditions=(*branch.conditions, Eq(factor, 0)),
                    )
                ]
        return None

    def _linear_parameters(self, factor: Factor, branch: Branch) -> list[Symbol]:
        found = []
        for symbol in (g for g in factor.gens if isinstance(g, Symbol)):
            parts = factor.coefficients(symbol)
            if parts is not None and max(parts) == 1 and not self.can_vanish(parts[1], branch):
                found.append(symbol)
        return found

    def _solve_linear(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        best: tuple[tuple[bool, int], Symbol, Expr, Factor] | None = None
        # Substituting a polynomial of higher degree makes a polynomial system harder: a Groebner basis does better.
        whole = len(rows) > 1 and all(g in self.state for r in rows for f in r for g in f.gens)
        for row in rows:
            if len(row) != 1:
                continue
            for symbol in self._unknowns(row[0], branch):
                if whole and curved(row[0], symbol):
                    continue
                parts = row[0].coefficients(symbol)
                if parts is None or max(parts) != 1 or self.can_vanish(parts[1], branch):
                    continue
                value = canonical(-parts.get(0, Integer(0)) / parts[1])
                if whole and not affine(value):
                    continue
                operations = len(value.free_symbols & set(self.state)) * 1000 + value.count_ops()
                cost = symbol not in self.prefer, operations
                if best is None or cost < best[0]:
                    best = (cost, symbol, value, row[0])
        if best is None:
            return None
        _, symbol, value, factor = best
        origin = self._origin.get(factor.expr, factor.expr)
        self._note(branch, f"{shorten(origin)} = 0, so {symbol} = {shorten(value)}")
        return self._substituted(branch, symbol, value)

    def _unknowns(self, factor: Factor, branch: Branch) -> list[Symbol]:
        """State symbols of the factor; without any, the parameters: then the factor states a case."""
        states = [s for s in self.state if s in factor.symbols]
        return states or sorted((g for g in factor.gens if isinstance(g, Symbol)), key=str)

    def _substituted(self, branch: Branch, symbol: Symbol, value: Expr) -> list[Branch]:
        """The branch with symbol := value; nothing when a guard or a condition then fails."""
        put = {symbol: value}
        if symbol not in self.state:
            given = self._given(branch)
            if not sign_set(value, given) & sign_set(symbol, given) or any(
                isinstance(placed(a, put), BooleanFalse) for a in given if isinstance(a, Relational)
            ):
                return []
            conditions: tuple[Any, ...] = (*(placed(c, put) for c in branch.conditions), Eq(symbol, value))
            solved = tuple((s, canonical(v.xreplace(put))) for s, v in branch.solved)
        else:
            conditions = tuple(placed(c, put) if c.has(symbol) else c for c in branch.conditions)
            solved = (
                *((s, canonical(v.xreplace(put)) if v.has(symbol) else v) for s, v in branch.solved),
                (symbol, value),
            )
        guards = tuple(placed(g, put) if g.has(symbol) else g for g in branch.guards)
        if any(isinstance(c, BooleanFalse) or _fails(c, self.assumptions) for c in chain(guards, conditions)):
            self._note(branch, f"{symbol} = {shorten(value)} lies where the field is undefined or a case is excluded")
            return []
        equations = tuple(e.xreplace(put) for e in branch.equations)
        known = tuple(k for k in (k.xreplace(put) for k in branch.known) if not k.is_number)
        return [
            replace(
                branch,
                equations=equations,
                solved=solved,
                known=known,
                conditions=tuple(c for c in conditions if not isinstance(c, BooleanTrue)),
                guards=tuple(g for g in guards if not isinstance(g, BooleanTrue)),
            )
        ]

    def _split(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        wide = [r for r in rows if len(r) > 1]
        if not wide:
            return None
        row = min(wide, key=lambda r: (len(r), max(len(f.poly) for f in r), sum(f.expr.count_ops() for f in r)))
        self._note(
            branch,
            f"{shorten(product_of(row))} = 0 splits into " + " or ".join(f"{shorten(f.expr, 40)} = 0" for f in row),
        )
        return [
            replace(branch, equations=tuple(f.expr if e == product_of(row) else e for e in branch.equations))
            for f in row
        ]

    def _by_kink(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """A piecewise function is replaced by its pieces wherever it occurs; regions that exclude each other end."""
        kink = innermost((r[0].expr for r in rows), set(self.state))
        pieces = None if kink is None else regions(kink)
        if pieces is None:
            return None
        following = []
        for piece in pieces:
            put = {kink: piece.value}
            inner = sorted(guards_of(piece.value), key=str)  # where this piece has a value
            guards = tuple(placed(g, put) for g in (*branch.guards, *piece.conditions, *inner))
            conditions = tuple(placed(c, put) for c in branch.conditions)
            if any(isinstance(c, BooleanFalse) for c in (*guards, *conditions)):
                continue
            if contradictory((*guards, *conditions), self.assumptions):
                continue
            case = replace(
                branch,
                equations=(*(e.xreplace(put) for e in branch.equations), *piece.equations),
                solved=tuple((s, v.xreplace(put)) for s, v in branch.solved),
                known=tuple(k for k in (k.xreplace(put) for k in branch.known) if not k.is_number),
                conditions=tuple(c for c in conditions if not isinstance(c, BooleanTrue)),
                guards=tuple(g for g in guards if not isinstance(g, BooleanTrue)),
            )
            following.append(case)
        said = f"is {' or '.join(map(told, pieces))}" if following else "has no value here"
        self._note(branch, f"{shorten(kink)} {said}")
        return following

    def _by_kernel(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """An injective function is inverted: an equation becomes another with a condition, or several."""
        states = set(self.state)
        for row in rows:
            cases = kernel_cases(row[0], states, self._given(branch), lambda e: self.can_vanish(e, branch))
            if cases is None:
                continue
            shown = " or ".join(
                shorten(e, 60) + " = 0" + (f" with {readable(c)}" if c is not None else "") for e, c in cases
            )
            self._note(branch, f"{shorten(row[0].expr)} = 0 " + (f"means {shown}" if cases else "has no solution"))
            return [self._replaced(branch, product_of(row), equation, guard) for equation, guard in cases]
        return None

    def _by_root(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """A square root is isolated and squared, under the condition that it is not negative."""
        found = squared(rows, set(self.state), self._given(branch))
        if found is None:
            return None
        factor, equation, guard = found
        self._note(branch, f"{shorten(factor.expr)} = 0 means {shorten(equation)} = 0 with {readable(guard)}")
        return [self._replaced(branch, factor.expr, equation, guard)]

    def _by_angle(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """A sine or cosine is inverted modulo the period of a variable."""
        if not self.periods:
            return None
        relations = (c.lhs - c.rhs for c in (*branch.conditions, *branch.guards))
        lengths = still_periodic((*branch.equations, *relations), dict(branch.solved), self.periods)
        unsolved = [s for s in self.state if s in lengths]
        for row in rows:
            found = angles(row[0], unsolved, set(self.state), lengths, self._given(branch)) if len(row) == 1 else None
            if found is None:
                continue
            values = " or ".join(f"{a.symbol} = {shorten(a.value, 60)}" for a in found)
            said = f"means {values}, up to periods" if found else "has no solution"
            self._note(branch, f"{shorten(row[0].expr)} = 0 {said}")
            self.turned |= {a.symbol for a in found}
            return [
                case
                for a in found
                for case in self._substituted(
                    replace(branch, conditions=(*branch.conditions, *a.conditions)), a.symbol, a.value
                )
            ]
        return None

    def _by_definite(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """A sum of terms of one sign: each of them vanishes."""
        found = definite(rows, set(self.state), self._given(branch))
        if found is None:
            return None
        factor, terms = found
        self._note(branch, f"{shorten(factor.expr)} = 0 has terms of one sign: each of them is 0")
        rest = (e for e in branch.equations if e != factor.expr)
        return [replace(branch, equations=(*rest, *terms))]

    def _by_coefficient(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """An equation linear in an unknown whose coefficient holds others: the case in which that vanishes apart."""
        found = linear_case(rows, self.state) if branch.divided < DIVISIONS else None
        if found is None:
            return None
        factor, symbol, lead, rest = found
        self._note(branch, f"the coefficient {shorten(lead)} of {symbol} is 0 or not")
        branch = replace(branch, divided=branch.divided + 1)
        others = tuple(e for e in branch.equations if e != factor.expr)
        zero = replace(branch, equations=(*others, lead, rest))
        return [zero, replace(branch, conditions=(*branch.conditions, Ne(lead, 0)))]

    def _by_square(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """E[w q^2] = 0 with a weight w of one sign, as a combination of equations: q vanishes almost surely."""
        found = squares(rows, set(self.state), self._given(branch))
        if found is None:
            return None
        used, q, coefficients = found
        self._note(
            branch,
            f"{len(used)} equations combine to the expectation of a weight of one sign times ({shorten(q)})^2, so "
            "this vanishes almost surely: " + ", ".join(f"{shorten(c)} = 0" for c in coefficients),
        )
        gone = {product_of(row) for row in used}
        return [replace(branch, equations=(*(e for e in branch.equations if e not in gone), *coefficients))]

    def _replaced(self, branch: Branch, old: Any, new: Any, guard: Any) -> Branch:
        equations = tuple(new if e == old else e for e in branch.equations)
        return replace(branch, equations=equations, guards=branch.guards if guard is None else (*branch.guards, guard))

    def _by_ideal(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """Kernels as further unknowns: another basis of the ideal, if one of its elements splits or loses a kernel."""
        if branch.rewritten > REWRITES:
            return None
        factors = [r[0] for r in rows]
        basis = simpler_basis(factors, self.state) or parametric_basis(factors, self.state)
        if basis is None:
            return None
        self._note(branch, f"equivalent equations: {', '.join(shorten(e, 60) + ' = 0' for e in basis)}")
        return [replace(branch, equations=tuple(basis), rewritten=branch.rewritten + 1)]

    def _split_coefficient(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """A factor linear in a state symbol whose coefficient, free of the state, may vanish: the case 0 apart."""
        for row in rows:
            for symbol in (s for s in self.state if s in row[0].symbols):
                parts = row[0].coefficients(symbol)
                if parts is None or max(parts) > 2:
                    continue
                lead = parts[max(parts)]
                if lead.free_symbols & set(self.state) or not self.can_vanish(lead, branch):
                    continue
                self._note(branch, f"the coefficient {shorten(lead)} of {symbol} is 0 or not")
                zero = replace(branch, equations=(*branch.equations, lead))
                return [zero, replace(branch, conditions=(*branch.conditions, Ne(lead, 0)))]
        return None

    def _solve_quadratic(self, branch: Branch, rows: list[tuple[Factor, ...]]) -> list[Branch] | None:
        """A quadratic in one state symbol with coefficients free of the state and parameters in them."""
        for row in rows:
            inside = [s for s in self.state if s in row[0].symbols]
            if len(inside) != 1 or not (row[0].symbols - set(self.state) or row[0].kernels):
                continue
            parts = row[0].coefficients(inside[0])
            if parts is None or max(parts) != 2 or self.can_vanish(parts[2], branch):
                continue
            a, b, c = parts[2], parts.get(1, Integer(0)), parts.get(0, Integer(0))
            return self._roots(branch, inside[0], a, b, canonical(b**2 - 4 * a * c))
        return None

    def _roots(self, branch: Branch, symbol: Symbol, a: Any, b: Any, discriminant: Any) -> list[Branch]:
        signs = sign_set(discriminant, self._given(branch))
        self._note(branch, f"a quadratic in {symbol} with discriminant {shorten(discriminant)}")
        following: list[Branch] = []
        if 1 in signs:
            positive = (
                branch
                if signs == {1}
                else replace(branch, conditions=(*branch.conditions, discriminant.primitive()[1] > 0))
            )
            for side in (1, -1):
                following += self._substituted(positive, symbol, canonical((-b + side * sqrt(discriminant)) / (2 * a)))
        if 0 in signs:
            double = replace(branch, equations=(*branch.equations, discriminant))
            following += self._substituted(double, symbol, canonical(-b / (2 * a)))
        return following


__all__ = ["STEPS", "Branch", "CaseTree", "Leaf", "_fails", "readable"]
