"""Any text at all: nothing in it fails, nothing is invented, each reading stands in the text."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from estran.exchange.free_text import ASKED, levelled, read_free_text
from estran.exchange.report_preview import report_preview

NOW = datetime(2026, 3, 14, 5, 0, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        "47 personnes", "on est 12", "pas", "no", "moteur en panne", "engine stopped",
        "l'eau rentre", "51-02.5N 001-50E", "50.95 1.85", "02h11", "0211Z", "enfants", "?", ". ",
        ", ", "à l'eau", "gilets", "in the water", "water", "ß", "\ufb01", "\u0130", "\u2019", "\n",
        "+33 6 12 34 56 78", "°",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(min_size=1, max_size=300),
    st.lists(PIECES, min_size=1, max_size=25).map(" ".join),
).filter(str.strip)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_every_reading_stands_in_the_text_and_the_draft_holds_only_what_is_sure(text: str) -> None:
    read = read_free_text(text, now=NOW)
    for one in read.found:
        assert one.readings
        for each in one.readings:
            assert each.words == text[each.start : each.end]
            assert each.words.strip()
        values = {each.value for each in one.readings}
        assert (one.standing == "ambiguous") or len(values) == 1
    found = {one.field for one in read.found}
    assert set(read.unknown) == set(ASKED) - found
    sure = {one.field for one in read.found if one.standing == "understood"}
    draft = report_preview(text, now=NOW)["draft"]
    filled = {*draft, *draft["facts"], *draft["fields"]} - {"positions", "facts", "fields", "text"}
    assert filled <= sure
    assert all(words in text for words in draft["positions"])
    assert draft["text"] == text or draft["phone"] not in draft["text"]


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_a_question_says_nothing(text: str) -> None:
    asked = text.replace(".", " ").replace("!", " ").replace("\n", " ").replace("?", " ") + "?"
    said = {"position", "at", "phone"}  # where somebody is stands, even in a question
    assert {one.field for one in read_free_text(asked, now=NOW).found} <= said


@given(st.text(max_size=200))
def test_a_text_levelled_is_as_long_as_it_was(text: str) -> None:
    assert len(levelled(text)) == len(text)
