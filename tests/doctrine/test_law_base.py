"""The law base holds every article it has to: as a rule, or with the reason why it is none.

The list is of texts that bear on rescue and control in the strait. A text may be in both.
"""

import pytest

from estran.doctrine.facts import facts
from estran.doctrine.registry import doctrine, doctrines, every_doctrine
from estran.doctrine.tree import facts_in
from estran.sources.library import library

RULES = [
    ("unclos_1982", "98(1)(a) and (b)"),
    ("solas_1974", "V/33.1"),
    ("sar_1979", "annex 2.1.10"),
    ("smuggling_protocol_2000", "9(1)(a)"),
    ("smuggling_protocol_2000", "16(4)"),
    ("safi_2022", "ECHR 2"),
    ("fr_code_penal", "223-6, second paragraph"),
    ("fr_ceseda", "L823-1"),
]
SILENT = [
    ("unclos_1982", "19(2)(g), 33"),
    ("unclos_1982", "25(1)"),
    ("unclos_1982", "37 to 44"),
    ("unclos_1982", "98(1)"),
    ("unclos_1982", "98(2)"),
    ("solas_1974", "V/7"),
    ("solas_1974", "V/33.1-1"),
    ("solas_1974", "V/34-1"),
    ("sar_1979", "annex 1.3.2"),
    ("sar_1979", "annex 4.4 and 4.5"),
    ("sar_1979", "annex 4.8"),
    ("msc_167_78", "6.7"),
    ("msc_167_78", "6.12 to 6.17"),
    ("iamsar_2", "volumes II and III"),
    ("colreg_1972", "2, 6, 8, 10, 18"),
    ("smuggling_protocol_2000", "8"),
    ("hirsi_2012", "ECHR 3, Protocol 4, article 4"),
    ("refugee_convention_1951", "31 and 33"),
    ("fr_decret_2004_112", "with décret 2013-136"),
    ("fr_instruction_1990", "with décret 88-531"),
    ("fr_cgct", "L2213-23"),
    ("fr_code_defense", "L1521-1 and following"),
    ("fr_code_transports", "L5262-2 and L5262-5"),
    ("fr_ceseda", "L823-9"),
    ("fr_code_penal", "221-6, 223-1, 121-3"),
    ("defenseure_2025", "decision of 17 December 2025"),
    ("uk_coastguard_1925", "with the rescue framework"),
    ("uk_merchant_shipping_1995", "224 and schedule 11"),
    ("uk_immigration_act_1971", "part 3A and schedule 4A"),
    ("uk_immigration_act_1971", "24(E1A)"),
    ("uk_immigration_act_1971", "25BA"),
]


def citations(one):
    """Everything of a doctrine that cites: rules, exceptions, parameters."""
    yield from (rule.citation for rule in one.rules)
    yield from (each.citation for rule in one.rules for each in rule.unless)
    yield from (each.citation for each in one.parameters.values())


@pytest.mark.parametrize(("source", "article"), RULES)
def test_an_article_that_a_machine_can_check_is_a_rule(source, article):
    assert (source, article) in {(one.source, one.article) for one in citations(doctrine("LAW"))}


@pytest.mark.parametrize(("source", "article"), SILENT)
def test_an_article_that_makes_no_rule_says_why(source, article):
    (found,) = [
        one for one in doctrine("LAW").silent if (one.source, one.article) == (source, article)
    ]
    assert len(found.why.split()) >= 5
    assert found.why_fr


def test_no_article_is_silent_that_is_not_listed_here():
    found = [(one.source, one.article) for one in doctrine("LAW").silent]
    assert sorted(found) == sorted(SILENT)


@pytest.mark.parametrize("name", every_doctrine())
def test_every_citation_resolves_and_what_is_assumed_is_never_called_certain(name):
    for one in citations(doctrine(name)):
        assert one.source in library()
        assert one.source != "assumed" or one.confidence == "low"


@pytest.mark.parametrize("name", doctrines())
def test_nothing_that_could_stand_rests_on_an_assumption(name):
    assert "assumed" not in {one.source for one in citations(doctrine(name))}


def test_the_acquittal_of_january_2026_stands_beside_the_framework():
    found = {one.since: one.source for one in doctrine("FR-2025-11-25").practice}
    assert found["2026-01-23"] == "court_2026_01_23"


def test_the_british_bar_is_for_british_units_and_french_permits_are_for_french_ones():
    british = "border_force"
    assert british in facts()["acting_unit"].categories
    (bar,) = [one for one in doctrine("UK-PRACTICE").rules if one.effect == "forbid"]
    assert facts_in(bar.when) == {"acting_unit"}
    for name in ("FR-2023-03-10", "FR-2025-11-25"):
        needed = [
            one
            for one in doctrine(name).rules
            if one.effect == "needs" and "acting_unit" in facts_in(one.when)
        ]
        assert needed
        assert not [one for one in needed if british in str(one.when)]


def test_no_doctrine_that_ships_has_been_reviewed_by_counsel_yet():
    """When one has been, this test goes, and the page of that doctrine says by whom."""
    for one in every_doctrine().values():
        assert not one.reviewed
        assert not [rule.id for rule in one.rules if rule.reviewed]
