"""Certificate: a pure record of exact data which a stranger can re-check without this package.

A certificate is a JSON object with the keys

``format``     "stability-certificate/1"
``kind``       hurwitz, schur, unstable, imaginary_pairs, jordan_block, semisimple_zero (claims on a matrix),
               conserved_quantity, lyapunov_function (polynomial identities),
               isolation, completeness (equilibria of polynomial and rational fields)
``time``       "continuous" (left half plane) or "discrete" (unit disc)
``note``       free text, which nobody checks
``system``     null, or ``state`` (names), ``parameters`` (name -> rational, or a sign: then free), ``functions``
               (name -> ``facts`` [order, at or null, sign] and ``values`` [order, at, value] of f^(order)(at)),
               ``stages`` (programs applied in order; one for a flow) and ``point`` (rationals or null)
``matrix``     rows of rationals, or null; the Jacobian of the system at the point when a system is given
``claim``      what is stated, ``witness``: what makes it cheap to check; see below
``digest``     sha256 of the canonical serialisation of all the rest

Claims on a matrix: the numbers of eigenvalues ``inside``, on the ``boundary``, ``outside`` and at ``zero`` (for a map:
at 1), and whether the boundary is ``semisimple``.  ``factor``: a factor of the characteristic polynomial which carries
all boundary eigenvalues but those at ``zero`` (semisimple), or whose boundary roots have a Jordan block of size 2 or
more (not semisimple).  ``tangent``: a basis of the kernel of A (map: of A - 1).  ``manifold``: a program x(c) of rest
points through the point.  Witnesses: ``annihilator``, a polynomial which annihilates the matrix and has no repeated
root on the boundary; ``vector``, which factor^2 annihilates and no polynomial of lower degree.

Identities: ``function`` (a program) does not change along orbits, or changes by -sum c q^2 with c > 0 (``decrease``:
pairs of programs).  ``minimum``: strict and local, by the Hessian at the point, or by ``squares`` (value above that at
the point = sum c q^2) and ``isolated``.  ``attracting``: asymptotically stable, by ``derived`` functions [j, program]
(the change of function j along orbits) and ``attraction``.  The rows [k, [[j, cofactor], ...]] of ``isolated`` and
``attraction``, one for each coordinate, say (x_i - point_i)^k = sum cofactor * q_j: the q vanish together only at the
point.  Identities hold for every value of the free parameters and every function with the listed facts, so a function
value f^(k)(u) is an indeterminate; whether facts of different orders can hold together is not asked.

Equilibria: each of the ``boxes`` [centre, radius] in R^n, all x with |x_i - centre_i| <= radius_i, holds exactly one
(isolation), and there are no others (completeness) but those of the ``components``, sets where some polynomials q_j
vanish, which are equilibria where the field is defined; the witness for a component are rows of cofactors a with f_i =
sum of a_ij q_j. ``inverses``: for each box an approximate inverse Y of the Jacobian of f: x - Y f(x) is a contraction
of the polydisc in C^n with this centre and radius into its interior; or null for a multiple zero, a box of radius 0.
``complex``: rows [centre, radius, inverse] for one of each pair of complex equilibria; "1/2" or ["re", "im"].
``simple``, for multiple zeros which are irrational: [[h_1, ..., h_n], rows of cofactors b] with f_i = sum of b_ij h_j,
so that zeros of h are zeros of f; then h takes the place of f in the contraction. That there are no others follows from
a bound on the number of complex zeros. ``steps`` null: the product of the degrees, if all zeros are simple. Otherwise
rows [k, h, [[j, a], ...]] say h^k = sum of a f_j, with polynomials f_j: the field (a map: F(x) - x) with its
denominators cleared, then w times these denominators (and q, or the sum of q_j^2, for each component) minus 1 if there
are any, then the h of earlier rows; the number of monomials which no leading monomial of them divides
(degree-reverse-lexicographic order) is a bound. Polynomials are lists of [coefficient, exponents].

Numbers are strings such as "-3/10"; polynomials are lists of coefficients in ascending order.  A program is
``{"code": [...], "out": [...]}``; a line is ["const", "3/10"], ["in", name], ["add" | "sub" | "mul" | "div", i, j],
["exp" | "log" | "tanh" | "erf", i] or ["jet", f, order, i], where i and j are numbers of earlier lines.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stability.errors import BadInput

FORMAT = "stability-certificate/1"
KEYS = frozenset({"format", "kind", "time", "note", "system", "matrix", "claim", "witness"})
LOCATION_KINDS = ("hurwitz", "schur", "unstable", "imaginary_pairs", "jordan_block", "semisimple_zero")
SIGN_WORDS = frozenset({"positive", "negative", "nonzero", "zero", "nonnegative", "nonpositive", "real"})
IDENTITY_KINDS = ("conserved_quantity", "lyapunov_function")
ZERO_KINDS = ("isolation", "completeness")
KINDS = LOCATION_KINDS + IDENTITY_KINDS + ZERO_KINDS


def canonical(data: Mapping[str, Any]) -> str:
    """One text for one content: sorted keys, no blanks, ASCII.

    >>> canonical({"b": ["1/2"], "a": None})
    '{"a":null,"b":["1/2"]}'
    """
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def digest(data: Mapping[str, Any]) -> str:
    """sha256 of the canonical text of everything but the key ``digest``, in hexadecimal."""
    signed = {key: value for key, value in data.items() if key != "digest"}
    return hashlib.sha256(canonical(signed).encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Certificate:
    """An immutable certificate; ``text`` is its canonical JSON without the digest.

    Equal contents are equal certificates.  Whether the content is *true* is not asked here: that is the business
    of the independent checker (``stability check``).

    >>> c = Certificate.of({"format": FORMAT, "kind": "hurwitz", "time": "continuous", "note": "",
    ...                     "system": None, "matrix": [["-1"]], "claim": {}, "witness": {}})
    >>> c.kind, c == Certificate.from_json(c.to_json())
    ('hurwitz', True)
    """

    text: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Certificate:
        """From JSON-like data without a digest; raises BadInput for other keys or for what JSON cannot hold exactly."""
        if set(data) != KEYS:
            raise BadInput("a certificate", f"the keys {sorted(map(str, data))}", f"exactly the keys {sorted(KEYS)}")
        if data["format"] != FORMAT or data["kind"] not in KINDS:
            raise BadInput(f"a certificate in the format {FORMAT}", f"{data['format']!r}, kind {data['kind']!r}",
                           f"one of the kinds {', '.join(KINDS)}")
        _only_exact(data)
        return cls(canonical(data))

    @classmethod
    def from_json(cls, text: str) -> Certificate:
        """Reads what ``to_json`` wrote; raises BadInput when it is no JSON object or the digest does not fit."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BadInput("a certificate in JSON", type(error).__name__, "the file as it was written") from None
        if not isinstance(data, dict) or set(data) != KEYS | {"digest"}:
            raise BadInput("a certificate", "JSON of another shape", f"the keys {sorted(KEYS)} and digest")
        _only_exact(data)
        if data.pop("digest") != digest(data):
            raise BadInput("an unchanged certificate", "a digest which does not fit", "the file as it was written")
        return cls.of(data)

    @property
    def data(self) -> dict[str, Any]:
        """A fresh copy of the content, without the digest."""
        content: dict[str, Any] = json.loads(self.text)
        return content

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode("ascii")).hexdigest()

    @property
    def kind(self) -> str:
        return str(self.data["kind"])

    @property
    def statement(self) -> str:
        """The claim as a sentence."""
        return sentence(self.data)

    @property
    def note(self) -> str:
        return str(self.data["note"])

    def to_json(self) -> str:
        """The content and its digest, one key per line; what the checker reads.

        Shape: a JSON object.  Reading it back gives an equal certificate.
        """
        rows = (f"{json.dumps(key)}: {canonical({'': value})[4:-1]}" for key, value in self.data.items())
        return "{\n  " + ",\n  ".join([*rows, f'"digest": "{self.digest}"']) + "\n}\n"


