"""The file of another coast: what is kept of it, and every refusal with its place in the file."""

import copy
import json
import re

import numpy as np
import pytest
import yaml

from estran.environment.area import read_area
from estran.environment.land_raster import land_cells
from estran.environment.tide import Box
from estran.errors import ReportFileError
from estran.exchange.area_coast import read_coast
from estran.exchange.area_file import area_schema, parse_area
from estran.exchange.area_parts import area_parts
from estran.exchange.area_rings import first_crossing
from estran.language.refusals import refusal_of
from tests.support.bay import bay, block

COAST = block("csv").encode()
BAY = yaml.safe_load(block("yaml"))


def changed(*path, to):
    """The file with one part changed; None takes it away."""
    told = copy.deepcopy(BAY)
    part = told
    for step in path[:-1]:
        part = part[step]
    if to is None:
        del part[path[-1]]
    else:
        part[path[-1]] = to
    return yaml.safe_dump(told)


def refused(text, coast=COAST):
    with pytest.raises(ReportFileError) as caught:
        area_parts(parse_area(text, name="bay.yaml"), coast)
    return caught.value


def test_the_example_of_the_how_to_is_kept_as_it_is_written():
    parts = area_parts(parse_area(block("yaml"), name="bay.yaml"), COAST)
    area = read_area(json.loads(parts.texts["area.json"]))
    assert (area.key, area.name, area.own) == ("test_bay", "Test Bay", True)
    assert area.centres is not None
    assert area.foreshore is not None
    assert area.centres.told == ("Northby Rescue", "Southby Rescue")
    assert area.foreshore.low == 0.01
    assert area.place("Northby").source == "bay_chart"
    assert area.sources["bay_chart"].year == 2024
    assert "tide_constituents.json" in parts.texts
    assert (
        "tide_constituents.json"
        not in area_parts(parse_area(bay(without=("tide",)), name="bay.yaml"), COAST).texts
    )


def test_centres_are_all_told_unless_the_file_says_otherwise():
    parts = area_parts(parse_area(bay(without=("told_at_intake",)), name="bay.yaml"), COAST)
    told = json.loads(parts.texts["area.json"])["coordination"]["told"]
    assert told == ["Northby Rescue", "Southby Rescue"]


