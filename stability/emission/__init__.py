"""Builds certificates from exact data.

Steps for a caller:

1. ``algebra.program.compile_program(state, rhs, parameters, values, facts)`` makes the field (one program), or one
   program per stage of a composed map.
2. ``certify_location(matrix, time, counts, field=..., point=...)`` for what the spectrum says, and
   ``certify_identity(kind, time, field, expression, ...)`` for conserved quantities and Lyapunov functions.
3. ``certify_isolation(time, field, points)`` and ``certify_completeness(time, field)`` for equilibria of polynomial and
   rational fields.
4. ``Certificate.to_json()``; the independent checker reads it.  Nothing here imports the checker: what is stated is
   established here by other means (irreducible factors and certified root balls instead of Sturm chains; Jacobians over
polydiscs in balls instead of exact expansions).

All raise NotApplicable where no certificate exists: irrational or parametric entries, too much work for the checker.
"""

from __future__ import annotations

from stability.emission.equilibria import certify_completeness, certify_isolation
from stability.emission.identity import certify_identity
from stability.emission.location import certify_location

__all__ = ["certify_completeness", "certify_identity", "certify_isolation", "certify_location"]
