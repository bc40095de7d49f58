"""Areas on disk: whole or not there, read only as they were written, and never half."""

import io
import json
import zipfile

import numpy as np
import pytest

from estran.adapters.own_areas import OwnAreas, areas_folder, keep_area
from estran.environment.area import area_names, load_area
from estran.environment.area_shelf import offer_shelf
from estran.environment.coast import load_coast
from estran.errors import DataError, InputError, UnknownNameError
from estran.exchange.area_file import parse_area
from estran.exchange.area_parts import area_parts
from estran.exchange.areas_text import areas_text
from tests.support.bay import bay, block


@pytest.fixture(scope="module")
def parts():
    return area_parts(parse_area(bay(), name="bay.yaml"), block("csv").encode())


@pytest.fixture
def shelf(tmp_path):
    """The shelf of an empty folder, taken back at the end."""
    offer_shelf(OwnAreas(tmp_path))
    yield tmp_path
    offer_shelf(None)


def test_what_is_kept_is_read_as_an_area(parts, shelf):
    assert area_names() == ["dover_strait"]
    keep_area(parts, folder=shelf, replace=False)
    assert area_names() == ["dover_strait", "test_bay"]
    assert load_area("test_bay").name == "Test Bay"
    coast = load_coast("test_bay")
    assert coast.is_land(longitude=[-29.97, -30.30], latitude=[40.60, 40.45]).tolist() == [1, 0]
    off = coast.distance(longitude=[-30.10, -30.30], latitude=[40.45, 40.45])
    assert off.tolist() == [4000.0, 4000.0]
    assert len(coast.polygons()) == 2


def test_the_same_area_gives_the_same_bytes_and_another_is_not_overwritten(parts, shelf):
    path = keep_area(parts, folder=shelf, replace=False)
    before = path.read_bytes()
    assert keep_area(parts, folder=shelf, replace=False).read_bytes() == before
    other = area_parts(parse_area(bay(name="Another Bay"), name="bay.yaml"), block("csv").encode())
    with pytest.raises(InputError, match="--replace"):
        keep_area(other, folder=shelf, replace=False)
    assert path.read_bytes() == before
    keep_area(other, folder=shelf, replace=True)
    offer_shelf(OwnAreas(shelf))
    assert load_area("test_bay").name == "Another Bay"
    assert [one.name for one in shelf.iterdir()] == ["test_bay.area"]


def test_a_new_shelf_is_seen_and_the_strait_stays(parts, shelf, tmp_path_factory):
    keep_area(parts, folder=shelf, replace=False)
    load_area("test_bay")
    offer_shelf(OwnAreas(tmp_path_factory.mktemp("empty")))
    with pytest.raises(UnknownNameError):
        load_area("test_bay")
    assert load_area().key == "dover_strait"


@pytest.mark.parametrize("spoiled", ["cut", "empty", "turned", "words", "gone"])
def test_a_damaged_area_is_refused_by_name(parts, shelf, spoiled):
    path = keep_area(parts, folder=shelf, replace=False)
    content = bytearray(path.read_bytes())
    keys = OwnAreas(shelf)
    if spoiled == "cut":
        path.write_bytes(content[:-100])
    elif spoiled == "empty":
        path.write_bytes(b"")
    elif spoiled == "turned":
        content[500] ^= 0xFF
        path.write_bytes(content)
    elif spoiled == "words":
        path.write_text("an area")
    else:
        path.unlink()
    with pytest.raises(DataError, match=r"test_bay\.area"):
        keys.files("test_bay")


def test_an_archive_that_rots_anywhere_is_damaged_or_still_the_same(parts, shelf):
    path = keep_area(parts, folder=shelf, replace=False)
    whole = path.read_bytes()
    wanted = OwnAreas(shelf).files("test_bay")
    found = []
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        for mask in (0xFF, 0x10):
            content = bytearray(whole)
            content[place] ^= mask
            path.write_bytes(content)
            try:
                assert OwnAreas(shelf).files("test_bay") == wanted
            except DataError as error:
                found.append(error.code)
    assert len(found) > 200
    assert set(found) == {"area.damaged"}


def rewritten(path, **changed):
    """The archive with some of its files changed, whole as an archive; None takes one away."""
    with zipfile.ZipFile(path) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    files |= {one.replace("__", "."): content for one, content in changed.items()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)


def arrays(**given):
    held = io.BytesIO()
    np.savez(held, **given)
    return held.getvalue()


