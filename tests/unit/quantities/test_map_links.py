"""Pasted links: a pin is preferred to a view, a view is called a view, and nothing is looked up."""

import pytest

from estran.errors import PositionError
from estran.quantities.position_text import parse_position

PIN, VIEW, GEO = "map link", "map link, centre of the view", "geo URI"
GOOGLE = "https://www.google.com/maps"
PLACE = f"{GOOGLE}/place/51%C2%B002'30.0%22N+1%C2%B045'06.0%22E"

LINKS = [
    ("https://maps.google.com/?q=51.0416,1.7521", PIN, 51.0416, 1.7521),
    ("https://maps.google.com/?q=51.0416%2C-1.7521", PIN, 51.0416, -1.7521),
    ("https://maps.google.com/maps?q=loc:51.0416,1.7521&z=17", PIN, 51.0416, 1.7521),
    ("maps.google.com/?q=51.0416,1.7521", PIN, 51.0416, 1.7521),
    ("https://maps.google.fr/maps?ll=51.0416,1.7521&z=12", PIN, 51.0416, 1.7521),
    ("https://www.google.co.uk/maps?q=51.0416,1.7521", PIN, 51.0416, 1.7521),
    (f"{GOOGLE}/search/?api=1&query=51.0416,1.7521", PIN, 51.0416, 1.7521),
    (f"{GOOGLE}/search/51.0416,+1.7521?entry=tts", PIN, 51.0416, 1.7521),
    (f"{GOOGLE}/@51.0416,1.7521,15z", VIEW, 51.0416, 1.7521),
    (f"{GOOGLE}/@-51.0416,-1.7521,15z", VIEW, -51.0416, -1.7521),
    (f"{PLACE}/@51.5,1.9,17z", PIN, 51.0 + 2.5 / 60.0, 1.0 + 45.1 / 60.0),
    (f"{PLACE}/@51.5,1.9,17z/data=!4m4!3m3!8m2!3d51.0416!4d1.7521", PIN, 51.0416, 1.7521),
    (f"{GOOGLE}/place/Calais/@51.0416,1.7521,12z", VIEW, 51.0416, 1.7521),
    ("https://maps.apple.com/?ll=51.0416,1.7521&q=Dropped%20Pin", PIN, 51.0416, 1.7521),
    ("https://maps.apple.com/?q=51.0416,1.7521", PIN, 51.0416, 1.7521),
    ("https://maps.apple.com/place?coordinate=51.0416,1.7521&name=x", PIN, 51.0416, 1.7521),
    (
        "https://www.openstreetmap.org/?mlat=51.0416&mlon=1.7521#map=15/51.5/1.9",
        PIN,
        51.0416,
        1.7521,
    ),
    ("https://www.openstreetmap.org/#map=15/51.0416/1.7521", VIEW, 51.0416, 1.7521),
    ("https://www.openstreetmap.org/?lat=51.0416&lon=-1.7521&zoom=9", VIEW, 51.0416, -1.7521),
    ("https://waze.com/ul?ll=51.0416,1.7521&navigate=yes", PIN, 51.0416, 1.7521),
    ("https://www.bing.com/maps?cp=51.0416~1.7521&lvl=12", VIEW, 51.0416, 1.7521),
    ("geo:51.0416,1.7521", GEO, 51.0416, 1.7521),
    ("GEO:51.0416,-1.7521;u=35", GEO, 51.0416, -1.7521),
    ("geo:51.0416,1.7521,12;crs=WGS84;u=10", GEO, 51.0416, 1.7521),
    ("geo:0,0?q=51.0416,1.7521(Boat)", GEO, 51.0416, 1.7521),
    ("Help! https://maps.google.com/?q=51.0416,1.7521 (60 people).", PIN, 51.0416, 1.7521),
]


@pytest.mark.parametrize(("text", "form", "latitude", "longitude"), LINKS)
def test_a_position_in_a_link_is_read(text, form, latitude, longitude):
    parsed = parse_position(text)
    assert parsed.form == form
    assert parsed.position.latitude == pytest.approx(latitude, abs=1e-12)
    assert parsed.position.longitude == pytest.approx(longitude, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("https://maps.app.goo.gl/abc123", "position.short_link"),
        ("https://goo.gl/maps/abc123", "position.short_link"),
        ("https://osm.org/go/0EEQjE--", "position.short_link"),
        ("https://example.com/?q=51.0416,1.7521", "position.unknown_link"),
        ("https://google.com.example.org/?q=51.0416,1.7521", "position.unknown_link"),
        ("https://maps.google.com/?q=Calais", "position.link_without_position"),
        ("https://www.google.com/maps", "position.link_without_position"),
        ("geo:0,0?q=Calais", "position.link_without_position"),
        ("geo:51.0416,1.7521;crs=nad27", "position.link_without_position"),
        (f"{GOOGLE}/dir/51.0,1.7/50.9,1.8/@51.0,1.7,10z", "position.ambiguous"),
        (f"{GOOGLE}/data=!3d51.0!4d1.7!3d51.1!4d1.8", "position.ambiguous"),
        ("geo:51.0,1.7 geo:51.1,1.8", "position.ambiguous"),
        ("https://maps.google.com/?q=91.0,1.7521", "position.out_of_range"),
        ("https://maps.google.com/?q=151.0416,1.7521", "position.out_of_range"),
        ("https://maps.google.com/?q=51.0,181.0", "position.out_of_range"),
    ],
)
def test_a_link_that_holds_no_single_position_is_refused(text, code):
    with pytest.raises(PositionError) as refusal:
        parse_position(text)
    assert refusal.value.code == code


def test_the_same_link_twice_is_one_position():
    link = "https://maps.google.com/?q=51.0416,1.7521"
    assert parse_position(f"{link} {link}").form == PIN