REFUSED = [
    (("key",), "Test Bay", "key", "expected"),
    (("key",), "dover_strait", "key", "comes with Estran"),
    (("box", "west"), -29.0, "box", "180th meridian"),
    (("box", "north"), 40.2, "box", "south must be less than north"),
    (("box", "north"), 40.26, "box", "each side has 5 to 200 km"),
    (("box", "east"), -25.0, "box", "each side has 5 to 200 km"),
    (("box", "west"), "W30", "box.west", "expected a number"),
    (("box", "west"), -181.0, "box.west", "-180"),
    (("box", "west"), None, "box", "missing required field"),
    (("harbour",), [], "area", "did you mean harbours?"),
    (("place",), [], "area", "did you mean places?"),
    (("coast", "source"), "nowhere", "coast.source", "there is no source nowhere"),
    (("regions", 0, "source"), None, "regions[0]", "missing required field"),
    (("regions", 0, "key"), "other", "regions[0].key", "no name of a region"),
    (("regions", 1, "key"), "NB", "regions[1].key", "stands twice"),
    (("regions", 0, "sides"), {"centre": "left"}, "regions[0].sides.centre", "no line centre"),
    (("regions", 0, "sides"), {"middle": "north"}, "regions[0].sides", "Invalid enum"),
    (("regions", 0, "sides"), {"middle": "right"}, "regions", "exactly one must hold"),
    (("regions", 0, "sides"), {}, "regions[0]", "needs `sides`"),
    (("regions",), [], "regions", "expected"),
    (("told_at_intake",), ["Dover"], "told_at_intake[0]", "coordinates none"),
    (("lines", 0, "left"), "XB", "lines[0].left", "there is no region XB"),
    (("lines", 0, "points"), [[40.4, -30.8], [40.4, -29.8]], "lines[0].points", "way round"),
    (("lines", 0, "points"), [[-30.8, 40.45]], "lines[0].points", "expected"),
    (("lines", 0, "points"), [[-30, 40], [-30, 40], [-29, 41]], "lines[0].points", "twice"),
    (
        ("lines", 0, "points"),
        [[-30.8, 40.4], [-29.8, 40.5], [-29.8, 40.4], [-30.8, 40.5]],
        "lines[0].points",
        "crosses itself",
    ),
    (("places", 0, "latitude"), 41.0, "places[0]", "outside the box"),
    (("places", 0, "shore"), "UK", "places[0].shore", "neither a region nor sea"),
    (("places", 0, "kind"), "city", "places[0].kind", "Invalid enum"),
    (("places", 0, "longitude"), -30.25, "places[0]", "from the coast line"),
    (("places", 2, "longitude"), -29.97, "places[2]", "is land"),
    (("places", 1, "name"), "Northby", "places[1].name", "stands twice"),
    (("places",), [], "places", "expected"),
    (
        ("inland", "harbours", 0, "ring"),
        [[-30.1, 40.6], [-30.0, 40.7], [-30.0, 40.6], [-30.1, 40.7]],
        "inland.harbours[0].ring",
        "crosses itself",
    ),
    (("sea_temperature", "monthly"), [10.0] * 11, "sea_temperature.monthly", "expected"),
    (("sea_temperature", "monthly", 3), 285.0, "sea_temperature.monthly[3]", "40"),
    (("beach_slope", "low"), 0.1, "beach_slope", "low must not be more"),
    (("beach_slope", "high"), 0.5, "beach_slope.high", "0.2"),
    (("sources", "osm"), BAY["sources"]["bay_chart"], "sources.osm", "Estran's library"),
    (("sources", "bay_chart", "licence"), "", "sources.bay_chart.licence", "expected"),
    (("tide", "stations", 0, "lowest_tide"), 2.0, "tide.stations[0]", "lowest_tide below"),
    (("tide", "stations", 0, "latitude"), -40.0, "tide.stations[0]", "far from the box"),
    (
        ("tide", "stations", 0, "constituents"),
        {"M2": [1.0, 0.0], "XY9": [1.0, 0.0]},
        "tide.stations[0].constituents.XY9",
        "no law for XY9",
    ),
    (("tide", "stations", 0, "constituents"), {"M2": [-1.0, 0.0]}, "tide.stations[0]", "0"),
    (("tide", "coasts"), [["southby"]], "tide.coasts[0]", "there is no gauge southby"),
    (("tide", "coasts"), [[[-30.1, 40.5], "northby"]], "tide.coasts[0]", "end at a gauge"),
    (("tide", "coasts"), [["northby", "northby"]], "tide.coasts", "every gauge once"),
]


@pytest.mark.parametrize(("path", "to", "place", "said"), REFUSED)
def test_what_cannot_be_used_is_refused_with_its_place(path, to, place, said):
    error = refused(changed(*path, to=to))
    assert error.code == "area.unreadable"
    assert error.details["key"].startswith(place), error.message
    assert said in error.message
    assert error.details["line"] >= 1


ENGLISH = re.compile(r"\b(the|is|are|expected|must|there|no|which|needs?|said|of|and|box)\b")


@pytest.mark.parametrize(("path", "to"), [one[:2] for one in REFUSED])
def test_it_is_refused_in_french_as_well(path, to):
    error = refused(changed(*path, to=to))
    said = refusal_of(error, language="fr")
    spoken = said.partition(" : ")[2]
    assert said.startswith("bay.yaml, ligne ")
    assert not ENGLISH.search(spoken), said


def test_a_refusal_names_the_line():
    text = block("yaml").replace("coordinator: Southby Rescue", "coordinator: 7")
    wanted = next(k for k, row in enumerate(text.splitlines(), 1) if "coordinator: 7" in row)
    assert refused(text).details["line"] == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "an area is a list"),
        ("- a\n", "an area is a list"),
        ("key: [", "expected"),
        ("key: a\nkey: b\n", "stands twice (first on line 1)"),
        ("key: !!python/object:os.system a\n", "area"),
        ("key: 2026-02-31\n", "does not exist"),
        ("key: &a [x]\nname: *a\n", "an alias"),
        ("key: &a\n  b: *a\n", "an alias"),
        ("? [a]\n: b\n", "unhashable"),
        ("!!bool foo", "does not fit its tag"),
        ("!!int ''", "does not fit its tag"),
        ("key: !!timestamp foo\n", "does not fit its tag"),
        ("x" * 1_000_001, "longer than"),
        ("[" * 3000 + "]" * 3000, "nested"),
    ],
)
def test_what_is_no_such_file_is_refused(text, said):
    assert said in refused(text).message


