"""Another coast by the command line: added, listed, assessed, with what it lacks said by name."""

import json

import numpy as np
import pytest
import xarray as xr

from estran.adapters.kept_fields import keep_field
from estran.cli.main import run
from estran.environment.area_shelf import offer_shelf
from estran.errors import SeaSourceError
from tests.support.bay import CRAFT, PLACE, REPORT, START, bay, currents, write_bay
from tests.support.beds import grid
from tests.support.commands import FACTS, flat, printed
from tests.support.kept import gauge

SHORT = ["--particles", "200", "--hours", "3", "--area", "test_bay"]
ASKED = ["assess", *REPORT, *CRAFT, *SHORT]


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """No area and no field of this machine's user counts in a test."""
    monkeypatch.setenv("ESTRAN_AREAS", str(tmp_path / "areas"))
    monkeypatch.setenv("ESTRAN_SEA", str(tmp_path / "sea"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    yield tmp_path
    offer_shelf(None)


@pytest.fixture
def added(folders, capsys):
    """The bay without a tide, as it is added."""
    path = write_bay(folders, bay(without=("tide",)))
    return printed(["area", "add", str(path)], capsys)


@pytest.fixture
def with_currents(added, folders):
    """A stream kept for the bay."""
    assert "test_bay" in added
    return keep_field(currents(), folder=folders / "sea" / "test_bay")


def test_the_example_of_the_how_to_is_added_whole(folders, capsys):
    said = flat(printed(["area", "add", str(write_bay(folders))], capsys))
    assert "test_bay.area. Use it with --area." in said
    assert "Tide gauges: Northby" in said
    assert "No stream: unknown" in said
    assert "NB (Northby Rescue), SB (Southby Rescue)" in said


@pytest.mark.usefixtures("added")
def test_the_list_tells_what_each_area_lacks(capsys):
    said = flat(printed(["area", "list"], capsys))
    assert "dover_strait Dover Strait" in said
    strait, _, own = said.partition("test_bay Test Bay")
    assert "No tide" not in strait
    for lack in ("No tide", "No stream", "French waters nothing is known", "no public stations"):
        assert lack in own
    french = flat(printed(["area", "list", "--lang", "fr"], capsys))
    assert "Aucune marée" in french
    assert "Aucun courant" in french


def test_a_mistake_is_refused_with_its_place_and_nothing_is_kept(folders, capsys):
    path = write_bay(folders, bay(box={"west": -30.5, "south": 41, "east": -30, "north": 40.5}))
    assert run(["area", "add", str(path)]) == 2
    said = capsys.readouterr().err
    assert "test_bay.yaml, line" in said
    assert "south must be less than north" in said
    assert not (folders / "areas").exists()
    path = write_bay(folders, coast="ring,longitude,latitude\na,-30.2,40.3\n")
    assert run(["area", "add", str(path)]) == 2
    assert "at least four points" in capsys.readouterr().err
    (folders / "test_bay_coast.csv").unlink()
    assert run(["area", "add", str(path)]) == 2
    assert "test_bay_coast.csv" in capsys.readouterr().err
    assert run(["area", "add"]) == 2
    assert not (folders / "areas").exists()


@pytest.mark.usefixtures("added")
def test_a_second_one_of_a_key_needs_to_be_meant(folders, capsys):
    path = write_bay(folders, bay())
    assert run(["area", "add", str(path)]) == 2
    assert "--replace" in capsys.readouterr().err
    assert "Northby" in printed(["area", "add", str(path), "--replace"], capsys)


@pytest.mark.usefixtures("added")
def test_without_a_stream_the_drift_is_unknown_and_the_rest_is_said(capsys):
    answer = json.loads(printed([*ASKED, "--json"], capsys))
    assert not answer["forecast"]["known"]
    assert "no stream is held of Test Bay" in answer["forecast"]["unknown_because"]
    for layer in ("tide", "stream"):
        assert answer["sea"][layer]["layer"]["known"] is False
    assert answer["sea"]["tide"]["layer"]["note"] == "no tide is held of this area"
    assert answer["sea"]["waterline"]["seaward_of_coast_m"] is None
    assert answer["sea"]["water_temperature"]["celsius"] == pytest.approx(17.8, abs=0.2)
    assert answer["situation"]["area"] == "test_bay"
    assert answer["assets"] == []
    assert answer["card"][6]["verdict"] == "required"


@pytest.mark.usefixtures("added")
def test_the_centres_are_those_of_the_area_and_the_case_is_somebodys(capsys):
    answer = json.loads(printed([*ASKED, "--json"], capsys))
    sentence = answer["coordination"]["sentence"]
    assert "tell Northby Rescue and Southby Rescue now" in sentence
    assert "May be on either side" in sentence
    assert [one["centre"] for one in answer["coordination"]["centres"]] == [
        "Northby Rescue",
        "Southby Rescue",
    ]
    assert "Dover" not in json.dumps(answer["coordination"])
    known = printed([*ASKED, "--coordinator", "Northby Rescue"], capsys)
    assert "Coordinator: Northby Rescue until Southby Rescue accepts." in flat(known)
    assert run([*ASKED, "--coordinator", "Dover"]) == 2
    assert "Known: Northby Rescue, Southby Rescue" in capsys.readouterr().err


@pytest.mark.usefixtures("with_currents")
def test_with_kept_currents_it_drifts_and_names_what_stands_in(capsys):
    answer = json.loads(printed([*ASKED, "--json"], capsys))
    forecast = answer["forecast"]
    assert forecast["known"]
    east = [one["lon"] for one in forecast["mean_position"]]
    assert east == sorted(east)
    assert east[-1] > east[0] + 0.02
    shares = forecast["region_probability"]
    assert set(shares["own"]) == {"NB", "SB"}
    for hour in range(4):
        own = sum(one[hour] for one in shares["own"].values())
        assert own + shares["other"][hour] == pytest.approx(1.0, abs=1e-6)
    assert shares["UK"] == shares["FR"] == shares["BE"] == [0.0] * 4
    assert "stand at the coast line" in answer["sea"]["tide"]["layer"]["note"]
    assert answer["sea"]["stream"]["rate_kn"] == pytest.approx(0.61, abs=0.02)
    assert answer["manifest"]["kept_fields"][0]["source"] == "bay-model"
    keys = {one["key"] for one in answer["manifest"]["sources"]}
    assert "bay_chart" in keys
    assert not keys & {"osm", "ticon4_2025", "treaty_1988", "gisis_srr_gris_nez"}
    slope = next(one for one in answer["manifest"]["assumptions"] if one["key"] == "beach_slope")
    assert (slope["low"], slope["high"]) == (0.01, 0.05)
    assert "Chart of Test Bay" in slope["why"]


@pytest.mark.usefixtures("with_currents")
def test_the_same_report_gives_the_same_bytes_and_the_areas_file_counts(folders, capsys):
    first = printed([*ASKED, "--json"], capsys)
    assert printed([*ASKED, "--json"], capsys) == first
    write_bay(folders, bay(without=("tide",), name="Another Bay"))
    printed(["area", "add", str(folders / "test_bay.yaml"), "--replace"], capsys)
    other = json.loads(printed([*ASKED, "--json"], capsys))["manifest"]
    before = json.loads(first)["manifest"]
    assert other["inputs_sha256"] != before["inputs_sha256"]
    assert other["data_sha256"]["area.json"] != before["data_sha256"]["area.json"]


@pytest.mark.usefixtures("added")
def test_currents_that_end_early_give_no_forecast_and_the_reason(folders, capsys):
    keep_field(currents(hours=(-3, 2)), folder=folders / "sea" / "test_bay")
    answer = json.loads(printed([*ASKED, "--json"], capsys))
    assert "end before the forecast" in answer["forecast"]["unknown_because"]


@pytest.mark.usefixtures("added")
def test_currents_with_a_gap_give_no_forecast_and_the_reason(folders, capsys):
    whole = currents(hours=(-3, 20))
    kept = np.r_[0:4, 12:24]
    said = {key: getattr(whole, key) for key in ("layer", "source", "title", "unit", "licence")}
    gap = type(whole)(
        **said,
        times=whole.times[kept],
        latitude=whole.latitude,
        longitude=whole.longitude,
        values=whole.values[kept],
        fetched_at=whole.fetched_at,
        resolution=whole.resolution,
    )
    keep_field(gap, folder=folders / "sea" / "test_bay")
    answer = json.loads(printed([*ASKED, "--json"], capsys))
    assert not answer["forecast"]["known"]
    assert "lack some of the hours" in answer["forecast"]["unknown_because"]


@pytest.mark.usefixtures("with_currents")
def test_text_map_and_geojson_speak_of_the_bay_alone(folders, capsys):
    files = ["--geojson", str(folders / "a.geojson"), "--map", str(folders / "a.png")]
    for language in ("en", "fr"):
        said = flat(printed([*ASKED, *files, "--lang", language], capsys))
        assert "NB " in said
        for strange in ("UK-FR", "RNLI", "SNSM", "OpenStreetMap"):
            assert strange not in said.replace("reported practice", "").partition("CARD")[0]
    drawn = json.loads((folders / "a.geojson").read_text("utf-8"))
    assert "OpenStreetMap" not in json.dumps(drawn["estran"]["attribution"])
    assert (folders / "a.png").stat().st_size > 10_000


@pytest.mark.usefixtures("added")
def test_trajectories_are_written_or_refused(folders, capsys):
    path = folders / "a.nc"
    assert run([*ASKED, "--netcdf", str(path)]) == 2
    assert "No stream is held of Test Bay" in capsys.readouterr().err
    assert not path.exists()
    keep_field(currents(), folder=folders / "sea" / "test_bay")
    assert run([*ASKED, "--netcdf", str(path)]) == 0
    with xr.open_dataset(path) as written:
        assert float(written["lon"].max()) < -29.0


@pytest.mark.usefixtures("with_currents")
def test_units_of_the_user_are_the_only_ones(folders, capsys):
    (folders / "units.yaml").write_text(
        "units:\n- {name: Northby lifeboat, at: Northby, speed_kn: 20, capacity: 30}\n"
    )
    said = printed([*ASKED, "--units", str(folders / "units.yaml"), "--json"], capsys)
    assert [one["name"] for one in json.loads(said)["assets"]] == ["Northby lifeboat"]


@pytest.mark.parametrize("claim", [[], ["--fact", "french_waters=yes"]])
@pytest.mark.usefixtures("added")
def test_no_control_option_is_permitted_there_whatever_is_said_of_french_waters(capsys, claim):
    facts = [one.replace(": ", "=", 1) for one in FACTS.splitlines()]
    facts = [one for one in facts if not one.startswith(("hazard_", "french_waters"))]
    told = [part for one in facts for part in ("--fact", one)]
    asked = ["assess", *REPORT[:4], "--craft", "inflatable", "--exercise", *SHORT, *told, *claim]
    answer = json.loads(printed([*asked, "--source", "patrol", "--json"], capsys))
    control = [one for one in answer["card"] if one["group"] == "control"]
    assert control
    assert {one["verdict"] for one in control} <= {"not_permitted", "forbidden"}


@pytest.mark.usefixtures("added")
def test_a_report_elsewhere_is_refused_and_the_strait_is_still_the_default(capsys):
    far = ["assess", "--at", "2026-06-14T06:00Z", "--position", "51-02.0N 001-45.0E", "--exercise"]
    assert run([*far, *SHORT]) == 2
    assert "outside the area whose sea is used: Test Bay" in capsys.readouterr().err
    answer = json.loads(printed([*far, *SHORT[:-2], "--json"], capsys))
    assert answer["situation"]["area"] == "dover_strait"
    assert "own" not in answer["forecast"]["region_probability"]
    assert run(["assess", "--replay", "2021-11-24", "--area", "test_bay"]) == 2
    assert run([*far, "--area", "test_bey"]) == 2
    assert "Did you mean 'test_bay'?" in capsys.readouterr().err


@pytest.mark.usefixtures("added")
def test_a_damaged_area_is_named_and_spoils_nothing_else(folders, capsys):
    path = folders / "areas" / "test_bay.area"
    path.write_bytes(path.read_bytes()[:-50])
    assert "damaged" in printed(["area", "list"], capsys)
    assert run(ASKED) == 1
    assert "area.damaged" in capsys.readouterr().err


@pytest.mark.usefixtures("added")
def test_the_sea_there_is_told_layer_by_layer(folders, capsys):
    asked = ["sea", "at", PLACE, "2026-06-14T06:00Z", "--area", "test_bay", "--json"]
    before = json.loads(printed(asked, capsys))["sea"]
    assert before["stream"]["set_to_deg"] is None
    keep_field(currents(), folder=folders / "sea" / "test_bay")
    after = json.loads(printed(asked, capsys))["sea"]
    assert after["stream"]["rate_kn"] == pytest.approx(0.61, abs=0.02)
    assert after["stream"]["uncertainty_kn"] > 0.1
    assert after["tide"]["height_m"] is None
    for language, word in (("en", "unknown"), ("fr", "inconnue")):
        said = printed([*asked[:-1], "--lang", language], capsys)
        line = next(one for one in said.splitlines() if one.strip().startswith(("Tide", "Marée")))
        assert line.split()[1] == word


def test_with_a_gauge_its_tide_is_told(folders, capsys):
    printed(["area", "add", str(write_bay(folders))], capsys)
    asked = ["sea", "at", PLACE, "2026-06-14T06:00Z", "--area", "test_bay", "--json"]
    tide = json.loads(printed(asked, capsys))["sea"]["tide"]
    assert 0.0 < tide["height_m"] < 3.0
    assert tide["next_turn"] in ("high water", "low water")
    assert tide["layer"]["source"] == "bay_chart"


def test_a_grid_of_depths_without_a_tide_is_not_said_to_be_used(with_currents, folders, capsys):
    assert with_currents.exists()
    box = (40.3, 40.6, -30.5, -30.1)
    keep_field(grid(9.0, box=box, source="survey"), folder=folders / "sea" / "test_bay")
    answer = json.loads(printed([*ASKED, "--json"], capsys))
    assert answer["sea"]["depth"]["depth_m"] is None
    assert [one["layer"] for one in answer["manifest"]["kept_fields"]] == ["currents"]


def test_the_status_of_an_area_with_a_gauge_is_that_its_tide_is_held(folders, capsys):
    printed(["area", "add", str(write_bay(folders))], capsys)
    values = json.loads(printed(["sea", "status", "--area", "test_bay", "--json"], capsys))
    used = {one["layer"]: one["used"] for one in values["layers"]}
    assert (used["currents"], used["level"]) == ("unknown", "embedded")


@pytest.mark.usefixtures("added")
def test_a_surge_of_dover_says_nothing_of_another_coast(folders, capsys):
    printed(["area", "add", str(write_bay(folders)), "--replace"], capsys)
    asked = ["sea", "at", PLACE, "2026-06-14T06:00Z", "--area", "test_bay", "--json"]
    calm = json.loads(printed(asked, capsys))["sea"]["tide"]
    away = gauge([START - 3600.0, START], [2.0, 2.0], source="ea-dover", fetched_at=START)
    keep_field(away, folder=folders / "dover")
    tide = json.loads(printed([*asked, "--sea", str(folders / "dover")], capsys))["sea"]["tide"]
    assert tide["height_m"] == calm["height_m"]
    assert "is kept and not used" in tide["layer"]["note"]


@pytest.mark.usefixtures("added")
def test_status_says_that_nothing_stands_in_for_a_stream(capsys):
    said = printed(["sea", "status", "--area", "test_bay"], capsys)
    assert "currents: nothing; it is unknown" in said
    assert "no drift is forecast" in said
    assert "gauge, Dover" not in said
    values = json.loads(printed(["sea", "status", "--area", "test_bay", "--json"], capsys))
    used = {one["layer"]: one["used"] for one in values["layers"]}
    assert used["currents"] == "unknown"
    assert used["level"] == "unknown"
    assert used["wind"] == "embedded"
    assert "water level (surge): nothing; it is unknown" in said
    assert "gauge, Dover" in printed(["sea", "status"], capsys)


@pytest.mark.usefixtures("added")
def test_a_cf_file_is_cut_to_the_area_and_kept_for_it_alone(folders, capsys):
    times = np.datetime64("2026-06-14T00:00", "ns") + np.arange(24) * np.timedelta64(1, "h")
    latitude, longitude = np.arange(39.0, 42.0, 0.1), np.arange(-32.0, -28.0, 0.1)
    values = np.full((24, latitude.size, longitude.size), 0.3, dtype=np.float32)

    def one(name):
        return ("time", "latitude", "longitude"), values, {"standard_name": name, "units": "m s-1"}

    dataset = xr.Dataset(
        {"u": one("eastward_sea_water_velocity"), "v": one("northward_sea_water_velocity")},
        coords={"time": times, "latitude": latitude, "longitude": longitude},
    )
    dataset["latitude"].attrs["standard_name"] = "latitude"
    dataset["longitude"].attrs["standard_name"] = "longitude"
    path = folders / "model.nc"
    dataset.to_netcdf(path)
    assert "currents: kept" in printed(["sea", "add", str(path), "--area", "test_bay"], capsys)
    assert [one.suffix for one in (folders / "sea" / "test_bay").iterdir()] == [".field"]
    assert not [one for one in (folders / "sea").iterdir() if one.is_file()]
    assert json.loads(printed([*ASKED, "--json"], capsys))["forecast"]["known"]
    assert run(["sea", "add", str(path)]) == 2  # it does not touch the strait


def test_the_schema_is_printed(capsys):
    assert "AreaGiven" in printed(["area", "add", "--schema"], capsys)


def test_no_gauge_of_the_strait_is_asked_for_another_coast(added, folders, capsys, monkeypatch):
    asked = []

    def unreachable(_asker, source, wanted):
        asked.append((source.key, wanted.box.west))
        raise SeaSourceError("live.unreachable", "no network in a test", host="test", reason="test")

    monkeypatch.setattr(
        "estran.adapters.live.fetching.adapters",
        lambda: dict.fromkeys(
            ("ea-dover", "open-meteo", "open-meteo-marine", "emodnet", "gebco"), unreachable
        ),
    )
    assert "test_bay" in added
    assert run(["sea", "fetch", "--area", "test_bay", "--json"]) == 1
    outcomes = {one["source"] for one in json.loads(capsys.readouterr().out)}
    assert outcomes == {"open-meteo", "open-meteo-marine", "emodnet", "gebco"}
    assert asked
    assert {west for _, west in asked} == {-30.55}
    assert (folders / "sea" / "test_bay").is_dir()
