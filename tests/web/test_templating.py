"""Templates, and the words they ask for."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from ojala.messages import catalogue
from ojala.web.appearance import Page
from ojala.web.templating import environment, fill, translator, warm_up

PACKAGE = Path(str(files("ojala")))
ASKED = re.compile(r"""\bt\(\s*["']([a-z0-9.-]+)["'](\s*~)?""")


def test_a_missing_value_is_an_error_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        fill("web/problem.html", Page(), {})


def test_every_template_is_compiled_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    warm_up()
    monkeypatch.setattr(environment(), "compile", None)
    assert "Ojalá" in fill("web/about.html", Page(), {})


def test_a_count_picks_one_or_many() -> None:
    translate = translator("en")
    assert translate("practice.to-go", count=1) == "1 to go"
    assert translate("practice.to-go", count=6) == "6 to go"


def test_the_current_page_is_marked_in_the_navigation() -> None:
    page = fill("web/about.html", Page(path="/verbs"), {})
    assert '<a href="/verbs" aria-current="page">' in page


def test_both_languages_say_everything_with_the_same_arguments() -> None:
    english, spanish = catalogue("en", "interface"), catalogue("es", "interface")
    assert english.keys() == spanish.keys()
    for key, text in english.items():
        assert text, key
        assert spanish[key], key
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", spanish[key])), key


def asked_for() -> tuple[set[str], set[str]]:
    """The keys that templates ask for, and the beginnings of those they put together."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("templates/*.html"))
    found = ASKED.findall(text)
    return {key for key, more in found if not more}, {key for key, more in found if more}


def test_every_key_a_template_asks_for_has_words() -> None:
    keys, beginnings = asked_for()
    known = {re.sub(r"\.(one|many)$", "", key) for key in catalogue("en", "interface")}
    assert keys <= known
    for beginning in beginnings:
        assert any(key.startswith(beginning) for key in known), beginning


def test_no_words_are_left_that_nobody_asks_for() -> None:
    keys, beginnings = asked_for()
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    beginnings |= set(re.findall(r'f"([a-z-]+\.)\{', code))
    for key in catalogue("en", "interface"):
        plain = re.sub(r"\.(one|many)$", "", key)
        quoted = f'"{plain}"' in code or f"'{plain}'" in code
        used = plain in keys or quoted or any(map(plain.startswith, beginnings))
        assert used, key