def table(parts, **changed):
    return json.dumps({**json.loads(parts.texts["area.json"]), **changed}).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {"area__json": b"[]"},
        {"area__json": b"[[1]]"},
        {"area__json": b"null"},
        {"area__json": b"{"},
        {"area__json": b"{}"},
        {"area__json": b"\xff"},
        {"area__json": b"[" * 100_000},
        {"area__json": None},
        {"coast_osm__geojson": b"[]"},
        {"coast_osm__geojson": b'{"features": [{"geometry": null}]}'},
        {"coast_osm__geojson": b'{"features": [{"geometry": {"coordinates": [[1]]}}]}'},
        {"coast_osm__geojson": None},
        {"landmask_osm_25m__npz": b"none"},
        {"landmask_osm_25m__npz": b""},
        {"landmask_osm_25m__npz": arrays(packed=np.zeros((2, 2)), shape=np.array([2, 2]))},
        {"landmask_osm_25m__npz": None},
        {"shore_distance__npz": arrays(steps=np.zeros(3))},
        {"shore_distance__npz": arrays(steps=np.array([{}], dtype=object))},
        {"tide_constituents__json": b"[]"},
        {"tide_coasts__json": b"[]"},
        {"tide_coasts__json": None},
    ],
)
def test_a_whole_archive_of_something_else_is_damaged_by_name(parts, shelf, changed):
    path = keep_area(parts, folder=shelf, replace=False)
    rewritten(path, **changed)
    with pytest.raises(DataError, match=r"test_bay\.area") as caught:
        OwnAreas(shelf).files("test_bay")
    assert caught.value.code == "area.damaged"
    listed = areas_text()
    assert "Dover Strait" in listed
    assert "test_bay\n  What is kept of it is damaged" in listed


@pytest.mark.parametrize(
    "changed",
    [
        {"key": "other_bay"},
        {"coordination": None},
        {"name": "Bay\x1b[2J"},
        {"west": "W30"},
        {"places": 7},
        {"regions": 7},
        {"gazetteer": []},
        {"sources": []},
    ],
)
def test_a_table_that_is_not_of_this_area_is_damaged(parts, shelf, changed):
    path = keep_area(parts, folder=shelf, replace=False)
    if changed == {"places": 7}:
        changed = {"gazetteer": {"source": "osm", "places": 7}}
    rewritten(path, area__json=table(parts, **changed))
    with pytest.raises(DataError) as caught:
        load_area("test_bay")
    assert caught.value.code == "area.damaged"
    assert "\x1b" not in areas_text()


def test_a_file_under_the_name_of_another_area_is_damaged_and_spoils_no_other(parts, shelf):
    path = keep_area(parts, folder=shelf, replace=False)
    (shelf / "other_bay.area").write_bytes(path.read_bytes())
    (shelf / "folder.area").mkdir()
    listed = areas_text()
    for key in ("folder", "other_bay"):
        assert f"{key}\n  What is kept of it is damaged" in listed
    assert "test_bay  Test Bay" in listed


def test_a_folder_where_an_area_shall_be_kept_is_refused(parts, tmp_path):
    (tmp_path / "test_bay.area").mkdir()
    for replace in (False, True):
        with pytest.raises(InputError, match=r"test_bay\.area") as caught:
            keep_area(parts, folder=tmp_path, replace=replace)
        assert caught.value.code == "output.unwritable"


def test_a_kept_area_that_may_not_be_read_is_refused(parts, tmp_path, monkeypatch):
    keep_area(parts, folder=tmp_path, replace=False)

    def refuse(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        keep_area(parts, folder=tmp_path, replace=False)


def test_an_archive_larger_than_any_area_is_not_unpacked(shelf, monkeypatch):
    monkeypatch.setattr("estran.adapters.own_areas.LARGEST", 1000)
    with zipfile.ZipFile(shelf / "big.area", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("area.json", b" " * 2000)
    with pytest.raises(DataError):
        OwnAreas(shelf).files("big")


def test_what_has_no_name_of_an_area_is_not_listed(shelf):
    for name in (".area", "Bay.area", "..area", "a b.area", "bay.txt", ".bay.area.x1"):
        (shelf / name).write_bytes(b"")
    assert OwnAreas(shelf).keys() == ()
    assert OwnAreas(shelf / "nowhere").keys() == ()


def test_where_areas_are_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("ESTRAN_AREAS", str(tmp_path / "a"))
    assert areas_folder() == tmp_path / "a"
    assert areas_folder(tmp_path) == tmp_path
    monkeypatch.delenv("ESTRAN_AREAS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert areas_folder() == tmp_path / "estran" / "areas"


def test_a_folder_that_cannot_be_made_is_refused(parts, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError) as caught:
        keep_area(parts, folder=tmp_path / "file" / "areas", replace=False)
    assert caught.value.code == "output.unwritable"
