"""Particles and probability of a kept assessment: the very ones, whole, and for whom they are."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from estran.assess.assessment import assess_report
from estran.assess.drift_again import agrees, drift_again
from estran.assess.report import Report
from estran.assess.settings import RunSettings
from estran.room import forecasts
from tests.support.rooms import CALL, Person, Room

SMALL = {"particles": 300, "hours": 3}
EARLIER, LATER = "2026-03-14T04:30Z", "2026-03-14T04:45Z"


def assessed(person: Person) -> tuple[str, str]:
    """Open a case, assess it, and return the address and the number of its assessment."""
    _, case, _ = person.opened()
    made = person.done(f"/api/cases/{case}/assessments", SMALL)["made"]
    return f"/api/cases/{case}/assessments/{made['assessment']}", made["assessment"]


def read(content: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read the bytes as their description says, with nothing of ours."""
    assert content[:8] == b"ESTRANE1"
    end = 12 + int.from_bytes(content[8:12], "little")
    header = json.loads(content[12:end])
    assert end % 4 == 0
    kinds = {"int16": "<i2", "uint8": "u1"}
    layers = {}
    for row in header["layers"]:
        count, start = int(np.prod(row["shape"])), end + row["offset"]
        flat = np.frombuffer(content, kinds[row["type"]], count, start)
        layers[row["name"]] = flat.reshape(row["shape"])
    return header, layers


def degrees(header: dict[str, Any], layer: Any) -> Any:
    box = header["box"]
    low = np.array([box["west"], box["south"]])
    high = np.array([box["east"], box["north"]])
    return low + (layer.astype(float) + 32768) / 65535 * (high - low)


def test_the_particles_are_those_of_the_kept_answer_to_two_metres() -> None:
    dover = Room().dover()
    address, number = assessed(dover)
    answer = dover.seen(address)
    header, layers = read(dover.get(f"{address}/ensemble").content)
    assert header["assessment"] == number
    assert (header["count"], header["of"], header["frames"]) == (300, 300, 4)
    assert header["times"] == answer["forecast"]["times"]
    assert header["origin"] == "drifted_again"
    kept = np.array(answer["forecast"]["sample"]["people"])
    found = degrees(header, layers["people"])[:, : kept.shape[1]]
    assert np.abs(found - kept).max() < 3e-5  # 2 m, and half of the fifth decimal
    names = np.vectorize(lambda code: header["statuses"][str(code)])(layers["status"])
    assert names[:, :200].tolist() == answer["forecast"]["sample"]["state"]
    aground = ((layers["people_flags"] & 1) > 0).mean(axis=1)
    assert aground == pytest.approx(answer["forecast"]["aground_probability"], abs=1e-4)


def test_fewer_particles_are_the_first_of_them() -> None:
    dover = Room().dover()
    address, _ = assessed(dover)
    whole, all_layers = read(dover.get(f"{address}/ensemble").content)
    some, layers = read(dover.get(f"{address}/ensemble", most=100).content)
    assert (some["count"], some["of"]) == (100, 300)
    there = degrees(whole, all_layers["people"])[:, :100]
    assert np.abs(degrees(some, layers["people"]) - there).max() < 6e-5
    assert dover.get(f"{address}/ensemble", most=20_001).status_code == 422


def test_where_the_drift_differs_the_kept_sample_is_shown_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forecasts, "agrees", lambda *_: False)
    dover = Room().dover()
    address, _ = assessed(dover)
    header, layers = read(dover.get(f"{address}/ensemble").content)
    assert header["origin"] == "sample"
    assert (header["count"], header["of"]) == (200, 300)
    assert "people_flags" not in layers  # nobody kept who was aground
    found = dover.seen(f"{address}/probability")
    assert (found["origin"], found["grids"]) == ("none", [])
    assert found["contours"]["features"]  # those are of the kept answer


def test_areas_without_grids_are_those_of_the_kept_answer_and_nothing_drifts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dover = Room().dover()
    address, _ = assessed(dover)
    whole = dover.seen(f"{address}/probability")
    monkeypatch.setattr(forecasts, "drift_again", lambda *_, **__: pytest.fail("it drifts"))
    found = dover.seen(f"{address}/probability", grids=False)
    assert (found["origin"], found["grids"]) == ("none", [])
    for part in ("contours", "most_likely_track", "mean_track", "hull_track", "times"):
        assert found[part] == whole[part]


def rebased(person: Person, positions: tuple[str, str]) -> str:
    """Open a case with two positions a quarter of an hour apart; return its answer's address."""
    _, case, craft = person.opened(CALL | {"positions": [positions[0]], "at": EARLIER})
    later = CALL | {"positions": [positions[1]], "at": LATER, "position_accuracy_m": 500}
    report = person.done("/api/reports", later)["number"]
    link = {"report": report, "craft": craft, "decision": "same", "why": "same telephone"}
    person.done(f"/api/cases/{case}/events/link.decided", link)
    made = person.done(f"/api/cases/{case}/assessments", SMALL | {"particles": 2000})["made"]
    return f"/api/cases/{case}/assessments/{made['assessment']}"


def test_the_particles_of_a_rebased_forecast_are_drifted_again_with_its_evidence() -> None:
    dover = Room().dover()
    address = rebased(dover, ("51-02.1N 001-44.0E", "51-02.2N 001-44.2E"))
    answer = dover.seen(address)
    evidence = answer["manifest"]["evidence"]
    assert (evidence["outcome"], len(evidence["fixes"])) == ("continued", 1)
    header, layers = read(dover.get(f"{address}/ensemble").content)
    assert header["origin"] == "drifted_again"
    assert header["times"] == answer["forecast"]["times"]
    kept = np.array(answer["forecast"]["sample"]["people"])
    found = degrees(header, layers["people"])[:, : kept.shape[1]]
    assert np.abs(found - kept).max() < 3e-5
    assert dover.seen(f"{address}/probability")["origin"] == "drifted_again"
    french = dover.seen(address, language="fr")
    assert "se poursuit" in french["manifest"]["evidence"]["text"]
    assert french["forecast"]["sample"] == answer["forecast"]["sample"]


