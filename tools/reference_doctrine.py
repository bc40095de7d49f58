"""The pages on doctrines and on commitments: every rule with its text and source, every promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.doctrine.commitments import commitments
from estran.doctrine.registry import every_doctrine
from estran.doctrine.tree import words
from estran.exchange.doctrine_marks import marks_of
from estran.exchange.doctrine_page import cited
from estran.language.catalogue import say
from tools.reference_layout import page, sentence, table, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estran.doctrine.commitments import Commitment
    from estran.doctrine.rule import Doctrine, Rule


def doctrines_page() -> str:
    """Return the page on doctrines."""
    held = every_doctrine().values()
    rows = [
        (
            f"[{one.id}](#{one.id.lower()})",
            one.title,
            say("en", f"doctrine_status.{one.status}"),
            "" if one.layer == "hypothetical" else str(one.valid_from or ""),
            str(one.valid_until or ""),
            one.access,
            one.reviewed or "no",
        )
        for one in held
    ]
    head = ("id", "title", "status", "since", "until", "text", "reviewed by counsel")
    return page(
        "Doctrines",
        "src/estran/doctrine/rules",
        text("data_doctrines"),
        table(head, rows),
        *(_doctrine(one) for one in held),
    )


def commitments_page() -> str:
    """Return the page on commitments."""
    return page(
        "Commitments",
        "src/estran/doctrine/commitments.yaml",
        text("data_commitments"),
        *(_commitment(one) for one in commitments()),
    )


def _doctrine(one: Doctrine) -> str:
    said = [f"## {one.id}", f"{sentence(one.title)} {sentence(one.summary)}"]
    if one.layer == "hypothetical":
        said += [f"**{mark}**" for mark in marks_of(one, language="en")]
        said.append(_difference(one))
    said += [f"*{sentence(one.doubt)}*"] if one.doubt else []
    said += _points("Not known:", one.unknown)
    said.append(
        table(
            ("rule", "effect", "options", "says", "when", "source"),
            [_rule(rule) for rule in one.rules],
        )
    )
    practice = (
        f"{row.since}: {row.text} {_link(row.source)}"
        + (f" Contradicts {', '.join(row.contradicts)}." if row.contradicts else "")
        for row in one.practice
    )
    said += _points("Reported practice:", practice)
    said += _points(
        "Makes no rule:", (f"{_link(s.source)}, {s.article}: {s.why}" for s in one.silent)
    )
    said.append("Sources: " + ", ".join(map(_link, cited(one))) + ".")
    return "\n\n".join(said)


def _difference(one: Doctrine) -> str:
    apart = one.difference
    parts = [f"It varies [{one.base}](#{one.base.lower()})"]
    for word, names in (("sets", apart.set), ("drops", apart.dropped), ("adds", apart.added)):
        parts += [f"{word} {', '.join(names)}"] if names else []
    return ", ".join(parts) + "."


def _rule(rule: Rule) -> tuple[str, ...]:
    article = f", {rule.citation.article}" if rule.citation.article else ""
    unless = "".join(f"; unless `{words(one.when)}`" for one in rule.unless)
    return (
        f"`{rule.id}`",
        rule.effect,
        ", ".join(rule.options),
        sentence(rule.label),
        f"`{words(rule.when)}`{unless}",
        f"{_link(rule.citation.source)}{article}",
    )


def _points(head: str, texts: Iterable[str]) -> Iterator[str]:
    found = [f"- {sentence(one)}" for one in texts]
    if found:
        yield head + "\n\n" + "\n".join(found)


def _commitment(one: Commitment) -> str:
    due = one.due.text if one.due else "nobody said"
    status = say("en", f"commitment_status.{one.status}")
    rows = [
        (row.on.text, row.text, say("en", f"commitment_status.{row.shows}"), _link(row.source))
        for row in one.evidence
    ]
    said = [
        f"## {one.id}",
        f"{sentence(one.promised)} By: {one.by}. Promised: {one.on.text}. Due: {due}. "
        f"As reports show: **{status}**. Confidence: {one.confidence}.",
    ]
    if rows:
        said.append(table(("reported", "what", "shows", "source"), rows))
    said.append(f"Not known: {sentence(one.unknown)}")
    said.append("Sources: " + ", ".join(map(_link, one.sources)) + ".")
    return "\n\n".join(said)


def _link(key: str) -> str:
    return f"[{key}](sources.md#{key})"
