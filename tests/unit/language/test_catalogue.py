"""The catalogue: every sentence asked for exists, in every language, and is asked for."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from estran.drift.craft import crafts
from estran.environment.area import load_area
from estran.errors import UnknownNameError
from estran.language.catalogue import LANGUAGES, catalogue, name_in, say
from estran.sources.assumptions import assumed_weights, assumptions

SRC = Path(__file__).parents[3] / "src" / "estran"
OTHERS = [language for language in LANGUAGES if language != "en"]
ENGLISH = r"\b(the|and|of|with|is|are|not|from|by|this|that|when|nobody|unknown|here|water|until)\b"
NEVER_SAID = {
    "en": (r"\bgo\b(?! on)", r"not ours", r"\bgreen\b", r"safe to\b", r"clear to\b"),
    "fr": (
        r"feu vert",
        r"\bverte?s?\b",
        r"allez-y",
        r"vas-y",
        r"autorisée?s? à",
        r"pas chez nous",
        r"pas à nous",
        r"\bsûre?s?\b",
        r"sans (danger|risque)",
        r"\bgo\b",
    ),
}
"""Words of a permission, of a case handed off, or of safety; "goes on" and "go on" are no go."""


@cache
def _literal_keys() -> set[str]:
    """Every string in the code that may be a catalogue key, f-strings with a star for a hole."""
    keys = set()
    for file in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
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


@cache
def _named_tables() -> set[str]:
    """Every table that `name_in` is asked for."""
    tables = set()
    for file in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "name_in":
                tables |= {str(one.value) for one in node.args if isinstance(one, ast.Constant)}
    return tables


def _holes(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_asked_for_somewhere(language: str) -> None:
    asked = _literal_keys()
    patterns = [
        re.compile(re.escape(key).replace(r"\*", r"\w+"))
        for key in asked
        if "*" in key and not key.startswith("*")
    ]
    for key in catalogue(language):
        table, _, name = key.partition(".")
        used = key in asked or name in asked or table in _named_tables()
        assert used or any(p.fullmatch(key) for p in patterns), f"{language}: nobody says {key}"


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_the_same_with_the_same_values(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert sorted(other) == sorted(english)
    for key, sentence in english.items():
        assert _holes(other[key]) == _holes(sentence), key


def test_an_unknown_key_or_language_is_named() -> None:
    with pytest.raises(UnknownNameError, match=r"title\.nothing"):
        say("en", "title.nothing")
    with pytest.raises(UnknownNameError, match="'xx'"):
        say("xx", "title.caution")


def test_values_are_filled_in() -> None:
    assert say("en", "coordinator.known", owner="Dover", other="Gris-Nez") == (
        "Coordinator: Dover until Gris-Nez accepts."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_ever_says_go_or_not_ours_or_safe(language: str) -> None:
    for key, sentence in catalogue(language).items():
        plain = sentence.lower().replace("never says go", "").replace("goes", "")
        for words in NEVER_SAID[language]:
            assert not re.search(words, plain), f"{key}: {sentence}"


def test_french_holds_no_english_and_minds_its_spaces() -> None:
    for key, sentence in catalogue("fr").items():
        assert not re.search(ENGLISH, re.sub(r"\{.*?\}", "", sentence)), f"{key}: {sentence}"
        assert not re.search(r"[\w)»}%][;!?](\s|$)", sentence), f"{key}: {sentence}"
        assert not re.search(r"[a-zà-ÿ)»}]:(\s|$)", sentence), f"{key}: {sentence}"
        assert "\u00a0" not in sentence, f"{key}: the text answer binds, no file does"


def _inland() -> list[str]:
    inland = load_area().inland
    return [one.name for one in inland.harbours] + [one.name for one in inland.canals]


def test_the_english_names_are_those_of_the_data() -> None:
    area = load_area()
    inland = _inland()
    named = {
        "place": [*(one.name for one in area.places), *inland],
        "line": [one.name for one in area.lines],
        "craft": list(crafts()),
    }
    for table, names in named.items():
        spoken = [name.replace("_", " ").replace("rib", "RIB") for name in names]
        assert [name_in("en", table, name) for name in names] == spoken


def test_every_name_of_the_data_that_is_english_has_a_french_one() -> None:
    """Harbours, canals, lines and craft each have one; towns keep theirs where French does."""
    area = load_area()
    for name in _inland():
        assert name_in("fr", "place", name) != name
    for line in area.lines:
        assert name_in("fr", "line", line.name) != line.name
    for one in area.places:
        french = name_in("fr", "place", one.name)
        assert not re.search(r"\b(bank|buoy|lightship|harbour|Dover|Dunkirk)\b", french), french
    assert {f"craft.{key}" for key in crafts()} <= set(catalogue("fr"))


def test_a_name_that_no_catalogue_holds_stays_as_it_is() -> None:
    assert name_in("fr", "place", "Équihen-Plage") == "Équihen-Plage"
    assert name_in("fr", "craft", "submarine") == "submarine"


def test_the_english_reasons_are_those_of_the_data() -> None:
    for key in assumptions():
        if key.startswith("state_if_"):
            assert say("en", f"why.{key}") == assumed_weights(key).why
    for key, one in crafts().items():
        assert say("en", f"craft_why.{key}") == one.why
