"""Where the eigenvalues of a Jacobian are: exact counts (``locate``) and the eigenvalues themselves (``spectrum``).

Nothing here imports SymPy until a matrix with SymPy entries, or a SymPy number, is asked for.
"""

from __future__ import annotations

from stability.spectrum.eigenvalues import Eigenvalue, Enclosure
from stability.spectrum.locating import locate
from stability.spectrum.location import Location
from stability.spectrum.record import Spectrum, spectrum

__all__ = ["Eigenvalue", "Enclosure", "Location", "Spectrum", "locate", "spectrum"]
