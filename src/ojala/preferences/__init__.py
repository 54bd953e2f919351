"""Preferences: what a learner may choose, on one page."""
