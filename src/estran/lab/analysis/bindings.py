"""Which rule alone stood in the way of an option, and which unknown fact settled a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.analysis.nested import monte_carlo, sun_2011
from estran.lab.findings import Binding, Reason

if TYPE_CHECKING:
    from estran.lab.analysis.evidence import Evidence


def bindings(evidence: Evidence, doctrine: str) -> tuple[Binding, ...]:
    """Return what binds each option that was asked for under a doctrine, by name of the option."""
    options = sorted(name.partition(":")[2] for name in evidence.columns if _is(name, "asked"))
    found = (_binding(evidence, doctrine, option) for option in options)
    return tuple(one for one in found if one.asked > 0.0)


def _is(column: str, kind: str) -> bool:
    return column.startswith(f"{kind}:")


def _binding(evidence: Evidence, doctrine: str, option: str) -> Binding:
    asked = evidence.mean(f"asked:{option}", doctrine)
    permitted = f"permitted:{option}"
    return Binding(
        doctrine=doctrine,
        option=option,
        asked=asked,
        permitted=evidence.mean(permitted, doctrine) if permitted in evidence.columns else 0.0,
        rules=_reasons(evidence, doctrine, f"only:{option}:", asked),
        unknowns=_reasons(evidence, doctrine, f"unknown:{option}:", asked),
    )


def _reasons(evidence: Evidence, doctrine: str, stem: str, asked: float) -> tuple[Reason, ...]:
    found = []
    for column in evidence.columns:
        if not column.startswith(stem):
            continue
        nested = sun_2011(evidence.of(column, doctrine), evidence.weights)
        if nested.mean > 0.0:
            reason = Reason(
                name=column.removeprefix(stem),
                decisions=nested.mean,
                share=nested.mean / asked if asked > 0.0 else 0.0,
                interval=monte_carlo(nested),
            )
            found.append(reason)
    return tuple(sorted(found, key=lambda one: (-one.decisions, one.name)))