UNSEEN = ["Bay\x1b[2J", "Bay\a", "Bay\nof", "Bay\x9b1m", "Bay\u202e", "Bay\u2028", "Bay\x7f"]


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize(
    "path",
    [
        ("name",),
        ("places", 0, "name"),
        ("sources", "bay_chart", "title"),
        ("sources", "bay_chart", "authors", 0),
        ("coast", "file"),
        ("places", 0, "kind"),
    ],
)
def test_what_a_terminal_would_not_only_show_is_refused_and_not_repeated(path, name):
    error = refused(changed(*path, to=name))
    assert "cannot be shown" in error.message
    french = refusal_of(error, language="fr")
    assert "ne s'affiche pas" in french
    assert error.message.isprintable()
    assert french.isprintable()


def test_a_key_that_cannot_be_shown_is_not_repeated_and_prose_may_have_lines():
    error = refused('"a\\e[2J": 1\n')
    assert "cannot be shown" in error.message
    assert error.message.isprintable()
    parse_area(changed("sources", "bay_chart", "where", to="a\nb\n"), name="bay.yaml")
    parse_area(changed("name", to="Baie d'Été 湾 — a\u200db"), name="bay.yaml")
    assert "cannot" in refused(changed("sources", "bay_chart", "where", to="a\x1b[2J")).message


def rings(*rows):
    return ("ring,longitude,latitude\n" + "\n".join(rows)).encode()


CROSSED = rings("a,-30.2,40.3", "a,-30.0,40.5", "a,-30.0,40.3", "a,-30.2,40.5", "a,-30.2,40.3")
OPEN = rings("a,-30.2,40.3", "a,-30.0,40.3", "a,-30.0,40.5", "a,-30.2,40.5")
ALL_LAND = rings("a,-31,40", "a,-29,40", "a,-29,41", "a,-31,41", "a,-31,40")
NO_LAND = rings("a,-29,41", "a,-28.5,41", "a,-28.5,41.5", "a,-29,41.5", "a,-29,41")
TURNED = rings("a,40.3,-30.2", "a,40.3,-30.0", "a,40.5,-30.0", "a,40.5,-30.2", "a,40.3,-30.2")


@pytest.mark.parametrize(
    ("coast", "said"),
    [
        (b"", "must name the columns"),
        (b"\xff\xfe", "UTF-8"),
        (rings("a,-30.2"), "line 2"),
        (rings("a,-30.2,north"), "line 2"),
        (rings("a\x1b[2J,-30.2,40.3"), "line 2"),
        (rings(), "holds no land"),
        (rings("a,-30.2,40.3", "a,-30.0,40.3", "a,-30.2,40.3"), "at least four points"),
        (rings("a,-30.2,nan", "a,-30,40.3", "a,-30,40.4", "a,-30.2,nan"), "at least four points"),
        (OPEN, "is not closed"),
        (CROSSED, "crosses itself near"),
        (ALL_LAND, "leaves no sea"),
        (NO_LAND, "leaves no land"),
        (TURNED, "way round"),
    ],
)
def test_a_coast_line_that_cannot_be_used_is_refused_with_its_place(coast, said):
    error = refused(bay(), coast)
    assert error.code == "area.coast"
    assert said in error.message
    french = refusal_of(error, language="fr")
    assert french != error.message
    assert not ENGLISH.search(french.partition(" : ")[2]), french


LAND = ["a,-30.2,40.3", "a,-30.0,40.3", "a,-30.0,40.5", "a,-30.2,40.5", "a,-30.2,40.3"]


def ring_b(west, south, east, north, *, turn=0, back=False):
    """The rows of another ring, beginning at any of its corners, either way round."""
    corners = [(west, south), (east, south), (east, north), (west, north)][:: -1 if back else 1]
    turned = corners[turn:] + corners[:turn]
    return [f"b,{longitude},{latitude}" for longitude, latitude in [*turned, turned[0]]]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (ring_b(-30.2, 40.3, -30.0, 40.5), "ring b: is the same ring as ring a"),
        (ring_b(-30.2, 40.3, -30.0, 40.5, turn=2), "ring b: is the same ring as ring a"),
        (ring_b(-30.2, 40.3, -30.0, 40.5, turn=3, back=True), "ring b: is the same ring as ring a"),
        (ring_b(-30.1, 40.4, -29.9, 40.6), "ring b: meets ring a near 40."),
        (ring_b(-30.1, 40.3, -29.9, 40.5), "ring b: meets ring a near 40."),
        (ring_b(-30.15, 40.2, -30.05, 40.6), "W; make them one ring"),
    ],
)
def test_rings_that_stand_twice_or_meet_are_refused_for_what_is_land_would_be_a_guess(second, said):
    error = refused(bay(), rings(*LAND, *second))
    assert (error.code, said in error.message) == ("area.coast", True), error.message
    french = refusal_of(error, language="fr")
    assert "anneau b : " in french
    assert not ENGLISH.search(french.partition(" : ")[2]), french
    lines = [[json.loads(f"[{row[2:]}]") for row in one] for one in (LAND, second)]
    for kind in ("MultiLineString", "Polygon"):
        shape = json.dumps({"type": kind, "coordinates": lines}).encode()
        with pytest.raises(ReportFileError, match=r"is the same ring as|meets feature 1, ring 1"):
            read_coast(shape, name="coast.geojson")


