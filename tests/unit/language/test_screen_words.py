"""The words of the screens, which Python and the web room share: both languages say the same."""

from __future__ import annotations

import json
import re
from functools import cache

from tests.support.house import PACKAGE, ROOT, for_every

WORDS = {
    language: json.loads((PACKAGE / "language" / language / "screen.json").read_text("utf-8"))
    for language in ("en", "fr")
}
NAMED_BY_THE_SERVER = (
    "assumed.",
    "case.act.",
    "case.answer.",
    "case.centre.",
    "case.class.",
    "case.evidence.",
    "case.fact.",
    "case.field.",
    "case.model_mean.",
    "case.room.",
    "case.row.",
    "case.value.",
    "case.verdict.",
    "case.want.",
    "case_state.",
    "entry.channels.",
    "entry.field.",
    "entry.sources.",
    "entry.value.",
    "forcing.",
    "language.",
    "layer.",
    "message_form.",
    "not_held.",
    "priority.",
    "queue.verdict.",
    "role.",
    "sea_layer.",
    "stands.",
    "status.",
    "watermark.",
)


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(WORDS["en"]) == list(WORDS["fr"])


@cache
def screen_sources() -> list[str]:
    return [
        one.read_text("utf-8")
        for one in (ROOT / "web" / "src").rglob("*.ts*")
        if not one.name.endswith(".d.ts")
    ]


@for_every(WORDS["en"])
def test_a_sentence_says_something_and_names_the_same_values(key: str) -> None:
    for words in WORDS.values():
        assert words[key].strip() == words[key] != ""
    values = [set(re.findall(r"\{(\w+)\}", words[key])) for words in WORDS.values()]
    assert values[0] == values[1]


@for_every([key for key in WORDS["en"] if re.search(r"_(one|other)$", key)])
def test_a_plural_has_both_forms(key: str) -> None:
    stem = re.sub(r"_(one|other)$", "", key)
    assert {f"{stem}_one", f"{stem}_other"} <= set(WORDS["en"])


@for_every(sorted({re.sub(r"_(one|other)$", "", one) for one in WORDS["en"]}))
def test_every_sentence_is_used(key: str) -> None:
    stem = key.rpartition(".")[0]
    found = any(f'"{key}"' in text or f"`{stem}.${{" in text for text in screen_sources())
    assert found or key.startswith(NAMED_BY_THE_SERVER), f"nobody says {key}"
