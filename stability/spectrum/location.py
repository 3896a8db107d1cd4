"""The record of ``locate``: how many eigenvalues lie inside, on the edge of, and outside the stability region."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """Eigenvalues, with algebraic multiplicity, relative to the region: Re < 0 for flows, modulus < 1 for maps.

    ``semisimple``: no Jordan block on the boundary (None: not asked, as in sweeps over parameters; ``locate`` always
    decides it).  ``zero``: multiplicity of the eigenvalue 0 (flow) or 1 (map).
    ``decided_by``: "filter" (floats with proven radii), "prime" (nothing on the axis, proven modulo a prime), "exact"
    (algebra over the integers), "balls" (constants beyond the rationals); "floats" only for Rigor.NUMERICAL.
    """

    inside: int
    boundary: int
    outside: int
    semisimple: bool | None
    zero: int
    decided_by: str
    n: int

    @property
    def stable(self) -> bool:
        """Every eigenvalue is inside: Hurwitz (flow) or Schur (map)."""
        return self.inside == self.n

    @property
    def hyperbolic(self) -> bool:
        """No eigenvalue is on the boundary."""
        return self.boundary == 0
