"""The printed map: a whole file or none, the same bytes each time, legible in grey, never green."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from estran.adapters.map_backdrop import Backdrop, NamedLine, NamedPlace, backdrop
from estran.adapters.map_choice import choose, clock, contour_at, drawn_positions, fitted
from estran.adapters.map_composition import picture
from estran.adapters.map_labels import Box, Labels, around
from estran.adapters.map_picture import draw_map
from estran.adapters.map_sheet import DPI, FRAME, HEIGHT, SHAPE
from estran.adapters.map_style import AREA_TONES, INK, LAND, SEA
from estran.environment.area import load_area
from estran.errors import InputError, MissingExtraError
from tests.support.answers import Scene, assessment

if TYPE_CHECKING:
    from pathlib import Path

Pixels = NDArray[np.int16]

CHART = Backdrop(
    west=0.8,
    south=50.5,
    east=2.8,
    north=51.5,
    land=(np.array([(1.2, 51.1), (1.38, 51.15), (1.40, 51.5), (1.0, 51.5), (1.2, 51.1)]),),
    lines=(
        NamedLine(name="UK-FR line", points=np.array([(1.26, 50.82), (1.55, 51.04), (1.9, 51.2)])),
    ),
    places=(NamedPlace(name="Dover", longitude=1.33, latitude=51.12, rank=0, kind="shore"),),
)
SMALL = Scene(hours=3, datum_hour=3)


@cache
def drawn(scene: Scene) -> bytes:
    return picture(assessment(scene), backdrop=CHART)


def pixels(png: bytes) -> Pixels:
    return np.asarray(Image.open(BytesIO(png)).convert("RGB"), dtype=np.int16)


def the_map(image: Pixels) -> Pixels:
    """Cut the chart out of the sheet."""
    left, bottom, width, height = (round(inches * DPI) for inches in FRAME)
    top = round(HEIGHT * DPI) - bottom - height
    return image[top : top + height, left : left + width]


def grey(colour: str) -> float:
    """Return the luma of a colour, 0 to 1 (ITU-R BT.601, as a photocopier sees it)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_the_picture_opens_and_has_the_size_of_a_sheet_of_a4() -> None:
    image = Image.open(BytesIO(drawn(SMALL)))
    assert image.format == "PNG"
    assert image.size == (2024, 1518)


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert picture(assessment(SMALL), backdrop=CHART) == drawn(SMALL)


def test_the_metadata_tell_no_time_and_no_version_of_the_drawing_library() -> None:
    image = Image.open(BytesIO(drawn(SMALL)))
    assert set(image.info) <= {"Title", "Copyright", "dpi"}
    assert b"atplotlib" not in drawn(SMALL)


def test_land_sea_and_areas_are_apart_in_grey() -> None:
    tones = [grey(SEA), *(grey(tone) for tone in AREA_TONES.values()), grey(INK)]
    assert all(lighter - darker >= 0.1 for lighter, darker in pairwise(tones))
    assert grey(SEA) - grey(LAND) >= 0.1


def test_land_sea_and_areas_all_appear() -> None:
    chart = the_map(pixels(drawn(Scene(datum_hour=6))))
    for colour in (SEA, LAND):
        wanted = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
        share = np.mean(np.all(np.abs(chart - wanted) <= 2, axis=2))
        assert share > 0.03, colour
    blue = (chart[..., 2] - chart[..., 0] > 60).mean()
    assert blue > 0.02


@pytest.mark.parametrize(
    "scene", [SMALL, replace(SMALL, known=False), replace(SMALL, exercise=True)]
)
def test_nothing_is_green(scene: Scene) -> None:
    image = pixels(drawn(scene))
    red, green, blue = image[..., 0], image[..., 1], image[..., 2]
    assert not np.any((green > red + 8) & (green > blue + 8))


def test_the_watermark_crosses_the_chart() -> None:
    live = the_map(pixels(drawn(SMALL)))
    exercise = the_map(pixels(drawn(replace(SMALL, exercise=True))))
    replay = the_map(pixels(drawn(replace(SMALL, replay="2022-12-14"))))
    changed = np.any(live != exercise, axis=2)
    assert 0.05 < changed.mean() < 0.6
    assert np.any(exercise != replay)
    rows, columns = np.nonzero(changed)
    assert np.ptp(columns) > 0.6 * live.shape[1]
    assert np.ptp(rows) > 0.4 * live.shape[0]


def test_the_watermark_leaves_the_chart_legible() -> None:
    """Sea under the watermark stays lighter than the darkest of what is drawn on it by half."""
    exercise = the_map(pixels(drawn(replace(SMALL, exercise=True))))
    live = the_map(pixels(drawn(SMALL)))
    under = exercise[np.any(live != exercise, axis=2)].mean()
    assert 150 < under < 225


def test_unknown_drift_draws_the_place_and_no_area() -> None:
    chart = the_map(pixels(drawn(replace(SMALL, known=False))))
    assert not np.any(chart[..., 2] - chart[..., 0] > 60)
    distress = (chart[..., 0] - chart[..., 1] > 100).sum()
    assert distress > 500


