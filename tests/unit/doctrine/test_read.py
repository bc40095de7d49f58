"""The reader of YAML: both parsers read alike, and are as strict."""

from importlib.resources import files

import numpy as np
import pytest
import yaml

from estran.doctrine.read import _QUOTED, _USUAL, _Reader, read_table
from estran.errors import DoctrineError
from estran.language.refusals import refusal_of

FOLDER = files("estran.doctrine")
SHIPPED = {
    one.name: one.read_text("utf-8")
    for one in (FOLDER.joinpath("facts.yaml"), *FOLDER.joinpath("rules").iterdir())
    if one.name.endswith(".yaml")
}
INSERTED = ("- ", ": ", ",", "[", "]", "{", "}", '"', "'", "#", ">-\n", "\n", "\n  ", " ", "é", "0")
needs_both = pytest.mark.skipif(not yaml.__with_libyaml__, reason="libyaml is not installed")


def read_by(loader, text):
    """What one parser makes of a text, or None where it refuses it."""
    try:
        return _Reader(yaml.parse(text, Loader=loader), "t.yaml").document()
    except (yaml.YAMLError, DoctrineError, ValueError):
        return None


def usual(text):
    return _USUAL.fullmatch(_QUOTED.sub('""', text)) is not None


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_what_ships_is_written_in_the_usual_way_and_so_read_quickly(name):
    assert usual(SHIPPED[name])


@needs_both
@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_both_parsers_read_what_ships_alike_line_by_line(name):
    found = read_by(yaml.CSafeLoader, SHIPPED[name])
    assert found is not None
    assert found == read_by(yaml.SafeLoader, SHIPPED[name])


@needs_both
def test_both_parsers_agree_on_broken_texts_too_wherever_the_quick_one_is_used():
    """Where the quick one refuses, the other decides; where it reads, the other reads the same."""
    generator, read = np.random.default_rng(20260117), 0
    lines = [text.split("\n") for text in SHIPPED.values()]
    for _ in range(1500):
        page = lines[generator.integers(len(lines))]
        start = generator.integers(len(page))
        text = "\n".join(page[start : start + generator.integers(2, 11)])
        for _ in range(generator.integers(1, 4)):
            place = generator.integers(len(text) + 1)
            text = text[:place] + INSERTED[generator.integers(len(INSERTED))] + text[place:]
        found = read_by(yaml.CSafeLoader, text) if usual(text) else None
        if found is not None:
            read += 1
            assert found == read_by(yaml.SafeLoader, text), text
    assert read > 50


@pytest.mark.parametrize(
    "text",
    ["a: [b, c?]", "a:\tb", "a: |\n  b", "a: *b", "a: !c", "%YAML 1.1\n---\na: b", 'a: "\\x"'],
)
def test_what_the_parsers_may_read_differently_is_not_read_quickly(text):
    assert not usual(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("? [a, b]\n: c\n", "line 1: a key is a word"),
        ("a: b\n---\nc: d\n", "line 2: a file holds one document"),
        ("a: b\n!!python/name:os.system c: d\n", "line 2: the tag"),
        ("a: b\n&x c: d\n", "line 2: anchors"),
        ("a: b\na: c\n", "line 2: 'a' stands here a second time"),
        ("a: [b\n", "line 2: the text ends, and a bracket"),
        ("a: b: c\n", "line 1: a colon stands where none can"),
        ("a:\n\tb: c\n", "line 2: a tab stands here"),
        ("a: [b, c\nd: e\n", "line 2: a comma is missing"),
    ],
)
def test_a_text_is_refused_with_its_line_whichever_parser_is_there(text, says, monkeypatch):
    with pytest.raises(DoctrineError, match=r"t\.yaml") as quick:
        read_table(text, file="t.yaml")
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    with pytest.raises(DoctrineError, match=r"t\.yaml") as plain:
        read_table(text, file="t.yaml")
    assert says in quick.value.message
    assert quick.value.message == plain.value.message


@pytest.mark.parametrize(
    ("text", "said", "french"),
    [
        ("key: {a: 1}", "'key' must be text, not a table", "pas une table"),
        ("key: [[I7]]", "'key' must be text, not a list", "pas une liste"),
        ("key: true", "'key' must be text, not true", "pas true"),
        ("key: ~", "'key' must be text, not nothing", "pas rien"),
        ("key: 2025-01-01", "'key' must be text, not 2025-01-01", "pas 2025-01-01"),
    ],
)
def test_a_value_of_another_kind_is_called_as_a_lawyer_would(text, said, french):
    with pytest.raises(DoctrineError) as refused:
        read_table(text, file="t.yaml").need("key", str)
    assert said in refused.value.message
    assert french in refusal_of(refused.value, language="fr")


@pytest.mark.parametrize(
    ("text", "said"), [("key: [[I7]]", "a list is none"), ("key: [{a: 1}]", "a table is none")]
)
def test_what_is_no_text_in_a_list_is_called_so_too(text, said):
    with pytest.raises(DoctrineError, match=said):
        read_table(text, file="t.yaml").texts("key")
