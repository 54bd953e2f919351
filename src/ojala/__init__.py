"""Ojalá: a system for mastering the Spanish subjunctive."""