def test_the_hull_is_drawn_apart_only_where_it_parted() -> None:
    apart = choose(assessment(SMALL))
    together = choose(assessment(replace(SMALL, parted=False)))
    assert apart.hull
    assert not together.hull
    assert drawn(SMALL) != drawn(replace(SMALL, parted=False))


def test_the_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "map.png"
    target.write_bytes(b"old")
    draw_map(assessment(SMALL), backdrop=CHART, path=target)
    assert target.read_bytes() == drawn(SMALL)
    assert [file.name for file in tmp_path.iterdir()] == ["map.png"]


def test_a_missing_folder_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        draw_map(assessment(SMALL), backdrop=CHART, path=tmp_path / "nowhere" / "map.png")


def test_without_matplotlib_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'estran\[map\]'") as refusal:
        draw_map(assessment(SMALL), backdrop=CHART, path=tmp_path / "map.png")
    assert refusal.value.code == "map.extra_missing"
    assert list(tmp_path.iterdir()) == []


def test_the_map_holds_every_outer_area_that_it_draws() -> None:
    made_up = assessment(Scene())
    choice = choose(made_up)
    extent = fitted(drawn_positions(made_up, choice), limits=CHART, shape=SHAPE)
    for hour in (choice.focus, *choice.others):
        contour = contour_at(made_up, hour, level=0.95, body="people")
        assert contour is not None
        assert all(extent.holds(*pair) for ring in contour.rings for pair in ring)


@pytest.mark.parametrize("longitude", [0.82, 1.5, 2.79])
def test_the_map_stays_in_the_area_and_keeps_its_shape(longitude: float) -> None:
    """A degree of longitude must look cos(latitude) as long as one of latitude, within 1 %."""
    spread = np.array([(longitude, 50.52), (longitude - 0.5, 51.3), (longitude, 52.9)])
    extent = fitted(spread, limits=CHART, shape=SHAPE)
    assert CHART.west - 1e-9 <= extent.west < extent.east <= CHART.east + 1e-9
    assert CHART.south - 1e-9 <= extent.south < extent.north <= CHART.north + 1e-9
    width, height = extent.east - extent.west, extent.north - extent.south
    assert width / height / extent.stretch == pytest.approx(SHAPE, rel=0.01)


def test_the_time_of_the_datum_is_emphasised() -> None:
    choice = choose(assessment(Scene(datum_hour=6)))
    assert choice.focus == 6
    assert choice.others == (1, 3, 12)


def test_without_a_datum_the_third_hour_is_emphasised() -> None:
    made_up = assessment(Scene(hours=6))
    forecast = msgspec.structs.replace(made_up.forecast, datum=None)
    choice = choose(msgspec.structs.replace(made_up, forecast=forecast))
    assert choice.focus == 3
    assert choice.others == (1, 6)


def test_a_time_of_another_day_carries_its_date() -> None:
    assert clock("2022-12-14T05:53Z", since="2022-12-14T01:53Z") == "05:53Z"
    assert clock("2022-12-15T00:10Z", since="2022-12-14T23:53Z") == "15 Dec 00:10Z"


def test_a_name_moves_aside_for_another() -> None:
    labels = Labels(frame=Box(0, 0, 400, 400))
    boxes = around(200, 200, size=(60, 14), gap=8)
    first = labels.spot(boxes, must=True)
    second = labels.spot(boxes, must=True)
    assert first == 0
    assert second is not None
    assert not boxes[0].meets(boxes[second])


def test_a_name_gives_way_where_there_is_no_room_unless_it_must_stand() -> None:
    labels = Labels(frame=Box(0, 0, 400, 400))
    labels.avoid(np.array([(x, y) for x in range(0, 400, 5) for y in range(0, 400, 5)], float))
    boxes = around(200, 200, size=(60, 14), gap=8)
    assert labels.spot(boxes, must=False) is None
    assert labels.spot(boxes, must=True) is not None


def test_no_name_leaves_the_frame() -> None:
    labels = Labels(frame=Box(0, 0, 400, 400))
    boxes = around(395, 200, size=(60, 14), gap=8)
    chosen = labels.spot(boxes, must=True)
    assert chosen is not None
    assert boxes[chosen].within(labels.frame)


def test_a_line_is_cut_at_the_frame() -> None:
    frame = Box(0, 0, 10, 10)
    cut = frame.cut(np.array([-5.0, 5.0]), np.array([25.0, 5.0]))
    assert cut is not None
    assert cut.tolist() == [[0.0, 5.0], [10.0, 5.0]]
    assert frame.cut(np.array([-5.0, 20.0]), np.array([25.0, 20.0])) is None


def test_the_backdrop_of_an_area_holds_land_lines_and_places() -> None:
    chart = backdrop(load_area())
    assert len(chart.land) > 5
    assert {line.name for line in chart.lines} == {"UK-FR line", "FR-BE line"}
    assert {"Dover", "Calais", "Dunkirk"} <= {p.name for p in chart.places if p.rank == 0}
    assert all(chart.west <= p.longitude <= chart.east for p in chart.places)