def sentence(data: Mapping[str, Any]) -> str:
    """What a certificate states, in words; a function of its data.

    >>> sentence({"kind": "schur", "time": "discrete", "system": None, "claim": {"inside": 1, "boundary": 0,
    ...           "outside": 0, "semisimple": True, "zero": 0, "manifold": None}})
    'Every eigenvalue lies inside the unit circle: 1 inside, 0 on the boundary, 0 outside.'
    """
    if data["kind"] in ZERO_KINDS:
        return _zeros_sentence(data)
    return _location_sentence(data) if data["kind"] in LOCATION_KINDS else _identity_sentence(data)


def _location_sentence(data: Mapping[str, Any]) -> str:
    claim = data["claim"]
    special = 0 if data["time"] == "continuous" else 1
    head = {
        "hurwitz": "Every eigenvalue has negative real part",
        "schur": "Every eigenvalue lies inside the unit circle",
        "unstable": f"The unstable subspace has dimension {claim['outside']}",
        "imaginary_pairs": f"{claim['boundary'] - claim['zero']} eigenvalues on the boundary other than {special} are "
                           "roots of the stated factor",
        "jordan_block": "The boundary roots of the stated factor have a Jordan block of size at least 2",
        "semisimple_zero": f"The eigenvalue {special} is semisimple with the stated tangent as its eigenspace",
    }[data["kind"]]
    head += ", which is tangent to the stated manifold of rest points" if claim["manifold"] is not None else ""
    tie = "; the matrix is the Jacobian of the stated field at the stated rest point" if data["system"] else ""
    return (f"{head}: {claim['inside']} inside, {claim['boundary']} on the boundary"
            f"{' (semisimple)' if claim['boundary'] and claim['semisimple'] else ''}, {claim['outside']} outside{tie}.")


