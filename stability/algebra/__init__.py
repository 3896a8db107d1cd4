"""Ground: exact numbers, abstract functions, conditions on parameters.  Knows no game."""
