"""A filled-in form for each kind of event that a person may enter, for the description of the API.

Read from top to bottom they are one night at one desk: a test enters them in this order.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

REPORT, OTHER_REPORT, CRAFT, OTHER_CRAFT = "R-0001", "R-0002", "B-0001", "B-0002"
SAME_CRAFT = {"report": OTHER_REPORT, "craft": CRAFT}

EXAMPLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "watch.relieved": {"qualified": 2, "trainees": 1, "remarks": "fog off Gravelines"},
        "surveillance.stated": {
            "state": "degraded",
            "why": "the aircraft is grounded by fog",
            "substitutes": ["semaphore", "patrol boat"],
        },
        "call.returned": {"call": "M-0001", "outcome": "no_answer"},
        "report.read": {"report": "R-0003"},
        "report.set_aside": {"report": "R-0003", "why": "a test message of the relay"},
        "position.chosen": {"report": REPORT, "index": 1, "why": "the telephone's own position"},
        "persons.contradicted": {"report": REPORT, "why": "counted twice by the caller"},
        "persons.restored": {"report": REPORT, "why": "a second caller gives the same number"},
        "centre.told": {"centre": "Gris-Nez", "channel": "telephone"},
        "centre.acknowledged": {"reference": "JRCC 2026-118"},
        "craft.opened": {"report": OTHER_REPORT, "label": "Delta"},
        "link.decided": {**SAME_CRAFT, "decision": "same", "why": "same telephone, same count"},
        "link.undone": {**SAME_CRAFT, "why": "the second caller is on another boat"},
        "craft.merged": {"into": CRAFT, "other": OTHER_CRAFT, "why": "one caller, two numbers"},
        "merge.undone": {"into": CRAFT, "other": OTHER_CRAFT, "why": "both answer the telephone"},
        "craft.split": {
            "craft": CRAFT,
            "reports": [REPORT],
            "label": "Echo",
            "why": "two boats left together; this call is from the second",
        },
        "phase.declared": {"phase": "distress"},
        "reference.given": {"reference": "2026/0412"},
        "fact.recorded": {"fact": "taking_water", "value": "yes", "by": "caller"},
        "note.added": {"text": "They shout that water comes over the side."},
        "lead.opened": {"what": "a light seen by the semaphore at Gravelines"},
        "lead.closed": {"lead": "L-0001-1", "outcome": "a fishing boat at anchor"},
        "relay.sent": {"near": ["Arcturus"], "radius_nm": 10},
        "relay.answered": {"relay": "Y-0001-1", "ship": "Arcturus", "answer": "proceeding"},
        "task.requested": {
            "unit": "Dunkirk lifeboat",
            "medium": "surface",
            "purpose": "rescue",
            "capacity": 50,
        },
        "task.moved": {"task": "T-0001-1", "to": "under_way", "eta": "2026-03-14T05:40Z"},
        "sheet.read": {"unit": "Dunkirk lifeboat"},
        "osc.named": {"unit": "Dunkirk lifeboat"},
        "escort.begun": {"unit": "Flamant", "triggers": ["engine stops", "water aboard"]},
        "trigger.seen": {"trigger": "engine stops", "by": "Flamant"},
        "medical.advised": {"by": "doctor by radio", "text": "Warm slowly; two lie down."},
        "mass_rescue.planned": {
            "persons_high": 60,
            "places": 50,
            "plan": "children first; rafts for the rest",
        },
        "safety.named": {"place": "Dunkirk", "agreed_by": "CROSS Gris-Nez"},
        "alarm.answered": {
            "alarm": "contact:C-0001:2026-03-14T05:00:00+00:00",
            "how": "called back; the telephone rings",
        },
        "decision.taken": {"option": "I6", "choice": "chosen", "why": "people in the water"},
        "message.read": {"message": "P-0001-1", "by": "Dover"},
        "recovery.reported": {"unit": "Dunkirk lifeboat", "alive": 33, "colour": "black"},
        "recovery.matched": {
            "recovery": "V-0001",
            "craft": CRAFT,
            "evidence": ["phone_contact"],
            "why": "the caller's telephone rings aboard",
        },
        "match.undone": {"recovery": "V-0001", "craft": CRAFT, "why": "it rang on another boat"},
        "persons.accounted": {
            "craft": CRAFT,
            "count": 2,
            "how": "ashore",
            "by": "land patrol",
            "why": "two walked back up the beach",
        },
        "account.undone": {"craft": CRAFT, "index": 0, "why": "they were from another boat"},
        "persons.missing": {"craft": CRAFT, "count": 1, "by": "those recovered"},
        "contradiction.settled": {
            "craft": CRAFT,
            "contradiction": "persons",
            "why": "the first caller counted two boats",
        },
        "settlement.undone": {
            "craft": CRAFT,
            "contradiction": "persons",
            "why": "the recount says otherwise",
        },
        "search.done": {
            "unit": "Dunkirk lifeboat",
            "searcher": "small_boat",
            "target": "person_in_water",
            "corners": ["51-05N 001-40E", "51-05N 001-50E", "51-00N 001-50E", "51-00N 001-40E"],
            "start": "2026-03-14T03:00Z",
            "end": "2026-03-14T04:00Z",
            "spacing_nm": 0.5,
            "speed_kn": 8,
            "visibility_nm": 3,
        },
        "daylight.considered": {
            "next_daylight": "2026-03-15T05:40Z",
            "units": ["Dunkirk lifeboat", "helicopter"],
            "why": "both search from dawn on",
        },
        "outcome.counted": {"source": "press", "alive": 32, "missing": 1},
        "hold.placed": {"ground": "inquiry"},
        "hold.lifted": {"hold": "H-0001-1", "ground": "inquiry closed"},
        "handover.offered": {"to": "Gris-Nez", "why": "the boat drifts to their side"},
        "handover.withdrawn": {"why": "the lifeboat is beside them"},
        "handover.refused": {"why": "no unit within two hours", "heard": "telephone"},
        "refusal.reviewed": {"why": "Dover keeps it; a unit of both sides is asked"},
        "case.closed": {"ground": "exhausted", "why": "every measure is exhausted"},
        "case.suspended": {
            "review_at": "2026-03-15T04:40Z",
            "resume_if": ["daylight", "a new report"],
            "why": "fog until dawn",
        },
        "case.resumed": {"why": "it is light"},
        "case.ended": {"why": "the families' count and ours agree; nothing further can be done"},
        "case.reopened": {"why": "a body was found"},
        "handover.accepted": {"reference": "2026/0412"},
    }
)
