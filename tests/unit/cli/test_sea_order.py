"""A user's own order of sources, end to end: status, the sea at a place, and an assessment."""

import json

import pytest

from estran.adapters.kept_fields import keep_field
from estran.adapters.sea_standing import OWN
from estran.cli.main import run
from tests.support.kept import kept

REPORT = ["--at", "2022-06-14T07:00Z", "--position", "51 10.0N 001 45.0E", "--persons", "40-60"]
CRAFT = ["--craft", "inflatable", "--state", "adrift", "--exercise"]
SHORT = ["--particles", "200", "--hours", "3", "--json"]
PLACE = ["51-10.0N 001-45.0E", "2022-06-14T07:00Z"]
TURNED = '[order]\ncurrents = ["copernicus-nws", "file"]\n'


@pytest.fixture(autouse=True)
def held(tmp_path, monkeypatch):
    """Two currents that differ, and no settings of this machine's user."""
    monkeypatch.setenv("ESTRAN_SEA", str(tmp_path / "sea"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv(OWN, raising=False)
    for source, east in (("mine", 0.9), ("copernicus-nws", -0.4)):
        keep_field(kept("currents", (east, 0.0), source=source), folder=tmp_path / "sea")
    return tmp_path


def at_home(tmp_path, text):
    path = tmp_path / "config" / "estran" / "sea_sources.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")


def named(tmp_path, text, monkeypatch):
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    monkeypatch.setenv(OWN, str(path))


def assessed(capsys):
    assert run(["assess", *REPORT, *CRAFT, *SHORT]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_file_comes_first_unless_the_user_turns_the_order(held, capsys, monkeypatch):
    plain = assessed(capsys)
    assert plain["sea"]["stream"]["layer"]["source"] == "mine"
    at_home(held, TURNED)
    turned = assessed(capsys)
    assert turned["sea"]["stream"]["layer"]["source"] == "copernicus-nws"
    uses = {one["source"]: one["use"] for one in turned["manifest"]["kept_fields"]}
    assert uses == {"copernicus-nws": "used", "mine": "compared"}
    assert turned["forecast"]["mean_position"] != plain["forecast"]["mean_position"]
    assert turned["manifest"]["inputs_sha256"] != plain["manifest"]["inputs_sha256"]
    named(held, "[order]\ncurrents = []\n", monkeypatch)
    alone = assessed(capsys)
    assert alone["sea"]["stream"]["layer"]["source"] == "stream_model_v3c"
    assert "kept_fields" not in alone["manifest"] or not alone["manifest"]["kept_fields"]


def test_every_command_follows_the_order(held, capsys):
    at_home(held, TURNED)
    assert run(["sea", "at", *PLACE]) == 0
    assert "source: currents made by copernicus-nws" in capsys.readouterr().out
    assert run(["sea", "status", "--json"]) == 0
    layers = {one["layer"]: one for one in json.loads(capsys.readouterr().out)["layers"]}
    keys = [one["source"] for one in layers["currents"]["sources"]]
    assert keys == ["copernicus-nws", "mine"]


def test_a_shorter_patience_makes_a_source_stale(held, capsys):
    at_home(held, "[sources.file]\nstale_after_h = 0.5\n")
    found = assessed(capsys)
    assert found["sea"]["stream"]["layer"]["source"] == "copernicus-nws"
    assert "stale" in found["sea"]["stream"]["layer"]["note"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_order_that_cannot_be_used_is_refused_and_nothing_is_assessed(held, capsys, language):
    at_home(held, '[order]\ncurrents = ["gebco"]\n')
    assert run(["assess", *REPORT, *CRAFT, *SHORT, "--lang", language]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert "gebco" in said.err
    assert "Traceback" not in said.err
