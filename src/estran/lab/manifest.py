"""What is written down of a study before its first season runs: question, candidates, seeds, code.

Plain values, as JSON has them. When it was written is told by whoever keeps it; it decides nothing.
"""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from platform import python_version
from typing import TYPE_CHECKING, Any

from estran.doctrine.doctrine_text import HYPOTHETICAL
from estran.doctrine.options import option_name
from estran.doctrine.proofs import prove
from estran.doctrine.proved import digest_of
from estran.doctrine.registry import doctrine
from estran.doctrine.ruleset import rules_under
from estran.doctrine.witness import in_words, proof_in_words
from estran.lab.calibration.posterior import shipped_posterior
from estran.lab.chunks import MOST_LANES, Cut, Plan, runs_of
from estran.lab.deciding_code import ROOMS, WITHOUT, code_digest, versions
from estran.lab.design import Design
from estran.lab.outcomes import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estran.doctrine.proofs import Finding

FORM = "estran study 1"
WRITTEN = "written_at"
"""The one entry that decides nothing, and is not compared."""


def cut_of(design: Design, *, ranges: int | None = None) -> Cut:
    """Return what stands beside a design in every address: code and rules as they are here.

    Raises
    ------
    UnknownNameError
        Where there is no such doctrine.
    """
    rules = {name: digest_of(rules_under(name)) for name in design.doctrines}
    return Cut(code=code_digest(), rules=rules, ranges=ranges)


def manifest_of(plan: Plan) -> dict[str, Any]:
    """Return the manifest of a study, without the time at which it is written down.

    Returns
    -------
    dict
        ``form``, ``design`` (as `Design`), ``doctrines`` (each with digests, and the proofs that it
        breaks in words), ``code`` (digest, rooms, versions), ``draws`` (their digest, and whether
        they were made with other ``code`` or ``data``), ``outcomes`` (each with its direction) and
        ``chunks`` (how it is cut).
    """
    design, cut = plan.design, plan.cut
    return {
        "form": FORM,
        "design": _plain(design),
        "doctrines": [_doctrine(name, cut.rules[name]) for name in design.doctrines],
        "code": {
            "estran": version("estran"),
            "sha256": cut.code,
            "rooms": list(ROOMS),
            "without": sorted(WITHOUT),
            "versions": {"python": python_version(), **versions()},
        },
        "draws": _draws(plan),
        "outcomes": [asdict(one) for one in OUTCOMES.values()],
        "chunks": {
            "count": len(plan),
            "ranges": len(runs_of(design, cut)),
            "most_lanes": MOST_LANES,
        },
    }


def design_in(manifest: Mapping[str, Any]) -> Design:
    """Return the design that a manifest holds."""
    said = {key: _tuple(value) for key, value in manifest["design"].items()}
    french = {key: _tuple(value) for key, value in said.pop("french").items()}
    return Design(**said, french=french)


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the entries in which two manifests differ, the time of writing aside."""
    keys = [*one, *(key for key in other if key not in one)]
    return tuple(key for key in keys if key != WRITTEN and one.get(key) != other.get(key))


def _plain(design: Design) -> dict[str, Any]:
    said = {key: _listed(getattr(design, key)) for key in Design.__dataclass_fields__}
    french = {key: _listed(value) for key, value in design.french.items()}
    return {**said, "fixed": dict(design.fixed), "french": french}


def _draws(plan: Plan) -> dict[str, Any]:
    held = shipped_posterior() if plan.design.parameters == "posterior" else None
    return {
        "sha256": plan.draws.digest,
        "from": plan.design.parameters,
        "count": plan.design.draws,
        "stale": list(held.stale(code=plan.cut.code)) if held else [],
    }


def _listed(value: Any) -> Any:  # noqa: ANN401 -- as JSON has it
    return list(value) if isinstance(value, tuple) else value


def _tuple(value: Any) -> Any:  # noqa: ANN401 -- what `_listed` made
    return tuple(value) if isinstance(value, list) else value


def _doctrine(name: str, rules_digest: str) -> dict[str, Any]:
    found, rules = doctrine(name), rules_under(name)
    return {
        "id": found.id,
        "title": found.title_in("en"),
        "title_fr": found.title_in("fr"),
        "hypothetical": found.layer == HYPOTHETICAL,
        "sha256": found.digest,
        "rules_sha256": rules_digest,
        "judged_as_of": rules.at.date().isoformat(),
        "breaches": [_breach(one) for one in prove(rules) if one.holds is not True],
    }


def _breach(finding: Finding) -> dict[str, Any]:
    return {
        "proof": finding.key,
        "option": finding.option,
        "open": finding.holds is None,
        "said": _said(finding, "en"),
        "said_fr": _said(finding, "fr"),
    }


def _said(finding: Finding, language: str) -> str:
    subject = ", ".join(finding.rules)
    if finding.option:
        subject = f"{option_name(finding.option, language)} ({finding.option})"
    sentence = proof_in_words(finding.key, finding.holds, subject, language)
    if finding.witness is None:
        return sentence
    between = " ; " if language == "fr" else "; "
    return f"{sentence} {between.join(in_words(finding.witness, language))}."
