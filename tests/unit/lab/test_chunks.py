"""Chunks and their addresses: what decides numbers is in them, and what does not is not."""

from __future__ import annotations

import ast
from dataclasses import replace
from importlib.resources import files

import numpy as np

from estran.lab.chunks import MOST_LANES, Plan, runs_of
from estran.lab.deciding_code import ROOMS, WITHOUT, counted, digest_of_sources
from estran.lab.drawn import Draws
from tests.support.house import PACKAGE
from tests.support.stand_in_seasons import DESIGN, plan


def addresses(asked):
    return [chunk.address for chunk in asked]


def test_every_lane_is_in_one_chunk_of_each_doctrine_however_it_is_cut():
    for ranges in (None, 1, 2, 7, 15, 40):
        held = sorted(
            (chunk.doctrine, lane) for chunk in plan(ranges) for lane in chunk.lanes.numbers
        )
        assert held == [(name, lane) for name in ("D0", "D3") for lane in range(15)]
        assert len(plan(ranges)) == len(addresses(plan(ranges)))


def test_no_chunk_is_larger_than_what_memory_is_planned_for():
    asked = plan()
    long = replace(asked, design=replace(DESIGN, draws=3, seasons_per_draw=MOST_LANES))
    assert [stop - first for first, stop in runs_of(long.design, long.cut)] == [MOST_LANES] * 3


def test_lanes_have_the_parameters_of_their_draw():
    for chunk in plan(7):
        expected = np.array([1.0, 2.0, 4.0])[chunk.lanes.numbers // 5]
        assert chunk.lanes.parameters["level"].tolist() == expected.tolist()


def test_whatever_decides_numbers_changes_the_address():
    first = addresses(plan(2))
    assert len(set(first)) == len(first)
    assert addresses(plan(2)) == first
    changed = [
        plan(2, code="1" * 64),
        replace(plan(2), design=replace(DESIGN, seed=8)),
        replace(plan(2), design=replace(DESIGN, year=2024)),
        replace(plan(2), cut=replace(plan(2).cut, rules={"D0": "x", "D3": "y"})),
        _with_level(plan(2), [1.0, 2.0, np.nextafter(4.0, 5.0)]),
    ]
    for other in changed[:-1]:
        assert not set(addresses(other)) & set(first)
    kept = [one in first for one in addresses(changed[-1])]
    assert kept == [True, True, False, False], "only chunks with the changed draw are others"


def test_words_of_a_study_change_no_address():
    other = replace(plan(2), design=replace(DESIGN, title="Another", who_chose="Another"))
    assert addresses(other) == addresses(plan(2))


def _with_level(asked: Plan, level: list[float]) -> Plan:
    values = {**asked.draws.values, "level": np.array(level)}
    return replace(asked, draws=Draws(values=values, weights=asked.draws.weights))


def reached(start):
    """Every module of the package that a module imports, at its top or within."""
    found, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        path = _file(name)
        if name in found or path is None:
            continue
        found.add(name)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                waiting += [one.name for one in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                waiting += [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
    return found


def _file(name):
    parts = name.split(".")
    if parts[0] != "estran":
        return None
    path = PACKAGE.joinpath(*parts[1:])
    for one in (path.with_suffix(".py"), path / "__init__.py"):
        if one.is_file():
            return one
    return None


def test_all_code_that_a_season_reaches_is_in_the_digest():
    names = {path for room in ROOMS for path, _ in counted(files("estran").joinpath(room), room)}
    for module in sorted(reached("estran.lab.simulate")):
        path = _file(module).relative_to(PACKAGE).as_posix()
        decides_nothing = path == "errors.py" or path.startswith("language/")
        assert path in names or decides_nothing or path == "__init__.py", path
    assert "lab/parameters.toml" in names
    assert any(name.startswith("environment/areas/") for name in names)
    assert not any(name.startswith(WITHOUT) for name in names)


def test_one_character_of_law_or_data_changes_the_digest(tmp_path):
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "law.py").write_text("x = 1\n")
        (tmp_path / room / "data.toml").write_text("x = 1\n")
    first = digest_of_sources(tmp_path, {"numpy": "2"})
    assert digest_of_sources(tmp_path, {"numpy": "2"}) == first
    assert digest_of_sources(tmp_path, {"numpy": "3"}) != first
    (tmp_path / "lab" / "study.yaml").write_text("draws: 3\n")
    (tmp_path / "lab" / "__pycache__").mkdir()
    (tmp_path / "lab" / "__pycache__" / "law.pyc").write_text("")
    assert digest_of_sources(tmp_path, {"numpy": "2"}) == first
    (tmp_path / "hazard" / "data.toml").write_text("x = 2\n")
    assert digest_of_sources(tmp_path, {"numpy": "2"}) != first
