"""What a verdict rests on, as data, and the certificate that the independent checker reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stability.algebra.conditions import Fact
from stability.algebra.program import Program, compile_program
from stability.certificate import Certificate
from stability.emission import certify_identity, certify_location
from stability.errors import NotApplicable
from stability.linearization import Linearization
from stability.spectrum import Spectrum

_SIGNS = ("positive", "negative", "nonnegative", "nonpositive", "nonzero")


@dataclass(frozen=True)
class Evidence:
    """The linearization, and its spectrum where the Jacobian holds no parameters."""

    linearization: Linearization
    spectrum: Spectrum | None

    def certificate(self, quantity: Any) -> tuple[Certificate | None, str]:
        """(certificate, "") or (None, the reason why there is none); quantity: what is conserved, or None.

        A verdict that rests on a conserved quantity gets the polynomial identity; one that rests on a rational spectrum
        gets the location of the eigenvalues, tied to the field when a straight-line program can hold it.
        """
        linearization = self.linearization
        try:
            if quantity is not None and quantity.definite:
                return certify_identity(
                    "conserved_quantity",
                    linearization.system.time,
                    _programs(linearization),
                    quantity.expression,
                    point=_point(linearization),
                    minimum=True,
                ), ""
            if self.spectrum is None:
                return None, "eigenvalues that depend on parameters have no certificate yet"
            return _location(linearization, self.spectrum), ""
        except NotApplicable as reason:
            return None, str(reason)


def _location(linearization: Linearization, exact: Spectrum) -> Certificate:
    rows = linearization.jacobian.tolist()
    time = linearization.system.time
    try:
        programs, point = _programs(linearization), _point(linearization)
    except NotApplicable:  # sin, roots: the matrix alone can still be certified
        return certify_location(rows, time, exact.location)
    return certify_location(rows, time, exact.location, field=programs, point=point)


def _point(linearization: Linearization) -> tuple[Any, ...]:
    return tuple(linearization.point[s] for s in linearization.system.state)


def _programs(linearization: Linearization) -> list[Program]:
    system = linearization.system
    facts = [fact for fact in system.assumptions if isinstance(fact, Fact)]
    signs = {symbol: _sign(symbol) for symbol in system.parameters}
    return [compile_program(system.state, stage, signs, facts=facts) for stage in system.maps]


def _sign(symbol: Any) -> str:
    return next((sign for sign in _SIGNS if getattr(symbol, f"is_{sign}")), "real")
