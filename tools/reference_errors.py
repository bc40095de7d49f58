"""The page on refusals: every error code raised in src/estran, found in the syntax trees."""

from __future__ import annotations

import ast
import inspect
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from estran import errors
from tools.reference_layout import WORDS, page, table, text, words

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "estran"
CODE = re.compile(r"[a-z_]+\.[a-z_0-9]+")


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """One place where an error is raised."""

    code: str
    kind: str
    message: str
    file: str


def errors_page() -> str:
    """Return the page."""
    groups: dict[str, list[Refusal]] = defaultdict(list)
    for refusal in sorted(set(refusals())):
        groups[refusal.code.partition(".")[0]].append(refusal)
    titles = words("errors")
    if spare := sorted(set(titles) - set(groups)):
        raise ValueError(f"{WORDS.name}: [errors] names groups without a refusal: {spare}")
    names = [*titles, *sorted(set(groups) - set(titles))]
    parts = [_group(titles.get(name, name.capitalize()), groups[name]) for name in names]
    return page(
        "Refusals and errors",
        "every `raise` in src/estran",
        text("errors_introduction"),
        _kinds(),
        *parts,
    )


def refusals() -> Iterator[Refusal]:
    """Yield every error that the package raises on purpose."""
    files = sorted(PACKAGE.rglob("*.py"))
    trees = {file: ast.parse(file.read_text("utf-8")) for file in files}
    kinds = error_kinds()
    makers = {name: kind for tree in trees.values() for name, kind in _makers(tree, kinds)}
    for file, tree in trees.items():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "id", "")
            kind = name if name in kinds else makers.get(name)
            if kind is None:
                continue
            for code in _codes(call):
                yield Refusal(code, kind, _message(call), file.relative_to(PACKAGE).as_posix())


def error_kinds() -> dict[str, str]:
    """Return every exception class of the house with the first line of its docstring."""
    return {
        name: (inspect.getdoc(kind) or "").split("\n")[0]
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.EstranError)
    }


def _makers(tree: ast.AST, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield functions that build an error for their caller to raise, with its class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and getattr(node.returns, "id", "") in kinds:
            yield node.name, getattr(node.returns, "id", "")


def _codes(call: ast.Call) -> list[str]:
    """Return the codes that a call may give its error; none where it passes one on."""
    for argument in call.args[:2]:
        if isinstance(argument, ast.Constant) and CODE.fullmatch(str(argument.value)):
            return [str(argument.value)]
        if isinstance(argument, ast.JoinedStr):
            written = words("codes")
            template = _template(argument)
            if re.fullmatch(r"[a-z_{}…]+\.[a-z_{}…]+", template):
                return list(written[template])
    return []


def _message(call: ast.Call) -> str:
    texts = [_template(one) for one in call.args[1:]]
    return max((text for text in texts if not CODE.fullmatch(text)), key=len, default="")


def _template(node: ast.expr) -> str:
    """Return a text with {…} for every value that is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_template(part) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _template(node.left) + _template(node.right)
    return "{…}"


def _kinds() -> str:
    stops = (errors.InputError, errors.MissingExtraError)
    rows = [
        (f"`{name}`", "2" if issubclass(getattr(errors, name), stops) else "1", text)
        for name, text in error_kinds().items()
    ]
    return "## Kinds\n\n" + table(("kind", "exit code", "meaning"), rows)


def _group(title: str, found: list[Refusal]) -> str:
    merged: dict[tuple[str, str], list[Refusal]] = defaultdict(list)
    for one in found:
        merged[one.code, one.kind].append(one)
    rows = [
        (
            f"`{code}`",
            f"`{kind}`",
            _messages(several),
            ", ".join(sorted({f"`{one.file}`" for one in several})),
        )
        for (code, kind), several in merged.items()
    ]
    return f"## {title}\n\n" + table(("code", "kind", "message", "raised in"), rows)


def _messages(several: list[Refusal]) -> str:
    kept = [one for one in dict.fromkeys(each.message for each in several) if one.strip("{…} ")]
    return "<br>".join(one.replace("<", "&lt;") for one in kept) or "as the caller says"
