"""The guards of what a study may hand out: plain findings pass, a planted breach is caught."""

import pytest

from estran.lab.guards import (
    everything_barred,
    finer_than_cells,
    green_marks,
    names_a_winner,
    patrol_positions,
    per_hour_output,
    speaks_of_money,
    stability_figures,
)

PLAIN = (
    "Deaths in a season: 31 (22 to 44).",
    "launches_somme,launches_boulogne,launches_calais,launches_dunkirk",
    "Launches by cell: Somme\u2013Authie, Boulogne\u2013Gris-Nez, Calais\u2013Gravelines, Dunkirk.",
    "Written down before the first season, 2026-11-27T08:15:00Z.",
    "unit_hours: hours of units at sea",
    "engine failures in an hour under way",
    "Décès : 31 (22 à 44), dans le détroit du Pas-de-Calais.",
    "a boat in the Dover Strait, CROSS Gris-Nez and MRCC Dover",
    "3.55271e-15,46,1.2E-5,0.98952",
    "stopped people; beach launches that a patrol meets: 0.2 to 0.6",
)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_findings_pass(text):
    assert everything_barred(text) == ()
    assert names_a_winner(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "launches at Wimereux: 12",
        "Les Hemmes de Marck",
        "Gravelines: 8 of 10 boats",
        "les départs d'Équihen-Plage",
        "Aa channel at Gravelines",
        "launches_wimereux",
        "launches_calais_west",
        "stops per beach",
        "départs par plage",
        "51° 02.5' N",
        "50.9712 N",
        '{"latitude": 50.97}',
        "lat,lon,boats",
        '"lon_deg"',
    ],
)
def test_a_place_finer_than_a_cell_is_caught(text):
    assert finer_than_cells(text)


@pytest.mark.parametrize(
    "text",
    [
        "launches between 03:00 and 04:00",
        "à 22 h 30",
        "boats by hour",
        "hourly launches",
        "launches per hour",
        "départs par heure",
        "hour_03,hour_04",
        "launches_h04",
        "hour of the night",
    ],
)
def test_an_output_by_the_hour_is_caught(text):
    assert per_hour_output(text)


@pytest.mark.parametrize(
    "text",
    [
        "patrol positions",
        "patrol coverage, mean",
        "position of units",
        "positions des patrouilles",
        "a coverage map",
        "stopped_calais",
        "unit_hours_dunkirk",
        "the best night",
        "le meilleur créneau",
        "unit_lat",
        "less patrolled",
    ],
)
def test_where_those_who_control_are_is_caught(text):
    assert patrol_positions(text)


@pytest.mark.parametrize(
    "text",
    [
        "€ 766 m",
        "766 million euros",
        "cost_eur",
        "the cost of a season",
        "le coût",
        "prix",
        "12 GBP",
        "a payment per prevention",
        "figures per person stopped",
        "par personne empêchée",
    ],
)
def test_money_is_caught(text):
    assert speaks_of_money(text)


@pytest.mark.parametrize(
    "text", ["overall score: 7", "note globale", "D4 is the winner", "meilleure doctrine", "✓ D4"]
)
def test_a_single_score_or_a_winner_is_caught(text):
    assert names_a_winner(text)


def test_green_is_caught_and_other_colours_are_not():
    assert green_marks("fill: #1f5fa8; color: #c65100; stroke: #6b3f87; #1a1a1a #fff #5f5f5f") == ()
    for green in ("#0a0", "#2e8b57", "rgb(0, 158, 115)", "fill:green", 'stroke="lime"'):
        assert green_marks(green), green


@pytest.mark.parametrize(
    "text",
    [
        "<td>freeboard of a boat with 50 aboard</td><td>between 0.22 and 0.40 m</td>",
        "Upright: freeboard of a boat with 50 aboard (m).",
        "franc-bord d'une embarcation avec 50 personnes : plus de 0,31 m",
        "share of waves shipped that swamp a boat: below 0.0000042",
    ],
)
def test_a_figure_of_how_a_boat_floats_is_caught(text):
    assert stability_figures(text)
    assert everything_barred(text)


def test_that_such_a_parameter_matters_may_be_said():
    said = "freeboard of a boat with 50 aboard: 34 % of the variance (11 to 52 %)"
    assert stability_figures(said) == ()


def test_everything_barred_says_which_guard_found_what():
    found = everything_barred("€ 12 at Wimereux, 03:00, patrol routes")
    assert {one.split(":")[0] for one in found} == {
        "finer_than_cells",
        "per_hour_output",
        "patrol_positions",
        "speaks_of_money",
    }