def test_a_fix_that_does_not_fit_starts_anew_and_says_why() -> None:
    dover = Room().dover()
    address = rebased(dover, ("51-02.1N 001-44.0E", "51-20.0N 002-20.0E"))
    evidence = dover.seen(address)["manifest"]["evidence"]
    assert (evidence["outcome"], evidence["reason"]) == ("restart_from_the_fix", "far")
    header, _ = read(dover.get(f"{address}/ensemble").content)
    assert header["origin"] == "drifted_again"


def test_the_drift_of_another_seed_is_not_taken_for_the_same() -> None:
    """The check by which the two above differ can fail."""
    report = Report(at="2026-03-14T05:00Z", position="51-02.1N 001-44.0E")
    kept = assess_report(report, RunSettings(particles=300, hours=1)).forecast.sample
    assert kept is not None
    for seed, same in ((1, True), (2, False)):
        again = drift_again(report, RunSettings(particles=300, hours=1, seed=seed))
        assert again is not None
        assert agrees(again, kept) is same


def test_the_grid_is_a_probability_and_agrees_with_the_areas() -> None:
    dover = Room().dover()
    address, _ = assessed(dover)
    found = dover.seen(f"{address}/probability")
    answer = dover.seen(address)
    assert found["origin"] == "drifted_again"
    assert [one["time"] for one in found["grids"]] == answer["forecast"]["times"]
    for grid in found["grids"]:
        values = np.array(grid["values"]) * found["unit"]
        assert values.size == grid["rows"] * grid["columns"]
        assert values.min() >= 0.0
        assert values.sum() == pytest.approx(1.0, abs=0.03)
        assert grid["held"] == pytest.approx(values.sum(), abs=0.002)
        level = next(
            one
            for one in answer["forecast"]["contours"]
            if (one["time"], one["level"]) == (grid["time"], 0.95)
        )
        # cells, the densest first, until they hold 95 %: as large as the area of the answer,
        # but for its correction for smoothing, which at 300 particles is a tenth and more
        held = np.cumsum(np.sort(values)[::-1])
        area = (np.searchsorted(held, 0.95) + 1) * grid["cell_nm2"]
        assert area == pytest.approx(level["area_nm2"], rel=0.3)
    features = found["contours"]["features"]
    assert {one["properties"]["level"] for one in features} == {0.95, 0.75, 0.5}
    mode = answer["forecast"]["most_likely_position"]
    assert [one["dmm"] for one in found["most_likely_track"]] == [one["dmm"] for one in mode]
    assert found["coordinator"].startswith("Coordinator: ")


def test_the_answer_is_said_in_another_language_with_the_same_numbers() -> None:
    dover = Room().dover()
    address, _ = assessed(dover)
    kept = dover.get(address)
    assert kept.headers["Content-Language"] == "en"
    assert dover.get(address, language="en").content == kept.content
    french = dover.get(address, language="fr")
    assert french.headers["Content-Language"] == "fr"
    one, other = kept.json(), french.json()
    assert (one["language"], other["language"]) == ("en", "fr")
    for part in ("times", "contours", "mean_position", "region_probability", "sample"):
        assert one["forecast"][part] == other["forecast"][part]
    assert one["questions"] != other["questions"]
    assert [row["option"] for row in one["card"]] == [row["option"] for row in other["card"]]
    assert [row["verdict"] for row in one["card"]] == [row["verdict"] for row in other["card"]]
    assert dover.get(address, language="nl").status_code == 422


def test_what_a_reader_holds_is_not_sent_twice_and_is_compressed() -> None:
    dover = Room().dover()
    address, _ = assessed(dover)
    for part in ("ensemble", "probability"):
        first = dover.get(f"{address}/{part}")
        assert first.headers["Content-Encoding"] == "gzip"
        assert "no-cache" in first.headers["Cache-Control"]
        tag = {**dover.headers, "If-None-Match": first.headers["ETag"]}
        again = dover.browser.get(f"{address}/{part}", headers=tag)
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("part", ["ensemble", "probability"])
def test_nobody_reads_the_drift_of_what_they_may_not_know(part: str) -> None:
    room = Room()
    address, _ = assessed(room.dover())
    for role in ("enforcement", "volunteer", "analyst"):
        refused = room.person(role).get(f"{address}/{part}")
        assert refused.status_code in {403, 404}, role
    missing = room.gris_nez().get(f"{address.rpartition('/')[0]}/A-0001-9/{part}")
    assert (missing.status_code, missing.json()["code"]) == (404, "record.unknown")


def test_in_a_harbour_there_is_no_drift_and_no_particle() -> None:
    dover = Room().dover()
    _, case, _ = dover.opened({"source": "caller", "positions": ["51-02.8N 002-22.0E"]})
    made = dover.done(f"/api/cases/{case}/assessments", SMALL)["made"]
    address = f"/api/cases/{case}/assessments/{made['assessment']}"
    if dover.seen(address)["forecast"]["known"]:
        pytest.skip("that place is sea here")
    refused = dover.get(f"{address}/ensemble")
    assert (refused.status_code, refused.json()["code"]) == (404, "forecast.none")
    found = dover.seen(f"{address}/probability")
    assert (found["known"], found["grids"]) == (False, [])
    assert found["unknown_because"]
