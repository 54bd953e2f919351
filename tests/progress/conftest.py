"""A learner whose progress is looked at: Ana, who practises."""

from tests.practice.conftest import ana

__all__ = ["ana"]
