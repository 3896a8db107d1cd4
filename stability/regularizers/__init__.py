"""Shelf: Regularizers, maps Game -> Game, one per file."""

from stability.shelf import lazily

__getattr__, __dir__ = lazily(__name__)
