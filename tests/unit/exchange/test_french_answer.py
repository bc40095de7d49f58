"""The same answer in French: the same numbers and keys, French sentences, and lines of a page."""

import json
import re
from functools import cache

import pytest

from estran.assess.answer import Assessment
from estran.assess.answer_words import Language
from estran.assess.assessment import assess_report
from estran.assess.report import Report
from estran.assess.settings import RunSettings
from estran.exchange.geojson import to_geojson
from estran.exchange.json_answer import to_json
from estran.exchange.text_answer import WIDTH, to_text
from estran.exchange.text_forecast import forecast_lines
from estran.exchange.text_sea import sea_lines
from estran.exchange.text_situation import situation_lines

QUICK = RunSettings(particles=120, hours=2)
AT = "2022-12-14T01:53Z"
REPORTS = {
    "afloat": Report(at=AT, position="50-59.294N 001-21.087E", persons="environ 60"),
    "person": Report(at=AT, position="51-15N 001-30E", craft="person", wind="calm"),
    "beach": Report(at=AT, position="51.02N 2.05E", state="boarding", wind="SW 8 kn", waves=0.6),
    "way": Report(at=AT, position="51.10N 1.60E", state="adrift", under_way="290 5kn"),
    "canal": Report(at=AT, position="50-56.58N 002-09.00E", told={"Dover": "2022-12-14T02:13Z"}),
    "drill": Report(at=AT, position="51.10N 1.60E", exercise=True, coordinator="Gris-Nez"),
}
ENGLISH = re.compile(
    r"\b(the|and|of|with|is|are|not|from|by|this|that|nobody|unknown|here|water|wind|wave|boat|"
    r"known|then|mean|time|light|tide|stream|people|line|told|until|says)\b"
)


@cache
def answer(name: str, language: Language) -> Assessment:
    return assess_report(REPORTS[name], QUICK, language=language)


def numbers(node: object) -> object:
    """Leave keys and numbers of a JSON answer, and of its texts their numbers."""
    match node:
        case dict():
            return {key: numbers(one) for key, one in node.items()}
        case list():
            return [numbers(one) for one in node]
        case str():
            return sorted(re.findall(r"\d+(?:\.\d+)?", node))
    return node


@pytest.mark.parametrize("name", REPORTS)
def test_french_changes_no_number_and_no_key(name: str) -> None:
    english, french = (json.loads(to_json(answer(name, one))) for one in ("en", "fr"))
    for part in ("situation", "sea", "forecast", "manifest"):
        assert numbers(french[part]) == numbers(english[part]), part


@pytest.mark.parametrize("name", REPORTS)
def test_situation_sea_and_forecast_hold_no_english(name: str) -> None:
    french = answer(name, "fr")
    lines = [
        *situation_lines(french.situation, language="fr"),
        *sea_lines(french.sea, language="fr"),
        *forecast_lines(french.forecast, french.manifest, language="fr"),
    ]
    said = [line for line in lines if "Tel que dit" not in line]
    for line in said:
        plain = re.sub(r"South (Falls|Goodwin|Foreland)|Goodwin Sands", "", line)
        assert not ENGLISH.search(plain), line


@pytest.mark.parametrize("name", REPORTS)
def test_the_french_page_is_as_wide_as_the_english_and_breaks_before_no_mark(name: str) -> None:
    lines = to_text(answer(name, "fr")).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert [line for line in lines if re.match(r"\s*[:;!?%»](\s|$)", line)] == []
    assert "\u00a0" not in "".join(lines)


def test_the_heads_of_the_french_table_stand_over_its_columns() -> None:
    lines = to_text(answer("afloat", "fr")).splitlines()
    head = next(index for index, line in enumerate(lines) if line.startswith("  TU  "))
    for shown, mark in ((" UK", 1), (" FR", 1), (" BE", 1), ("autre", 0), ("échouées", 0)):
        end = lines[head].index(shown) + len(shown)
        assert lines[head + 1][end - 1 - mark : end].strip(), shown
        assert not lines[head + 1][end : end + 1].strip(), shown


def test_centres_are_called_as_french_officers_call_them() -> None:
    said = re.sub(r"\s+", " ", to_text(answer("drill", "fr")))
    assert "Coordination : CROSS Gris-Nez, jusqu'à acceptation par MRCC Douvres." in said
    assert "informer MRCC Douvres sans attendre." in said
    assert "MRCC Douvres informé à 02:13 ;" in re.sub(r"\s+", " ", to_text(answer("canal", "fr")))


def test_in_a_canal_the_reason_is_french() -> None:
    said = re.sub(r"\s+", " ", to_text(answer("canal", "fr")))
    assert "Dérive inconnue : port ou canal (" in said
    assert "l'Aa canalisée, de Gravelines à Watten et Saint-Omer" in said


def test_the_geojson_warns_in_french() -> None:
    properties = json.loads(to_geojson(answer("drill", "fr")))["features"][0]["properties"]
    assert properties["watermark"] == "EXERCICE"
    assert properties["warning"].startswith("Aide à la décision")
    assert "contributeurs OpenStreetMap" in properties["attribution"]
    assert properties["coordinator"].startswith("Coordination :")
