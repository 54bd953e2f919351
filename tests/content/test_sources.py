from pathlib import Path

import pytest

from ojala.content.sources import sources


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "x.toml").write_text("id = ", "utf-8")
    with pytest.raises(ValueError, match=r"units/x\.toml"):
        list(sources("units", tmp_path))