def test_land_given_twice_as_polygons_stays_land():
    once = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}
    beside = {"type": "Polygon", "coordinates": [[[x + 0.05, y] for x, y in SQUARE]]}
    counts = []
    for features in ([once], [once, once], [once, beside]):
        whole = json.dumps({"type": "FeatureCollection", "features": features}).encode()
        pieces = read_coast(whole, name="bay.geojson")
        cells = land_cells(pieces, box=Box(west=-30.5, south=40.0, east=-29.5, north=41.0))
        counts.append(int(cells.land.sum()))
    assert counts[0] == counts[1] < counts[2]


def test_waters_and_islands_in_them_are_told_apart_in_whatever_order_rings_stand():
    ring = [
        ring_b(-30.0 - size, 40.0 - size, -30.0 + size, 40.0 + size)
        for size in (0.2, 0.4, 0.1, 0.3)
    ]
    rows = [row.replace("b,", f"{name},", 1) for name, one in enumerate(ring) for row in one]
    rows += [row.replace("b,", "9,", 1) for row in ring_b(-29.0, 40.0, -28.9, 40.1)]
    land = read_coast(rings(*rows), name="coast.csv")
    widths = [[round(float(np.ptp(one[:, 0])), 3) for one in piece] for piece in land]
    assert widths == [[0.4, 0.2], [0.8, 0.6], [0.1]]


SQUARE = [[-30.2, 40.3], [-30.0, 40.3], [-30.0, 40.5], [-30.2, 40.5], [-30.2, 40.3]]
HOLE = [[-30.12, 40.38], [-30.08, 40.38], [-30.08, 40.42], [-30.12, 40.38]]


@pytest.mark.parametrize(
    ("kind", "coordinates", "pieces"),
    [
        ("Polygon", [SQUARE, HOLE], [2]),
        ("MultiPolygon", [[SQUARE], [HOLE]], [1, 1]),
        ("LineString", SQUARE, [1]),
        ("MultiLineString", [SQUARE, HOLE], [2]),
        ("MultiLineString", [HOLE, SQUARE], [2]),
    ],
)
def test_geojson_gives_land_with_waters_in_it(kind, coordinates, pieces):
    shape = {"type": kind, "coordinates": coordinates}
    whole = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": shape}]}
    for one in (whole, whole["features"][0], shape):
        land = read_coast(json.dumps(one).encode(), name="coast.geojson")
        assert [len(piece) for piece in land] == pieces


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{", "no GeoJSON"),
        ("[]", "no GeoJSON"),
        ('{"type": "FeatureCollection", "features": [{"geometry": null}]}', "no GeoJSON"),
        ('{"type": "Point", "coordinates": [0, 0]}', "neither a polygon"),
        ('{"type": "Polygon", "coordinates": []}', "holds no ring"),
        ('{"type": "Polygon", "coordinates": [[["a", "b"]]]}', "no list of"),
        ('{"type": "Polygon", "coordinates": [[1, 2]]}', "no list of"),
        ('{"type": "Polygon", "coordinates": {}}', "neither a polygon"),
    ],
)
def test_what_is_no_geojson_of_land_is_refused(data, said):
    with pytest.raises(ReportFileError, match=said):
        read_coast(data.encode(), name="coast.geojson")


def test_crossings_are_found_and_neighbours_are_none():
    turn = np.linspace(0.0, 2.0 * np.pi, 400)
    circle = np.column_stack((np.cos(turn), np.sin(turn)))
    circle[-1] = circle[0]
    assert first_crossing(circle) is None
    eight = np.column_stack((np.sin(turn), np.sin(2.0 * turn + 0.1)))
    eight[-1] = eight[0]
    assert first_crossing(eight) is not None


def test_the_schema_names_every_key_of_the_example():
    schema = json.loads(area_schema())
    assert set(BAY) <= set(schema["$defs"]["AreaGiven"]["properties"])