def _identity_sentence(data: Mapping[str, Any]) -> str:
    claim, system = data["claim"], data["system"]
    conserved = data["kind"] == "conserved_quantity"
    head = "is constant along every orbit" if conserved else "does not increase along orbits near the rest point"
    stable = "asymptotically stable" if claim["attracting"] else "Lyapunov stable"
    tail = f" and has a strict local minimum at the rest point, which is {stable}" if claim["minimum"] else ""
    free = bool(system["functions"]) or any(x in SIGN_WORDS for x in system["parameters"].values())
    scope = ", for all free parameters and all smooth functions with the stated signs and values" if free else ""
    return f"The stated function {head}{tail}{scope}."


def _zeros_sentence(data: Mapping[str, Any]) -> str:
    number = len(data["claim"]["boxes"])
    if number == 0 and not data["claim"]["components"]:
        return "The stated field has no real equilibrium."
    components = len(data["claim"]["components"])
    if number == 0:
        one = "the stated component" if components == 1 else f"one of the {components} stated components"
        return f"Every real equilibrium lies on {one} of equilibria."
    boxes = "The stated box holds" if number == 1 else f"Each of the {number} stated boxes holds"
    tail = f" off the stated component{'s' if components > 1 else ''} of equilibria" if components else ""
    tail += ", and there is no other real one" if data["kind"] == "completeness" else ""
    return f"{boxes} exactly one equilibrium of the stated field{tail}."


def _only_exact(x: Any) -> None:
    """Floats have no place in a certificate, not even 1.0."""
    pending = [x]
    while pending:
        item = pending.pop()
        if isinstance(item, Mapping):
            pending.extend([*item.keys(), *item.values()])
        elif isinstance(item, (list, tuple)):
            pending.extend(item)
        elif item is not None and not isinstance(item, (str, int)):
            raise BadInput("exact data", f"{item!r} of type {type(item).__name__}", "strings such as \"-3/10\"")
