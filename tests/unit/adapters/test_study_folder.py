"""The folder of a study: the same bytes however it is cut, and what is damaged is found."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from estran.adapters.chunk_file import chunk_bytes, columns_in
from estran.adapters.draws_file import shared_bytes
from estran.adapters.study_folder import StudyFolder
from estran.errors import DataError, InputError
from estran.lab.crate import SAID, crate_of
from estran.lab.drawn import draws_of
from estran.lab.parameters import parameters
from estran.lab.runner import Here
from estran.lab.running import run_study
from tests.support.stand_in_seasons import DESIGN, plan, seasons

if TYPE_CHECKING:
    from pathlib import Path

    from estran.lab.chunks import Plan

NOW = "2026-11-27T12:00:00+00:00"


def run_into(path: Path, asked: Plan) -> StudyFolder:
    folder = StudyFolder(path)
    folder.begin(asked, written_at=NOW)
    list(run_study(asked, work=seasons, runner=Here(), keeper=folder))
    folder.gather(asked)
    return folder


def test_one_two_and_seven_chunks_give_the_same_bytes(tmp_path):
    tables = [
        (run_into(tmp_path / str(ranges), plan(ranges)).path / "table.npy").read_bytes()
        for ranges in (1, 2, 7)
    ]
    assert tables[0] == tables[1] == tables[2]
    assert len(set(tables[0])) > 50, "a table of nothing would be the same too"


def test_the_same_chunk_gives_the_same_bytes_and_another_gives_others(tmp_path):
    first, second, *_ = plan(2)
    assert chunk_bytes(first, seasons(first)) == chunk_bytes(first, seasons(first))
    assert chunk_bytes(first, seasons(first)) != chunk_bytes(second, seasons(second))
    mixed = dict(reversed(list(seasons(first).items())))
    assert chunk_bytes(first, mixed) == chunk_bytes(first, seasons(first))
    path = tmp_path / "chunk.npz"
    path.write_bytes(chunk_bytes(first, seasons(first)))
    with np.load(path) as held:
        assert sorted(held) == ["counts", "digest", "names"]


def test_any_damaged_byte_and_another_address_are_found():
    first, second, *_ = plan(2)
    whole = chunk_bytes(first, seasons(first))
    read = columns_in(whole, first)
    assert read is not None
    assert {name: column.tolist() for name, column in read.items()} == {
        name: column.tolist() for name, column in seasons(first).items()
    }
    assert columns_in(whole, second) is None
    for cut in (0, 1, len(whole) // 2, len(whole) - 1):
        assert columns_in(whole[:cut], first) is None
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        start = whole.index(archive.read("counts.npy"))
    for place in range(start, len(whole) // 2, 37):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        assert columns_in(bytes(damaged), first) is None, place


def test_a_column_of_the_wrong_length_is_refused():
    first, *_ = plan(2)
    with pytest.raises(DataError, match="deaths holds"):
        chunk_bytes(first, {"deaths": np.zeros(first.count + 1)})


def test_a_damaged_chunk_is_computed_anew_and_nothing_else_is(tmp_path):
    folder = run_into(tmp_path, plan(3))
    before = (tmp_path / "table.npy").read_bytes()
    victim = sorted((tmp_path / "chunks").iterdir())[0]
    whole = victim.read_bytes()
    victim.write_bytes(whole[:-7] + b"damaged")
    (tmp_path / "table.npy").unlink()
    steps = list(run_study(plan(3), work=seasons, runner=Here(), keeper=folder))
    assert (steps[-1].found, steps[-1].computed) == (5, 1)
    folder.gather(plan(3))
    assert victim.read_bytes() == whole
    assert (tmp_path / "table.npy").read_bytes() == before


def test_the_manifest_stands_before_the_first_chunk_and_says_what_breaks_a_proof(tmp_path):
    folder = StudyFolder(tmp_path / "new")
    assert folder.begin(plan(), written_at=NOW) is False
    assert sorted(one.name for one in (tmp_path / "new").iterdir()) == [
        "chunks",
        "draws.json",
        "manifest.json",
    ]
    manifest = folder.manifest()
    rows = {row["id"]: row for row in manifest["doctrines"]}
    assert rows["D0"]["breaches"] == []
    assert rows["D3"]["breaches"][0]["proof"] == "d"
    assert "preuve (d)" in rows["D3"]["breaches"][0]["said_fr"]
    assert manifest["written_at"] == NOW
    directions = {row["key"]: row["direction"] for row in manifest["outcomes"]}
    assert directions["deaths"] == "fewer"
    assert directions["landings"] == directions["attempts"] == "none"


def kept_back_plan() -> Plan:
    """The stand-in's study on real parameters: of three of them the figures stay inside."""
    asked = plan(2)
    return replace(asked, draws=draws_of(DESIGN))


