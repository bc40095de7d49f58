"""Made-up parts of an answer about people: who acts, how long they live, who can come."""

from __future__ import annotations

from typing import Any

from estran.assess.answer_card import CardOption, CardRow, DoctrineUsed, FactUsed, Question
from estran.assess.answer_people import (
    AssetAnswer,
    CentrePhase,
    CentreTold,
    Coordination,
    HazardAnswer,
    MassRescue,
    NextAction,
    Survival,
    SurvivalModel,
)

AT = "2022-12-14T01:53Z"


def parts(sentence: str) -> dict[str, Any]:
    """Return the parts by their names in `Assessment`; none of it is a finding."""
    return {
        "coordination": _coordination(sentence),
        "survival": _survival(),
        "hazards": [
            HazardAnswer(
                name="crowding",
                hazard_class="exceeded",
                text="Crush among the people aboard",
                unknown=[],
                sources=["fruin_1993"],
            )
        ],
        "doctrines": [
            DoctrineUsed(
                id="LAW",
                title="Law base",
                certain=True,
                text="public",
                reviewed="",
                doubt="",
                unknown=[],
                practice=[],
            )
        ],
        "card": [_rescue()],
        "control_card": "No control options are shown: this report is a call for help.",
        "questions": [
            Question(fact="persons_in_water", text="Is anyone in the water?", changes=[])
        ],
        "assets": [_unit()],
        "mass_rescue": MassRescue(flag="yes", text="Flotation first, count per hull."),
    }


def _coordination(sentence: str) -> Coordination:
    return Coordination(
        coordinator="Dover",
        until=["Gris-Nez"],
        sentence=sentence,
        phases=[CentrePhase(centre="Gris-Nez", phase=None)],
        phase_indicated="distress",
        phase_mismatch=False,
        centres=[CentreTold(centre="Gris-Nez", told=AT, acknowledged=None)],
        mayday_relay="unknown",
        mayday_relay_at=None,
        nearest_units=["RNLI Severn class, Dover"],
        actions=[NextAction(action="fix", text="Ask for a fresh position.", due=AT)],
    )


def _survival() -> Survival:
    return Survival(
        in_water="unknown",
        entry_earliest=AT,
        entry_latest=None,
        entry_assumed=True,
        water_low_c=9.0,
        water_high_c=13.0,
        flotation="unknown",
        models=[
            SurvivalModel(
                name="hayward_1975",
                hours=3.0,
                meaning="predicted",
                in_range=True,
                hours_cold=2.5,
                hours_warm=3.6,
                sources=["hayward_1975"],
            )
        ],
        urgent_by=AT,
        urgent_by_text=AT,
        not_before=None,
        not_before_text="unknown: keep searching",
    )


def _rescue() -> CardOption:
    used = FactUsed(
        fact="help_asked", label="somebody asked for help", value="yes", by="NGO", at=AT
    )
    row = CardRow(
        rule="LAW-SAR-2.1.10",
        status="met",
        source="sar_1979",
        effect="require",
        label="Assist any person in distress at sea",
        doctrine="LAW",
        article="annex 2.1.10",
        confidence="high",
        facts=[used],
    )
    return CardOption(
        option="I6",
        name="rescue: distress, or people in the water",
        group="rescue",
        verdict="required",
        precaution=False,
        because=["LAW-SAR-2.1.10"],
        unknown=[],
        hazards=["cold_hands"],
        rows=[row],
    )


def _unit() -> AssetAnswer:
    return AssetAnswer(
        name="RNLI Severn class, Dover",
        asset_class="rnli_severn",
        kind="surface",
        named=False,
        standing="class estimate, not tasked",
        from_place="Dover",
        ready_minutes=10.0,
        ready_low_minutes=6.0,
        ready_high_minutes=20.0,
        speed_kn=25.0,
        first_reached=AT,
        half_reached=AT,
        most_reached=None,
        reach_unknown_because=None,
        capacity=47,
        room="not_enough",
        draught_m=1.4,
        depth="unknown",
        sea="unknown",
        source="assumed",
        confidence="medium",
    )
