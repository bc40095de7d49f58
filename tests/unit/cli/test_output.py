"""What the command line prints and writes when all is well."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from estran.cli.main import run

QUICK = ["--particles", "200", "--hours", "2"]
AT = ["--at", "2022-12-14T01:53Z"]
REPLAY = ["assess", "--replay", "2022-12-14", *QUICK]


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


def test_the_text_has_its_four_parts_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(REPLAY, capsys)
    parts = [
        "SITUATION AS UNDERSTOOD",
        "THE SEA THERE AND THEN",
        "WHERE THE PEOPLE MAY BE",
        "DATUM",
        "MANIFEST",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert max(len(line) for line in text.splitlines()) <= 104


def test_the_same_command_twice_gives_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed([*REPLAY, "--json"], capsys) == printed([*REPLAY, "--json"], capsys)


def test_another_seed_gives_another_ensemble_and_other_inputs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = json.loads(printed([*REPLAY, "--json"], capsys))
    two = json.loads(printed([*REPLAY, "--json", "--seed", "2"], capsys))
    assert one["forecast"]["mean_position"] != two["forecast"]["mean_position"]
    assert one["manifest"]["inputs_sha256"] != two["manifest"]["inputs_sha256"]


def test_the_json_keeps_to_the_printed_schema(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(printed(["assess", "--schema"], capsys))
    answer = json.loads(printed([*REPLAY, "--json"], capsys))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(answer, schema)


def test_the_public_names_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(printed([*REPLAY, "--json"], capsys))
    assert {"situation", "sea", "forecast", "manifest"} <= answer.keys()
    forecast = answer["forecast"]
    hours = len(forecast["times"])
    assert hours == 3
    assert all({"lat", "lon"} <= place.keys() for place in forecast["mean_position"])
    assert forecast["region_probability"].keys() == {"UK", "FR", "BE", "other"}
    assert all(len(row) == hours for row in forecast["region_probability"].values())
    assert len(forecast["aground_probability"]) == hours
    assert all({"time", "level", "area_nm2"} <= row.keys() for row in forecast["contours"])
    assert {"seed", "version", "inputs_sha256", "sources", "assumptions"} <= answer[
        "manifest"
    ].keys()


def test_a_report_file_answers_as_its_fields_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.yaml"
    file.write_text(
        "at: 2022-12-14T01:53Z\nposition: 50-59.294N 001-21.087E\npersons: 47\n"
        "craft: inflatable\nunder_way: 290 5.3kn\nwind: SW 8 kn\nwaves: 0.6\n"
    )
    from_file = json.loads(printed(["assess", str(file), *QUICK, "--json"], capsys))
    by_hand = json.loads(
        printed(
            [
                "assess",
                "--at",
                "2022-12-14T01:53Z",
                "--position",
                "50-59.294N 001-21.087E",
                "--persons",
                "47",
                "--craft",
                "inflatable",
                "--under-way",
                "290 5.3kn",
                "--wind",
                "SW 8 kn",
                "--waves",
                "0.6",
                *QUICK,
                "--json",
            ],
            capsys,
        )
    )
    assert from_file["forecast"] == by_hand["forecast"]


def test_a_reported_wind_replaces_the_prior_and_narrows_the_forecast(
    capsys: pytest.CaptureFixture[str],
) -> None:
    adrift = [
        "assess",
        "--at",
        "2022-12-14T01:53Z",
        "--position",
        "51-00N 001-30E",
        "--state",
        "adrift",
        "--particles",
        "2000",
        "--hours",
        "4",
        "--json",
    ]
    silent = json.loads(printed(adrift, capsys))
    told = json.loads(printed([*adrift, "--wind", "SW 8 kn"], capsys))
    assert told["sea"]["wind"]["layer"]["source"] == "report"
    assert silent["sea"]["wind"]["layer"]["source"] == "assumed"
    assert silent["sea"]["wind"]["uncertainty_kn"] > told["sea"]["wind"]["uncertainty_kn"] > 0

    def last95(answer: dict[str, Any]) -> float:
        rows = [row for row in answer["forecast"]["contours"] if row["level"] == 0.95]
        return rows[-1]["area_nm2"]

    assert last95(told) < 0.8 * last95(silent)


def test_an_exercise_is_marked_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    geojson = tmp_path / "x.geojson"
    arguments = [
        "assess",
        "--at",
        "2099-01-01T00:00Z",
        "--position",
        "51-00N 001-30E",
        "--exercise",
        *QUICK,
    ]
    assert "EXERCISE" in printed([*arguments, "--geojson", str(geojson)], capsys)
    assert json.loads(printed([*arguments, "--json"], capsys))["exercise"] is True
    assert all(
        feature["properties"]["exercise"] is True
        for feature in json.loads(geojson.read_text())["features"]
    )


def test_replays_are_listed_with_sources_and_what_is_contested(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(["replay", "list"], capsys)
    for words in ("2021-11-24", "2022-12-14", "Contested:", "maib_2024", "cranston_2026"):
        assert words in text


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    from estran import __version__

    assert printed(["--version"], capsys).strip() == __version__


def test_a_position_on_land_within_its_error_is_called_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(["assess", *AT, "--position", "51.1N 1.0E", *QUICK], capsys)
    assert "This is on land. The forecast starts at the nearest water" in text


def test_the_centre_of_a_view_is_no_fix(capsys: pytest.CaptureFixture[str]) -> None:
    link = "https://www.google.com/maps/@51.0083,1.8367,12z"
    text = printed(["assess", *AT, "--position", link, *QUICK], capsys)
    assert "error 0.5 nm" in text
    assert "position_view_sd" in text


def test_what_nobody_said_is_not_echoed_as_said(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(["assess", *AT, "--position", "51-00N 001-30E", *QUICK], capsys)
    assert "kind not said, taken for inflatable" in text
    assert "craft: unknown" not in text


def test_a_rough_number_of_people_stays_rough(capsys: pytest.CaptureFixture[str]) -> None:
    said = ["--position", "51-00N 001-30E", "--persons", "about 60"]
    assert 'said to be "about 60"' in printed(["assess", *AT, *said, *QUICK], capsys)


def test_a_calm_has_no_direction(capsys: pytest.CaptureFixture[str]) -> None:
    said = ["--position", "51-00N 001-30E", "--wind", "calm"]
    assert "no one direction" in printed(["assess", *AT, *said, *QUICK], capsys)
    wind = json.loads(printed(["assess", *AT, *said, *QUICK, "--json"], capsys))["sea"]["wind"]
    assert (wind["from_deg"], wind["speed_kn"]) == (None, 0.0)


def test_a_time_on_another_day_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    told = ["--told", "Dover=2022-12-12T02:13Z"]
    late = ["--at", "2022-12-13T23:30Z", "--position", "51-00N 001-30E", *told, *QUICK]
    text = printed(["assess", *late], capsys)
    assert "00:30+1" in text
    assert "Dover told 2022-12-12T02:13Z" in text


def test_near_a_beach_the_waterline_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    beach = ["--position", "51-00.600N 002-04.500E", *QUICK]
    dry = printed(["assess", "--at", "2026-11-20T13:00Z", *beach], capsys)
    wet = printed(["assess", "--at", "2026-11-20T19:30Z", *beach], capsys)
    assert "the position dries" in dry
    assert "from the position" in wet


def test_a_person_in_the_water_is_in_no_boat(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(
        printed(
            [
                "assess",
                "--at",
                "2022-12-14T01:53Z",
                "--position",
                "51-00N 001-30E",
                "--craft",
                "person in the water",
                *QUICK,
                "--json",
            ],
            capsys,
        )
    )
    (only,) = answer["forecast"]["hypotheses"]
    assert only["name"] == "in_water"
    assert set(only["probability"]) == {1.0}
    assert answer["forecast"]["hull"] is None
    booked = {row["key"] for row in answer["manifest"]["assumptions"]}
    assert not {key for key in booked if key.startswith("way_") or key.endswith("_rate")} - {
        "jibe_rate"
    }


def test_an_answer_lists_only_the_assumptions_it_came_to_need(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def booked(*more: str) -> set[str]:
        arguments = ["assess", "--at", "2022-12-14T01:53Z", "--position", "51-00N 001-30E"]
        answer = json.loads(printed([*arguments, *more, *QUICK, "--json"], capsys))
        return {row["key"] for row in answer["manifest"]["assumptions"]}

    silent, spoken = booked("--state", "swamped"), booked("--state", "swamped", "--waves", "0.6")
    assert "waves_prior" in silent - spoken
    assert "waves_report_error" in spoken - silent
    assert "way_course_unknown" not in silent
    assert "boarding_end_rate" not in silent
    assert {"way_course_unknown", "boarding_end_rate"} <= booked("--state", "boarding")


def test_a_report_that_contradicts_itself_is_kept_whole_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(
        [
            "assess",
            "--at",
            "2022-12-14T01:53Z",
            "--position",
            "51-00N 001-30E",
            "--state",
            "adrift",
            "--under-way",
            "290 5kn",
            *QUICK,
        ],
        capsys,
    )
    assert "both are kept" in " ".join(text.split())
