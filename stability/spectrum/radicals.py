"""Short radical forms of algebraic numbers, built by formula; SymPy only normalises square roots."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sympy import I, Integer, Rational, sqrt


def radical_form(coefficients: tuple[int, ...], re: Fraction, im: Fraction) -> Any:
    """The root of the irreducible polynomial (leading coefficient first) near re + i im; None if it has no short form.

    >>> radical_form((1, 2, 5), Fraction(-1), Fraction(2))
    -1 + 2*I
    """
    degree = len(coefficients) - 1
    if degree == 1:
        return Rational(-coefficients[1], coefficients[0])
    if degree == 2:
        return _quadratic(coefficients, re, im)
    if degree == 4 and coefficients[1] == coefficients[3] == 0:
        return _biquadratic(coefficients[::2], re, im)
    return None


def _quadratic(coefficients: tuple[int, ...], re: Fraction, im: Fraction) -> Any:
    a, b, c = coefficients
    discriminant = b * b - 4 * a * c
    centre, half = Rational(-b, 2 * a), sqrt(Integer(abs(discriminant))) / (2 * abs(a))
    if discriminant < 0:
        return centre + I * half if im > 0 else centre - I * half
    return centre + half if re > Fraction(-b, 2 * a) else centre - half


def _biquadratic(coefficients: tuple[int, ...], re: Fraction, im: Fraction) -> Any:
    """The square roots of the two roots of a x^2 + b x + c, when these are real."""
    a, b, c = coefficients
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return None
    square = re**2 - im**2  # the root is real or imaginary: far from the other root's square, or not sharp
    centre, half = Rational(-b, 2 * a), sqrt(Integer(discriminant)) / (2 * abs(a))
    x = centre + half if square > Fraction(-b, 2 * a) else centre - half
    if im == 0:
        return sqrt(x) if re > 0 else -sqrt(x)
    return I * sqrt(-x) if im > 0 else -I * sqrt(-x)
