"""Where the outside reference data is, which tests are measured against."""

import os
from pathlib import Path

import pytest
from bench.report import reference_folders


def reference_file(name: str) -> Path:
    """A file of reference data; without it the test fails in CI and is left out elsewhere."""
    for folder in reference_folders():
        if (folder / name).exists():
            return folder / name
    message = f"the reference data ({name}) is not here: set OJALA_REFERENCE to its folder"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
