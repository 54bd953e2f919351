"""Ojalá: a system for mastering the Spanish subjunctive."""

__version__ = "0.1.0"
