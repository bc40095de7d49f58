"""The likeness of a report and each open craft: order, words, bytes, what is unknown."""

import msgspec
import pytest

from estran.assess.drifted_cloud import RecentClouds
from estran.assess.likeness import LikenessSettings, likeness_of, probabilities, word_for
from estran.errors import QuantityError
from estran.sources.assumptions import assumptions
from estran.sources.library import library
from tests.support.sightings import MIDSTRAIT, boat, part, seen, weight

QUICK = LikenessSettings(particles=200)
NEW = seen("N", "2021-11-24T02:00Z", "51.09N 1.80E", persons=33, colour="black", phones=("p",))
NEAR = boat(
    "B-0002",
    seen("K2", "2021-11-24T01:40Z", "51.08N 1.78E", persons=33, colour="black", phones=("p",)),
    label="Charlie",
)
FAR = boat("B-0001", seen("K1", "2021-11-24T01:40Z", "50.8N 1.4E", persons=98, colour="grey"))
SILENT = boat("B-0003", seen("K3", "2021-11-24T01:00Z"))


def test_the_best_stands_first_and_the_silent_last():
    rows = likeness_of(NEW, [FAR, SILENT, NEAR], settings=QUICK)
    assert [row.craft for row in rows] == ["B-0002", "B-0001", "B-0003"]
    assert rows[0].word in ("likely", "very_likely")
    assert rows[1].word == "very_unlikely"
    assert rows[1].parts[0].verdict == "against"
    silent = rows[2]
    assert (silent.word, silent.log10_ratio, silent.likelihood_ratio) == ("unknown", None, None)
    assert rows[0].text.startswith("Charlie: ")


def test_same_inputs_same_bytes_whatever_the_order_and_whatever_is_kept():
    craft, clouds = [FAR, SILENT, NEAR], RecentClouds()
    rows = [
        likeness_of(NEW, craft, settings=QUICK),
        likeness_of(NEW, craft[::-1], settings=QUICK, clouds=clouds),
        likeness_of(NEW, craft, settings=QUICK, clouds=clouds),
    ]
    assert len({msgspec.json.encode(one) for one in rows}) == 1


def test_the_parts_of_a_craft_do_not_depend_on_the_others():
    alone = likeness_of(NEW, [NEAR], settings=QUICK)[0]
    beside = likeness_of(NEW, [FAR, NEAR], settings=QUICK)[0]
    assert (alone.parts, alone.log10_ratio) == (beside.parts, beside.log10_ratio)
    assert alone.inputs_sha256 == beside.inputs_sha256


def test_the_digest_knows_every_input():
    other = msgspec.structs.replace(NEW, colour="grey")
    digests = {
        likeness_of(new, [NEAR], settings=settings)[0].inputs_sha256
        for new in (NEW, other)
        for settings in (QUICK, LikenessSettings(particles=201))
    }
    assert len(digests) == 4


def test_the_decades_are_those_of_the_parts():
    row = likeness_of(NEW, [NEAR], settings=QUICK)[0]
    total = sum(one.log10_ratio or 0.0 for one in row.parts)
    assert row.log10_ratio == pytest.approx(total, abs=0.03)  # each part is rounded by itself
    assert row.likelihood_ratio == pytest.approx(10 ** weight(row), rel=5e-3)


def test_every_key_that_an_answer_cites_is_held():
    row = likeness_of(NEW, [NEAR], settings=QUICK)[0]
    assert {"likeness_company_share", "stream_amplitude_sd"} <= set(row.assumptions)
    assert set(row.assumptions) <= set(assumptions())
    assert set(row.sources) <= set(library())
    assert "home_office_small_boats_2026" in row.sources


@pytest.mark.parametrize("position", ["51.0004N 2.1120E", "51.05N 3.9E", "50.9N 1.95E"])
def test_a_harbour_land_or_another_sea_leaves_the_position_unknown(position):
    """Gravelines' channel and other places without a sea; never a refusal, never a number."""
    new = seen("N", "2021-11-24T02:00Z", position, persons=33)
    row = likeness_of(new, [NEAR], settings=QUICK)[0]
    assert part(row, "position").verdict == "unknown"
    assert part(row, "position").log10_ratio is None
    assert part(row, "persons").verdict == "for"


def test_an_older_report_is_compared_by_drifting_it_forward():
    older = seen("N", "2021-11-24T01:10Z", "51.07N 1.76E")
    found = part(likeness_of(older, [NEAR], settings=QUICK)[0], "position")
    assert found.verdict in ("for", "neither")
    assert "0 h 30 min" in found.text


def test_a_recovered_boat_says_so_and_its_place_says_nothing():
    craft = msgspec.structs.replace(NEAR, recovered=True)
    row = likeness_of(NEW, [craft], settings=QUICK)[0]
    assert "never fills in" in row.text
    assert part(row, "position").verdict == "unknown"


def test_with_more_boats_about_the_same_evidence_says_less():
    alone, *_ = probabilities([1.0])
    crowd = probabilities([1.0] * 50)
    assert alone == pytest.approx(10 / 11, abs=1e-4)  # half for another boat, half for this one
    assert crowd[0] == pytest.approx(alone / 50, abs=1e-3)
    assert sum(crowd) < 1.0
    assert probabilities([]) == []
    assert probabilities([None]) == [0.5]


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (1.0, "very_likely"),
        (0.9, "likely"),
        (0.5, "undecided"),
        (0.1, "unlikely"),
        (0.0, "very_unlikely"),
    ],
)
def test_no_word_is_certain(chance, word):
    assert word_for(chance) == word


def test_no_evidence_for_outweighs_one_that_is_strongly_against():
    crowd = msgspec.structs.replace(NEW, persons=98)
    row = likeness_of(crowd, [NEAR], settings=QUICK)[0]
    assert weight(row) > 0.5, "telephone, place and colour speak for it"
    assert row.word == "undecided"
    assert row.parts[0].name == "persons"


def test_french_says_the_same_in_french():
    rows = likeness_of(NEW, [NEAR, FAR, SILENT], settings=QUICK, language="fr")
    assert rows[0].text.startswith("Charlie : ")
    assert any("NM du milieu" in one.text for one in rows[0].parts)
    assert "très probablement une autre" in rows[1].text


def test_settings_out_of_range_are_refused():
    with pytest.raises(QuantityError, match="particles"):
        likeness_of(NEW, [NEAR], settings=LikenessSettings(particles=10))


def test_no_craft_no_likeness():
    assert likeness_of(seen("N", "2021-11-24T02:00Z", MIDSTRAIT), []) == ()
