"""From a CF file to a forecast that drifts on it, by the command line; or why not."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import xarray as xr

from estran.adapters.kept_fields import keep_field, kept_entries, read_field
from estran.cli.main import run
from estran.cli.sea_add import key_of
from estran.exchange.text_manifest import licence_said
from estran.quantities.instants import format_instant
from tests.support.commands import flat, printed
from tests.support.kept import kept

REPORT = ["--at", "2022-06-14T07:00Z", "--position", "51 10.0N 001 45.0E", "--persons", "40-60"]
CRAFT = ["--craft", "inflatable", "--state", "adrift", "--exercise"]
SHORT = ["--particles", "200", "--hours", "3"]
PLACE = ["51-10.0N 001-45.0E", "2022-06-14T07:00Z"]


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """No field of this machine's user counts in a test."""
    monkeypatch.setenv("ESTRAN_SEA", str(tmp_path / "sea"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "sea"


def model(*, units="m s-1", east=0.4, falling=True, turn=0.0):
    """A dataset as a model of the shelf writes it: falling latitudes, land, a day of hours."""
    times = np.datetime64("2022-06-14T00:00", "ns") + np.arange(24) * np.timedelta64(1, "h")
    latitude = np.arange(49.5, 53.0, 0.05)[:: -1 if falling else 1]
    longitude = np.arange(-1.0, 5.0, 0.05) + turn
    shape = (times.size, latitude.size, longitude.size)
    axes = ("time", "latitude", "longitude")
    held = np.full(shape, east, dtype=np.float32)
    held[:, :, 5:9] = np.nan

    def variable(values, name, unit):
        return axes, values, {"standard_name": name, "units": unit}

    return xr.Dataset(
        {
            "uo": variable(held, "eastward_sea_water_velocity", units),
            "vo": variable(0.5 * held, "northward_sea_water_velocity", units),
            "sst": variable(held * 0 + 285.15, "sea_surface_temperature", "kelvin"),
        },
        coords={
            "time": ("time", times),
            "latitude": ("latitude", latitude, {"standard_name": "latitude"}),
            "longitude": ("longitude", longitude, {"standard_name": "longitude"}),
        },
        attrs={"title": "a shelf model", "date_created": "2022-06-14T01:00:00"},
    )


def written(tmp_path, dataset, name="Model_A.nc"):
    """The path of a dataset in a file."""
    path = tmp_path / name
    dataset.to_netcdf(path)
    return path


def kept_of(folder):
    """Fields of a folder by layer."""
    return {one.layer: read_field(one.path) for one in kept_entries(folder)}


@pytest.mark.parametrize("falling", [True, False])
@pytest.mark.parametrize("turn", [0.0, 360.0])
def test_every_layer_of_a_file_is_kept_and_described(tmp_path, own_folder, capsys, falling, turn):
    path = written(tmp_path, model(falling=falling, turn=turn))
    assert run(["sea", "add", str(path)]) == 0
    said = capsys.readouterr().out
    assert (
        "currents: kept as model-a: a shelf model; 2022-06-14T00:00Z to 2022-06-14T23:00Z" in said
    )
    fields = kept_of(own_folder)
    assert fields.keys() == {"currents", "temperature"}
    assert np.nanmax(fields["temperature"].values) == pytest.approx(12.0, abs=1e-3)
    assert (np.diff(fields["currents"].latitude) > 0).all()
    assert fields["currents"].longitude.max() < 5.0
    assert fields["currents"].resolution == pytest.approx(5560.0, rel=0.01)
    assert fields["currents"].issued_at == 1655168400.0


def test_one_layer_is_taken_where_one_is_asked_for(tmp_path, own_folder):
    path = written(tmp_path, model())
    asked = ["--layer", "currents", "--source", "copernicus-nws", "--title", "shelf"]
    assert run(["sea", "add", str(path), *asked]) == 0
    (field,) = kept_of(own_folder).values()
    assert (field.source, field.title) == ("copernicus-nws", "shelf")


def test_knots_become_metres_a_second(tmp_path, own_folder):
    path = written(tmp_path, model(units="knots", east=1.0))
    assert run(["sea", "add", str(path), "--layer", "currents"]) == 0
    (field,) = kept_of(own_folder).values()
    assert np.nanmax(field.values) == pytest.approx(1852.0 / 3600.0, rel=1e-4)


def test_a_curvilinear_grid_is_laid_on_a_regular_one(tmp_path, own_folder):
    plain = model()
    east, north = np.meshgrid(plain.longitude.values, plain.latitude.values)
    bent = plain.drop_vars(["latitude", "longitude"]).rename(latitude="y", longitude="x")
    bent = bent.assign_coords(
        lat=(("y", "x"), north, {"standard_name": "latitude", "units": "degrees_north"}),
        lon=(("y", "x"), east + 0.01 * (north - 51.0), {"units": "degrees_east"}),
    )
    bent.lon.attrs["standard_name"] = "longitude"
    assert run(["sea", "add", str(written(tmp_path, bent)), "--layer", "currents"]) == 0
    (field,) = kept_of(own_folder).values()
    middle = field.values[5, field.latitude.size // 2, field.longitude.size // 2]
    assert middle == pytest.approx([0.4, 0.2], abs=1e-4)


def cut_short(tmp_path):
    path = written(tmp_path, model())
    path.write_bytes(path.read_bytes()[:100_000])
    return path


def a_page(tmp_path):
    path = tmp_path / "page.nc"
    path.write_text("<html>log in to this network</html>")
    return path


REFUSED = {
    "truncated": (cut_short, [], "not whole"),
    "page": (a_page, [], "no netCDF file"),
    "missing": (lambda folder: folder / "none.nc", [], "none.nc"),
    "no such layer": (
        lambda folder: written(folder, model()),
        ["--layer", "waves"],
        "sea_surface_wave_significant_height",
    ),
    "wrong unit": (lambda folder: written(folder, model(units="furlong")), [], "furlong"),
    "absurd": (lambda folder: written(folder, model(east=-999.0)), [], "are not currents"),
    "elsewhere": (lambda folder: written(folder, model(turn=60.0)), [], "does not touch the area"),
}


@pytest.mark.parametrize("made", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_cannot_be_used_is_refused_with_the_reason(
    tmp_path, own_folder, capsys, made, language
):
    make, options, reason = made
    assert run(["sea", "add", str(make(tmp_path)), *options, "--lang", language]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    if language == "en":
        assert reason in said
    assert kept_entries(own_folder) == ()


def test_the_sea_at_a_place_names_the_added_file_and_what_is_not_held(tmp_path, capsys):
    assert run(["sea", "add", str(written(tmp_path, model()))]) == 0
    assert run(["sea", "at", *PLACE]) == 0
    said = capsys.readouterr().out
    assert "source: a shelf model, 6.0 h old; nodes 5.6 km apart" in said
    assert "12.0 degC" in said
    assert run(["sea", "at", *PLACE, "--embedded", "--lang", "fr"]) == 0
    assert "courant de marée embarqué" in capsys.readouterr().out


def answer(capsys, *options):
    """The answer of an assessment as JSON."""
    assert run(["assess", *REPORT, *CRAFT, *SHORT, "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_assessment_uses_what_is_kept_unless_told_otherwise(tmp_path, capsys):
    plain = answer(capsys, "--embedded")
    assert answer(capsys) == plain
    run(["sea", "add", str(written(tmp_path, model()))])
    capsys.readouterr()
    found = answer(capsys)
    assert found["sea"]["stream"]["layer"]["source"] == "model-a"
    assert found["sea"]["stream"]["layer"]["resolution_m"] == 5560
    assert found["forecast"]["mean_position"] != plain["forecast"]["mean_position"]
    assert answer(capsys, "--embedded") == plain


def test_the_fields_of_an_answer_give_it_again_on_another_machine(
    tmp_path, own_folder, capsys, monkeypatch
):
    run(["sea", "add", str(written(tmp_path, model()))])
    keep_field(kept("wind", 2.0, fetched_at=0.0), folder=own_folder)
    capsys.readouterr()
    travels = tmp_path / "travels"
    first = answer(capsys, "--fields", str(travels))
    monkeypatch.setenv("ESTRAN_SEA", str(tmp_path / "elsewhere"))
    assert answer(capsys, "--sea", str(travels)) == first
    hashes = {row["sha256"] for row in first["manifest"]["kept_fields"]}
    assert hashes < {one.sha256 for one in kept_entries(travels)}
    assert "stale" in first["sea"]["wind"]["layer"]["note"]


def test_a_damaged_field_is_left_out_and_the_embedded_stream_counts(tmp_path, own_folder, capsys):
    run(["sea", "add", str(written(tmp_path, model())), "--layer", "currents"])
    capsys.readouterr()
    (entry,) = kept_entries(own_folder)
    content = bytearray(entry.path.read_bytes())
    content[-3] ^= 0xFF
    entry.path.write_bytes(content)
    found = answer(capsys)
    assert found["sea"]["stream"]["layer"]["source"] == "stream_model_v3c"


@pytest.mark.parametrize(
    ("name", "key"),
    [("Model_A", "model-a"), ("CMEMS NWS 1.5km", "cmems-nws-1-5km"), ("--", "file")],
)
def test_a_file_s_name_becomes_a_key(name, key):
    assert key_of(name) == key


def soundings(name="sea_floor_depth_below_mean_sea_level"):
    """A chart of depths as a survey writes it: no time, an even bed of 12 m."""
    latitude, longitude = np.arange(51.0, 51.3, 0.002), np.arange(1.6, 2.0, 0.003)
    axes = ("latitude", "longitude")
    held = np.full((latitude.size, longitude.size), 12.0, dtype=np.float32)
    return xr.Dataset(
        {"depth": (axes, held, {"standard_name": name, "units": "m"})},
        coords={
            "latitude": ("latitude", latitude, {"standard_name": "latitude"}),
            "longitude": ("longitude", longitude, {"standard_name": "longitude"}),
        },
        attrs={"title": "a survey"},
    )


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("sea_floor_depth_below_mean_sea_level", [], "counts from mean sea level"),
        ("sea_floor_depth_below_geoid", ["--datum", "lat"], "counts from lowest astronomical"),
        ("sea_floor_depth_below_sea_surface", [], "it is NOT used for depths"),
    ],
)
def test_a_depth_tells_its_datum_when_it_is_added_and_in_the_status(
    tmp_path, capsys, name, options, words
):
    path = written(tmp_path, soundings(name), "survey.nc")
    assert run(["sea", "add", str(path), "--layer", "depth", *options]) == 0
    assert words in capsys.readouterr().out
    assert run(["sea", "status"]) == 0
    assert words in capsys.readouterr().out
    assert run(["sea", "at", *PLACE]) == 0
    told = capsys.readouterr().out
    assert ("nobody tells" in told) == ("NOT" in words)
    assert ("m of water; charted" in told) == ("NOT" not in words)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "up to an hour after now"), ("fr", "jusqu'à une heure après")]
)
def test_no_depth_is_told_of_a_time_far_ahead(tmp_path, capsys, language, words):
    """Nobody picks an hour for a beach here."""
    run(["sea", "add", str(written(tmp_path, soundings(), "survey.nc"))])
    capsys.readouterr()
    now = datetime.now(UTC)
    soon, late = (format_instant(now + timedelta(minutes=one)) for one in (30, 90))
    place = PLACE[0]
    near = json.loads(printed(["sea", "at", place, soon, "--json"], capsys))
    far = json.loads(printed(["sea", "at", place, late, "--json", "--lang", language], capsys))
    assert near["sea"]["depth"]["depth_m"] > 5.0  # charted 12 m; the tide of now takes up to 4
    assert "left_out" not in near
    assert "depth" not in far["sea"]
    assert far["sea"]["waterline"]["layer"]["source"] != "survey"
    assert words in far["left_out"]
    assert words in flat(printed(["sea", "at", place, late, "--lang", language], capsys))
    assert words not in flat(printed(["sea", "at", place, soon, "--lang", language], capsys))


@pytest.mark.parametrize(
    ("language", "words"), [("en", "as its maker says"), ("fr", "selon son producteur")]
)
def test_a_licence_that_no_file_names_is_said_in_the_language(tmp_path, capsys, language, words):
    path = written(tmp_path, soundings(), "survey.nc")
    said = printed(["sea", "add", str(path), "--lang", language], capsys)
    assert words in said
    assert words in printed(["sea", "status", "--lang", language], capsys)
    assert words == licence_said("", language=language)
    assert words == licence_said("as its maker says", language=language)  # as files kept earlier
    assert licence_said("CC BY 4.0", language=language) == "CC BY 4.0"


def test_an_answer_over_a_charted_bed_is_given_again_from_its_fields(
    tmp_path, own_folder, capsys, monkeypatch
):
    run(["sea", "add", str(written(tmp_path, soundings(), "survey.nc"))])
    capsys.readouterr()
    travels = tmp_path / "travels"
    first = answer(capsys, "--fields", str(travels))
    assert first["sea"]["depth"]["layer"]["source"] == "survey"
    assert len(first["sea"]["depth"]["hours"]) == 4
    (entry,) = kept_entries(own_folder)
    assert [row["sha256"] for row in first["manifest"]["kept_fields"]] == [entry.sha256]
    monkeypatch.setenv("ESTRAN_SEA", str(tmp_path / "elsewhere"))
    assert answer(capsys, "--sea", str(travels)) == first
