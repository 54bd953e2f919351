"""The package: its public names come when asked for, and no others."""

import pytest

import ojala.spanish


def test_public_names_are_found_and_others_are_not() -> None:
    assert all(hasattr(ojala.spanish, name) for name in ojala.spanish.__all__)
    with pytest.raises(AttributeError):
        _ = ojala.spanish.no_such_name
