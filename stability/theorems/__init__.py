"""Shelf: published claims, one per file; each file holds one record named ``theorem``."""
