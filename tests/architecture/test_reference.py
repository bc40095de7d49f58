"""Generated pages say what the code says now, and the output shown in the pages is real."""

import json
from functools import cache

import jsonschema
import pytest

from estran.exchange.json_answer import answer_schema
from tests.support.house import name_of
from tools.reference_errors import refusals
from tools.reference_outputs import LEFT_OUT, filled, kept, pages_with_outputs
from tools.write_reference import ROOT, reference_pages

HINT = "run `make reference`, and look at what it changes"
OUTPUT = """Title line
SITUATION AS UNDERSTOOD
  one
  two
DATUM for 2022
  three"""


@cache
def written():
    return reference_pages()


def test_every_generated_page_is_what_the_tool_would_write():
    pages = written()
    missing = [name_of(path) for path in pages if not path.is_file()]
    assert not missing, f"{missing} are missing: {HINT}"
    old = [name_of(path) for path, text in pages.items() if path.read_text("utf-8") != text]
    assert not old, f"{old} are old: {HINT}"


@pytest.mark.slow
def test_the_tool_writes_the_same_twice():
    assert reference_pages() == written()


@pytest.mark.parametrize("page", pages_with_outputs(ROOT), ids=name_of)
def test_output_in_the_pages_is_real(page):
    text = page.read_text("utf-8")
    now = filled(text)
    for shown, real in zip(text.split("\n"), now.split("\n"), strict=False):
        assert shown == real, f"{name_of(page)} shows old output: {HINT}"
    assert text == now, f"{name_of(page)} shows old output: {HINT}"


def test_some_page_shows_real_output():
    assert pages_with_outputs(ROOT)


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json.loads(answer_schema()))


def test_refusals_are_found_with_code_kind_and_message():
    found = {one.code: one for one in refusals()}
    assert found["time.ahead"].kind == "TimeError"
    assert found["time.ahead"].file == "room/intake.py"
    assert "more than one hour ahead" in found["time.ahead"].message


def test_parts_left_out_of_an_output_are_marked():
    assert kept(OUTPUT, "Title; SITUATION:2").split("\n") == [
        "Title line",
        "",
        "SITUATION AS UNDERSTOOD",
        "  one",
        f"  {LEFT_OUT}",
        "",
        LEFT_OUT,
    ]
    assert kept(OUTPUT, "*") == OUTPUT
