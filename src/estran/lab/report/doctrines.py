"""Part 1: the doctrines as they were written down, what was expected, and digests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.lab.report.markup import behind, marks, pairs, paragraphs, points, section, table

if TYPE_CHECKING:
    from estran.lab.report.telling import Telling


def doctrines_part(told: Telling) -> str:
    """Return part 1: the doctrines as they were written down, and the digests of everything."""
    head = [told.say(f"study_doctrines.head_{one}") for one in ("id", "title", "kind", "proofs")]
    rows = [_doctrine_row(told, name) for name in told.findings.design.doctrines]
    broken = [
        told.say("study_mark.breach", doctrine=name, text=text)
        for name in told.findings.design.doctrines
        for text in told.breaches(name)
    ]
    expected = told.findings.design.listed("hypotheses", told.language)
    return section(
        "doctrines",
        told.say("study_part.doctrines"),
        marks(broken),
        table(head, rows, caption=told.say("study_doctrines.note")),
        paragraphs(told.say("study_doctrines.no_hypotheses")) if not expected else "",
        _expected(told, expected) if expected else "",
        paragraphs(_written(told)),
        behind(told.say("study_doctrines.digests"), pairs(_digests(told))),
    )


def _expected(told: Telling, texts: tuple[str, ...]) -> str:
    heading = told.say("study_doctrines.hypotheses")
    return section("expected", heading, points(texts), level=3)


def _doctrine_row(told: Telling, name: str) -> tuple[str, ...]:
    row = told.rows[name]
    kind = "hypothetical" if row.get("hypothetical") else "held"
    count = len(row["breaches"])
    proofs = told.say("study_doctrines.breaks", count=count) if count else ""
    return (
        name,
        told.title(name),
        told.say(f"study_doctrines.{kind}"),
        proofs or told.say("study_doctrines.keeps"),
    )


def _digests(told: Telling) -> list[tuple[str, str]]:
    manifest, say = told.findings.manifest, told.say
    code = manifest.get("code", {})
    made = ", ".join(f"{name} {one}" for name, one in code.get("versions", {}).items())
    rows = [
        (say("study_doctrines.seed"), str(told.findings.design.seed)),
        (say("study_doctrines.digest_code"), str(code.get("sha256", ""))),
        (say("study_doctrines.digest_draws"), str(manifest.get("draws", {}).get("sha256", ""))),
        (say("study_doctrines.version"), str(code.get("estran", ""))),
        (say("study_doctrines.versions"), made),
    ]
    for name, row in told.rows.items():
        key = say("study_doctrines.digest_doctrine", doctrine=name)
        day = row.get("judged_as_of", "")
        ruled = say("study_doctrines.digest_rules", doctrine=name, day=day)
        rows += [(key, str(row.get("sha256", ""))), (ruled, str(row.get("rules_sha256", "")))]
    return rows


def _written(told: Telling) -> str:
    written = told.findings.manifest.get("written_at")
    if not written:
        return told.say("study_front.made_unknown")
    return told.say("study_front.made", when=written)
