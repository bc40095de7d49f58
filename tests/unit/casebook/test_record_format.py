"""The page on the form of a record is true: its example is computed anew from its own words."""

import hashlib
import json
import re
from pathlib import Path

from estran.casebook.chain import chained, genesis, header
from tests.support.chains import IDENTITY, draft

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "record-format.md").read_text("utf-8")
ROW = re.compile(r"^\| (?P<what>[a-z]+) \| `(?P<value>[^`]+)` \|$", re.MULTILINE)
EXAMPLE = {one["what"]: one["value"] for one in ROW.finditer(PAGE.split("<!-- example -->")[1])}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_example_follows_from_the_page_alone() -> None:
    identity = re.search(r"^Identity: `(.+)`$", PAGE, re.MULTILINE)
    assert identity is not None
    assert _hash(identity[1]) == EXAMPLE["genesis"]
    assert _hash(EXAMPLE["nonce"] + "\n" + EXAMPLE["body"]) == EXAMPLE["commitment"]
    assert json.loads(EXAMPLE["header"])["body"] == EXAMPLE["commitment"]
    assert _hash(EXAMPLE["genesis"] + "\n" + EXAMPLE["header"]) == EXAMPLE["hash"]


def test_the_casebook_does_as_the_page_says() -> None:
    (entry,) = chained([draft(1)], head=genesis(IDENTITY))
    assert (entry.prev, entry.hash) == (EXAMPLE["genesis"], EXAMPLE["hash"])
    assert header(draft(1), seq=1) == json.loads(EXAMPLE["header"])


def test_the_page_names_every_key_of_a_header() -> None:
    for key in header(draft(1), seq=1):
        assert f"`{key}`" in PAGE, key
