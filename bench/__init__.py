"""Benches: measurements of the product that print their tables."""
