"""Refusals in French: one for every code, nothing English left, and English where words fail."""

import re
from pathlib import Path
from string import Formatter

import pytest

from estran import errors
from estran.cli.main import language_of, run
from estran.language.refusals import _Writer, refusal, refusals
from tools.reference_errors import Refusal
from tools.reference_errors import refusals as raised

AT = ["--at", "2022-12-14T01:53Z"]
SEA = ["--position", "50-59.294N 001-21.087E"]
STOPS = (errors.InputError, errors.MissingExtraError)
ENGLISH = re.compile(
    r"\b(the|and|of|with|is|are|not|from|by|this|that|it|its|in|for|no|has|be|must|cannot|can|"
    r"write|there|know|given|expected|known|did|you|mean|unit|speed|without|which|named|stands)\b"
)
FRENCH = refusals("fr")
BUILT = {"command.unreadable", "state.unknown", "source.unknown"}  # joined where they are raised


def _stopping() -> list[Refusal]:
    return [one for one in raised() if issubclass(getattr(errors, one.kind), STOPS)]


def _positions(*texts: str) -> list[list[str]]:
    return [[*AT, "--position", text] for text in texts]


def _fields(*rows: list[str]) -> list[list[str]]:
    return [[*AT, *SEA, *row] for row in rows]


REFUSED = [
    *_positions(
        "50-59.294 001-21.087",
        "51.03, 1.45",
        "///filled.count.soap",
        "50-31.0N 002-30.0E",
        "51-00N 001-45W",
        "51.03N",
        "51 02 5N 001 45 06E",
        "zzz",
        "51 02.5 N 1.45 E",
        "51 02.5N 52 03N",
        "1 02E 2 03E",
        "51.02.5 N 1 45 E",
        "9C3W9QCJ+2V",
        "31U DS 12345 67890",
        "https://maps.app.goo.gl/abc",
        "https://example.com/x",
        "https://www.google.com/maps/dir/a/b",
        "https://www.google.com/maps/search/pizza",
        "geo:0,0?q=Calais",
        "geo:51,1;crs=foo",
        "51 02,5 N 01 45,0 O",
        "95 00 N 001 00 E",
        "51 61 N 001 00 E",
        "51 02 75 N 001 00 06 E",
        "51.5 30 N 001 10 E",
        "51 ° ' 2 N 1 E",
        "51 1 2 3 N 001 10 E",
        "-51 02 N 001 10 E",
        "N 51 02 001 10",
        "longitude 51 02 N latitude 1 10 E",
        "5102300 N 1 2 E",
        "51 N 1 E 2 W",
        "51.02 1.45 N",
    ),
    ["--at", "2022-12-14T01:53", *SEA],
    ["--at", "hier", *SEA],
    ["--at", "2999-12-14T01:53Z", *SEA],
    ["--at", "2022-12-14T01:53CET", *SEA],
    ["--at", "14/12/2022 01:53Z", *SEA],
    ["--at", "2022-13-14T01:53Z", *SEA],
    ["--at", "2022-02-30T01:53Z", *SEA],
    ["--at", "2022-12-14T25:53Z", *SEA],
    ["--at", "140153Z FOO 22", *SEA],
    ["--at", "1500-01-01T00:00Z", *SEA],
    *_fields(
        ["--persons", "-5"],
        ["--persons", "9000"],
        ["--craft", "inflatible"],
        ["--craft", "xyzzy"],
        ["--state", "driftin"],
        ["--source", "pirate"],
        ["--under-way", "290"],
        ["--under-way", "de 290 5 kn"],
        ["--under-way", "5 kn"],
        ["--under-way", "290M 5 kn"],
        ["--under-way", "zzz 5 kn"],
        ["--under-way", "290 99kn"],
        ["--under-way", "400 5kn"],
        ["--under-way", "NW -5 kn"],
        ["--wind", "8"],
        ["--wind", "SW 8"],
        ["--wind", ""],
        ["--wind", "vers SW 8 kn"],
        ["--wind", "SW 200 kn"],
        ["--wind", "SW F12"],
        ["--wind", "SW 15-10 kn"],
        ["--wind", "zzz 8 kn"],
        ["--waves", "forte"],
        ["--told", "Dover"],
        ["--told", "Calais=2022-12-14T02:00Z"],
        ["--told", "Dover=2022-12-14T02:13Z", "--told", "Dover=2022-12-14T02:13Z"],
        ["--coordinator", "Xyz"],
        ["--craft", "person", "--under-way", "290 5kn"],
        ["--particles", "1"],
        ["--hours", "1000"],
        ["--water-temperature", "nan"],
        ["--water-temperature", "99"],
        ["--position-accuracy-m", "-5"],
        ["--bogus"],
        ["--seed", "x"],
        ["--fact", "zzz=yes"],
        ["--fact", "persons_aboard=zzz"],
        ["--fact", "engine_stopped=zzz"],
        ["--entered-water", "2021-11-24T03:33Z/2021-11-24T03:12Z"],
    ),
    ["--replay", "2022-12-41"],
    ["--replay", "2022-12-14", "report.yaml"],
    ["rien.yaml"],
    [*AT],
    [],
]


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_a_refusal_in_french_has_no_english_in_it(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", *arguments, "--lang", "fr"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    said = re.sub(r"«.*?»|\(--.*?\)|--[\w-]+|\S*[_/=]\S*|: [\w, -]+\.$", "", printed.err)
    assert printed.err.startswith("estran: ")
    assert not ENGLISH.search(said.removeprefix("estran: ")), printed.err


OK = "at: 2022-12-14T01:53Z\nposition: 50-59.294N 001-21.087E\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("at: 2022-12-14T01:53Z\npositon: x\n", "ligne 2, positon : il n'y a pas de telle clé"),
        (OK + "at: x\n", "ligne 3, at : figure deux fois"),
        ("- a\n", "suite de lignes"),
        ("at: [\n", "il manque une valeur"),
        (OK + "persons: [1]\n", "il faut un nombre entier ou un texte, pas une liste"),
        (OK + "exercise: perhaps\n", "il faut true ou false, pas un texte"),
        (OK + "state: driftin\n", "valeur inconnue 'driftin'"),
        (OK + "water_temperature: 99\n", "d'au plus 35.0"),
        ("at: 2022-12-14T01:53Z\n", "position : manque"),
        ("a: b: c\n", "un deux-points n'a pas sa place ici"),
        ("at: 'x\n", "le texte finit trop tôt"),
        (OK + "hypotheses: {adrift: 0.5}\n", "leur somme vaut un"),
    ],
)
def test_a_damaged_report_is_refused_in_french(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(text)
    assert run(["assess", str(file), "--lang=fr"]) == 2
    assert said in capsys.readouterr().err


UNIT = "units:\n  - name: Essai\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (UNIT + "    at: Calai\n", "ligne 3, at : il n'y a pas de lieu 'Calai'"),
        (UNIT + "    at: 51.03 1.45\n", "at : Il manque les lettres d'hémisphère"),
        (UNIT + "    at: 48N 5W\n", "hors de la seule zone dont la mer est chargée"),
        (UNIT + "    class: canoe\n", "il n'y a pas de classe 'canoe'"),
        (UNIT + "    tasked: hier\n", "« hier » n'est pas une date avec une heure"),
        (UNIT + "    speed_kn: vite\n", "il faut un nombre, pas un texte"),
        (UNIT + "  - name: Essai\n", "'Essai' figure deux fois"),
        (UNIT + "    draft_m: 1\n", "vouliez-vous dire draught_m ?"),
        ("units: 5\n", "il faut une liste"),
    ],
)
def test_a_damaged_list_of_units_is_refused_in_french(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "u.yaml"
    file.write_text(text)
    assert run(["assess", *AT, *SEA, "--units", str(file), "--lang", "fr"]) == 2
    assert said in capsys.readouterr().err


def test_every_code_that_stops_a_user_has_a_french_sentence() -> None:
    known = {*FRENCH.sentences, *(key.rpartition(".")[0] for key in FRENCH.sentences)}
    assert sorted({one.code for one in _stopping()} - known) == []


def test_no_french_sentence_is_of_a_code_that_nobody_raises() -> None:
    codes = {one.code for one in raised()} | BUILT
    for key in FRENCH.sentences:
        assert key in codes or key.rpartition(".")[0] in codes, key


def test_every_problem_of_a_rule_has_a_french_phrase() -> None:
    writer, unsaid = _Writer(FRENCH), []
    for one in _stopping():
        if not one.code.startswith(("rule.", "fact.range", "fact.indicator")):
            continue
        problem = one.message.replace("{…}", "x1").replace("x1 x1 with", "compares x1 with")
        if re.sub(r"[x1. ]", "", problem) and writer.phrase(problem) == problem:
            unsaid.append(f"{one.code}: {one.message}")
    assert unsaid == []


def test_shared_parts_exist_and_phrases_name_the_same_holes() -> None:
    for key, parts in FRENCH.sentences.items():
        assert all(part[1:] in FRENCH.shared for part in parts if part.startswith("@")), key
    for pattern, sentence in FRENCH.phrases:
        holes = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        assert holes <= set(pattern.groupindex), sentence


def test_where_words_fail_the_english_message_comes_back() -> None:
    english = "'51.03N' is half a position."
    assert refusal("no.such_code", {}, english, language="fr") == english
    assert refusal("position.incomplete", {}, english, language="fr") == english
    given = {"text": "51.03N", "variant": "longitude"}
    assert refusal("position.incomplete", given, english, language="en") == english
    assert refusal("position.incomplete", given, english, language="xx") == english
    assert "longitude" in refusal("position.incomplete", given, english, language="fr")
    unheard = {"text": "51.03N", "variant": "height"}
    assert refusal("position.incomplete", unheard, english, language="fr") == english


def test_a_part_without_its_value_is_left_out() -> None:
    given = {"name": "zzz", "nearest": None, "known": ("a", "b")}
    said = refusal("craft.unknown", given, "", language="fr")
    assert said == "Aucun type d'embarcation ne s'appelle « zzz ». Connus : a, b."


def test_what_was_typed_is_quoted_and_shortened_and_never_filled_in() -> None:
    given = {"text": "{name} " * 60, "variant": "no_number"}
    said = refusal("position.unreadable", given, "", language="fr")
    assert "« {name} {name}" in said
    assert len(said) < 300


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["assess", "--lang", "fr"], "fr"),
        (["assess", "--lang=fr", "x.yaml"], "fr"),
        (["assess", "--lang", "en"], "en"),
        (["assess", "--lang"], "en"),
        (["assess", "fr"], "en"),
        (["assess", "--lang", "fr", "--lang", "en"], "en"),
    ],
)
def test_the_language_is_found_anywhere_in_the_arguments(
    arguments: list[str], language: str
) -> None:
    assert language_of(arguments) == language
