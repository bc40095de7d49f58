"""The catalogue: every sentence asked for exists and every sentence is asked for."""

import ast
import re
from pathlib import Path

import pytest

from estran.errors import UnknownNameError
from estran.language.catalogue import LANGUAGES, catalogue, say

SRC = Path(__file__).parents[3] / "src" / "estran"


def _literal_keys() -> set[str]:
    """Every string in the code that may be a catalogue key, f-strings with a star for a hole."""
    keys = set()
    for file in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                keys.add(node.value)
            if isinstance(node, ast.JoinedStr):
                keys.add(
                    "".join(
                        str(part.value) if isinstance(part, ast.Constant) else "*"
                        for part in node.values
                    )
                )
    return keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_asked_for_somewhere(language: str) -> None:
    asked = _literal_keys()
    patterns = [
        re.compile(re.escape(key).replace(r"\*", r"[a-z0-9_]+")) for key in asked if "*" in key
    ]
    for key in catalogue(language):
        table, _, name = key.partition(".")
        used = key in asked or name in asked or any(p.fullmatch(key) for p in patterns)
        assert used, f"{language}: nobody says {table}.{name}"


def test_an_unknown_key_or_language_is_named() -> None:
    with pytest.raises(UnknownNameError, match=r"title\.nothing"):
        say("en", "title.nothing")
    with pytest.raises(UnknownNameError, match="'xx'"):
        say("xx", "title.caution")


def test_values_are_filled_in() -> None:
    assert say("en", "coordinator.known", owner="Dover", other="Gris-Nez") == (
        "Coordinator: Dover until Gris-Nez accepts."
    )


def test_nothing_ever_says_go_or_not_ours() -> None:
    for key, sentence in catalogue("en").items():
        plain = sentence.replace("never says go", "").lower()
        assert not re.search(r"\bgo\b(?! on)", plain.replace("goes", "")), key
        assert "not ours" not in plain, key
