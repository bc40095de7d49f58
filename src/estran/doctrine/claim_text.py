"""A claim as text: verdicts of options, known or unknown facts, and conditions as in a rule.

Conditions are read by the reader of rules; nothing typed is ever run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from estran.doctrine.expression import PURE, Vocabulary, parse_condition
from estran.doctrine.facts import facts
from estran.doctrine.judge import Verdict
from estran.doctrine.options import OPTIONS
from estran.doctrine.place import Place
from estran.doctrine.tree import bind
from estran.errors import DoctrineError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estran.doctrine.tree import Condition

LONGEST_CLAIM = 1_000
DEEPEST_CLAIM = 12
VERDICTS = tuple(one.word for one in Verdict)
_JOINTS = ("implies", "or", "and")
_OF_FACTS = ("known", "unknown")
_CALLED = (*_OF_FACTS, *VERDICTS)
_TOKEN = re.compile(
    r"""(?P<space>[ \n\t]+)
    |(?P<number>[0-9]{1,15}(?:\.[0-9]{1,15})?)
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<text>'[^'\n]*'|"[^"\n]*")
    |(?P<sign><=|>=|==|!=|[<>+\-*/(),])""",
    re.VERBOSE,
)
_COLUMN = re.compile(r" near column [0-9]+")
_TERM_GOES_ON = frozenset({"<", "<=", ">", ">=", "==", "!=", "+", "-", "*", "/", "in"})


@dataclass(frozen=True, slots=True)
class Says:
    """The verdict on an option is this one."""

    verdict: Verdict
    option: str


@dataclass(frozen=True, slots=True)
class Knows:
    """A fact is known, or is not."""

    fact: str
    known: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition over facts."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Opposite:
    """What a part says is false."""

    part: Statement


@dataclass(frozen=True, slots=True)
class Both:
    """Two parts are true."""

    left: Statement
    right: Statement


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of two parts is true."""

    left: Statement
    right: Statement


@dataclass(frozen=True, slots=True)
class Implies:
    """Wherever the left part is known to be true, so is the right one."""

    left: Statement
    right: Statement


Statement: TypeAlias = Says | Knows | Stated | Opposite | Both | Either | Implies


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def read_claim(text: str) -> Statement:
    """Read a claim.

    Raises
    ------
    DoctrineError
        Naming what cannot be read, and the column.
    """
    if len(text) > LONGEST_CLAIM:
        raise _unreadable("claim.too_long", 0, f"a claim has at most {LONGEST_CLAIM} characters.")
    return _Reader(text, _tokens(text)).whole()


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unreadable("claim.character", at, f"{text[at]!r} is not allowed in a claim.")
        if match.lastgroup != "space":
            found.append(_Token(str(match.lastgroup), match[0], at))
        at = match.end()
    return [*found, _Token("end", "", len(text))]