def test_no_file_that_is_shared_holds_how_a_boat_floats(tmp_path):
    closed = {key for key, one in parameters().items() if one.class_only}
    assert len(closed) >= 3
    folder = StudyFolder(tmp_path)
    asked = kept_back_plan()
    folder.begin(asked, written_at=NOW)
    shared = json.loads((tmp_path / "draws.json").read_text("utf-8"))
    assert not closed & set(shared["values"])
    assert set(shared["kept_back"]) == closed
    assert set(shared["values"]) | closed == set(asked.draws.values)
    back = json.loads((tmp_path / "kept-back.json").read_text("utf-8"))
    assert set(back["values"]) == closed
    assert "kept-back.json" not in json.dumps(crate_of(folder.manifest(), {}))
    assert set(SAID) == {"manifest.json", "draws.json", "table.npy", "table.json"}


def test_what_is_kept_back_is_drawn_again_to_the_byte(tmp_path):
    folder, asked = StudyFolder(tmp_path), kept_back_plan()
    folder.begin(asked, written_at=NOW)
    assert folder.draws().digest == asked.draws.digest
    (tmp_path / "kept-back.json").unlink()
    assert folder.draws().digest == asked.draws.digest
    addresses = [chunk.address for chunk in replace(asked, draws=folder.draws())]
    assert addresses == [chunk.address for chunk in asked]


def test_without_it_and_with_other_numbers_nothing_is_made_up(tmp_path, monkeypatch):
    folder = StudyFolder(tmp_path)
    folder.begin(kept_back_plan(), written_at=NOW)
    (tmp_path / "kept-back.json").unlink()
    other = draws_of(replace(DESIGN, seed=8))
    monkeypatch.setattr("estran.adapters.study_folder.draws_of", lambda _: other)
    with pytest.raises(InputError, match=r"came without kept-back\.json"):
        folder.draws()


def test_draws_are_written_as_one_would_write_them_at_once():
    draws = draws_of(DESIGN)
    text = shared_bytes(draws).decode()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    nothing = replace(draws, values={"level": np.array([1.0, 2.0, 4.0])})
    assert json.loads(shared_bytes(nothing))["kept_back"] == []


def test_another_day_is_no_other_study_and_other_code_is(tmp_path):
    folder = StudyFolder(tmp_path)
    folder.begin(plan(), written_at=NOW)
    written = (tmp_path / "manifest.json").read_bytes()
    assert folder.begin(plan(), written_at="2027-01-01T00:00:00+00:00") is True
    assert (tmp_path / "manifest.json").read_bytes() == written
    with pytest.raises(InputError, match="code differ"):
        folder.begin(plan(code="1" * 64), written_at=NOW)
    asked = plan()
    longer = replace(asked, design=replace(DESIGN, seasons_per_draw=6))
    with pytest.raises(InputError, match="design"):
        folder.begin(longer, written_at=NOW)


def test_results_hold_every_count_by_doctrine_draw_and_season(tmp_path):
    results = run_into(tmp_path, plan(2)).results()
    assert results.design == DESIGN
    assert results.columns["deaths"].shape == (2, 3, 5)
    assert sorted(results.columns) == ["attempts", "deaths", "only:I7:D3-1"]
    assert not results.of("only:I7:D3-1", "D0").any()
    assert results.of("only:I7:D3-1", "D3").any()
    (chunk,) = (one for one in plan(1) if one.doctrine == "D3")
    assert results.of("deaths", "D3").ravel().tolist() == seasons(chunk)["deaths"].tolist()
    assert results.parameters["risk"].tolist() == [0.5, 0.25, 0.125]
    assert results.weights.sum() == pytest.approx(1.0)
    assert results.breaches["D0"] == ()
    assert "Proof (d) fails" in results.breaches["D3"][0]


def test_what_is_not_done_or_no_study_is_refused(tmp_path):
    folder = StudyFolder(tmp_path)
    with pytest.raises(InputError, match="holds no study"):
        folder.manifest()
    folder.begin(plan(2), written_at=NOW)
    with pytest.raises(InputError, match="not done"):
        folder.results()
    with pytest.raises(InputError, match="at least 4"):
        folder.gather(plan(2))


def test_the_crate_holds_what_ro_crate_1_1_asks_for(tmp_path):
    run_into(tmp_path, plan(2))
    crate = json.loads((tmp_path / "ro-crate-metadata.json").read_text("utf-8"))
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    held = {one["@id"]: one for one in crate["@graph"]}
    assert len(held) == len(crate["@graph"]), "an entity stands twice"
    assert all({"@id", "@type"} <= set(one) for one in crate["@graph"])
    descriptor = held["ro-crate-metadata.json"]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    root = held[descriptor["about"]["@id"]]
    assert root["@type"] == "Dataset"
    assert {"name", "description", "datePublished", "license", "hasPart"} <= set(root)
    for part in root["hasPart"]:
        assert part["@id"] in held
        assert (tmp_path / part["@id"]).exists()
    licence = held[root["license"]["@id"]]
    assert {"name", "description"} <= set(licence)
    assert held["table.npy"]["contentSize"] == str((tmp_path / "table.npy").stat().st_size)


def test_nothing_in_the_manifest_or_the_crate_is_finer_than_a_cell_or_costs_money(tmp_path):
    run_into(tmp_path, plan(2))
    for name in ("manifest.json", "ro-crate-metadata.json", "table.json"):
        text = (tmp_path / name).read_text("utf-8").casefold()
        for word in ("euro", "€", "£", "per_hour", "hourly", "beach_", "patrol_position"):
            assert word not in text, f"{name}: {word}"