class _Reader:
    """Reads tokens into a statement: implies binds least, then or, and, not."""

    def __init__(self, text: str, tokens: list[_Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def whole(self) -> Statement:
        """Return the statement that all tokens make."""
        found = self._implication()
        if self._now.kind != "end":
            raise _unreadable(
                "claim.syntax", self._now.at, f"{self._now.text!r} is not expected here."
            )
        return found

    @property
    def _now(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, text: str) -> bool:
        taken = self._now.text == text and self._now.kind in ("name", "sign")
        self._next += taken
        return taken

    def _demand(self, text: str) -> None:
        if not self._take(text):
            problem = f"{text!r} is expected, not {_seen(self._now)}."
            raise _unreadable("claim.syntax", self._now.at, problem)

    def _implication(self) -> Statement:
        self._depth += 1
        if self._depth > DEEPEST_CLAIM:
            problem = f"a claim is nested at most {DEEPEST_CLAIM} deep."
            raise _unreadable("claim.too_deep", self._now.at, problem)
        found = self._joined("or", Either, lambda: self._joined("and", Both, self._opposite))
        if self._take("implies"):
            found = Implies(found, self._implication())
        self._depth -= 1
        return found

    def _joined(
        self,
        joint: str,
        join: Callable[[Statement, Statement], Statement],
        part: Callable[[], Statement],
    ) -> Statement:
        found = part()
        while self._take(joint):
            found = join(found, part())
        return found

    def _opposite(self) -> Statement:
        times = 0
        while self._take("not"):
            times += 1
        found = self._part()
        return Opposite(found) if times % 2 else found

    def _part(self) -> Statement:
        """Return a verdict, known or unknown, a group, or a condition as in a rule."""
        name, follows = self._now, self._tokens[min(self._next + 1, len(self._tokens) - 1)]
        if name.kind == "name" and follows.text == "(" and name.text != "in":
            return self._call()
        if name.text == "(" and self._is_group():
            self._next += 1
            found = self._implication()
            self._demand(")")
            return found
        return self._condition()

    def _call(self) -> Statement:
        word, inner = self._now, self._tokens[self._next + 2]
        if word.text in VERDICTS:
            if inner.text not in OPTIONS:
                problem = f"{_seen(inner)} is no option.{_nearest(inner, OPTIONS)}"
                raise _unreadable("claim.option", inner.at, problem)
        elif word.text not in _OF_FACTS:
            problem = f"{_seen(word)} is no word of a claim.{_nearest(word, _CALLED)}"
            raise _unreadable("claim.word", word.at, problem)
        elif inner.text not in facts():
            problem = f"{_seen(inner)} is no fact.{_nearest(inner, tuple(facts()))}"
            raise _unreadable("claim.fact", inner.at, problem)
        self._next += 3
        self._demand(")")
        if word.text in VERDICTS:
            return Says(Verdict[word.text.upper()], inner.text)
        return Knows(inner.text, word.text == "known")

    def _is_group(self) -> bool:
        """Say whether a bracket holds statements, not a sum that is then compared."""
        depth = 0
        for place in range(self._next, len(self._tokens)):
            text = self._tokens[place].text
            depth += (text == "(") - (text == ")")
            if depth == 0:
                follows = self._tokens[place + 1]
                negated = follows.text == "not"
                return follows.text not in _TERM_GOES_ON and not negated
        raise _unreadable("claim.syntax", self._now.at, "the bracket '(' is never closed.")

    def _condition(self) -> Statement:
        """Return the tokens up to the next joint as a condition in the language of rules."""
        first, depth = self._next, 0
        while self._now.kind != "end":
            text = self._now.text
            if depth == 0 and (text in _JOINTS or text == ")"):
                break
            depth += (text == "(") - (text == ")")
            self._next += 1
        tokens = self._tokens[first : self._next]
        if not tokens:
            problem = f"a statement is missing before {_seen(self._now)}."
            raise _unreadable("claim.syntax", self._now.at, problem)
        return Stated(_condition(tokens))


def _condition(tokens: list[_Token]) -> Condition:
    """Read a condition; its numbers carry the unit that is written, or else that of its facts."""
    values: dict[str, float] = {}
    units: dict[str, str] = {}
    words: list[str] = []
    own = {facts()[one.text].unit for one in tokens if one.text in facts()} - {""}
    plain = own.pop() if len(own) == 1 else PURE
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind == "number":
            name = f"number_{len(values) + 1}"
            written, width = _unit(tokens, place + 1)
            factor = {"*", "/"} & {one.text for one in tokens[max(place - 1, 0) : place + 2]}
            units[name] = written or (PURE if factor else plain)
            values[name] = float(token.text)
            words.append(name)
            place += width
        else:
            words.append(token.text)
        place += 1
    vocabulary, text = Vocabulary(facts(), units), " ".join(words)
    where = Place("the claim", 1)
    try:
        return bind(parse_condition(text, vocabulary=vocabulary, place=where), values)
    except DoctrineError as error:
        problem = _as_typed(str(error.details["problem"]), values)
        raise _unreadable("claim.condition", tokens[0].at, problem) from error


def _as_typed(problem: str, values: Mapping[str, float]) -> str:
    """Return a refusal of the reader of rules with the numbers as they were written."""
    for name in reversed(tuple(values)):
        problem = problem.replace(name, f"{values[name]:g}")
    return _COLUMN.sub("", problem)


def _unit(tokens: list[_Token], place: int) -> tuple[str, int]:
    """Return the unit written after a number, and of how many tokens; empty where there is none."""
    known = {one.unit for one in facts().values()} - {""}
    for width in (3, 1):
        written = "".join(one.text for one in tokens[place : place + width])
        if written in known and len(tokens[place : place + width]) == width:
            return written, width
    return "", 0


def _nearest(token: _Token, allowed: tuple[str, ...]) -> str:
    near = get_close_matches(token.text, allowed, n=1, cutoff=0.5)
    return f" Did you mean {near[0]!r}?" if near else ""


def _seen(token: _Token) -> str:
    return repr(token.text) if token.text else "the end"


def _unreadable(code: str, at: int, problem: str) -> DoctrineError:
    return DoctrineError(
        code, f"The claim, column {at + 1}: {problem}", column=at + 1, problem=problem
    )
