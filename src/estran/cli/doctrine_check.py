"""`estran doctrine check`: are the files read, do their cases come out, do the proofs hold."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- the command line reads the annotation
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estran.doctrine.rule import Doctrine
    from estran.exchange.doctrine_proofs import Checked


def check(
    *files: Path,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Check files of rules, or all that ships: types, units, citations, cases, and every proof.

    A proof that fails prints a situation that shows it, and the exit code is 2. The breaches of a
    hypothetical doctrine are told and are no fault of it: it can be studied, never in force.

    Parameters
    ----------
    files : Path
        Files of rules as YAML; all that ships where there are none.
    lang : str
        Language of the page: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.cli.printing import print_json, print_page
    from estran.doctrine.registry import every_doctrine
    from estran.exchange.doctrine_proofs import check_data, check_page

    found = [_read(one) for one in files] or list(every_doctrine().values())
    checked = [_checked(one, shipped=not files) for one in found]
    if json:
        print_json(check_data(checked, language=lang))
    else:
        print_page(check_page(checked, language=lang))
    _require_sound(checked)


def _read(path: Path) -> Doctrine:
    from estran.doctrine.registry import read_any
    from estran.wiring import read_user_text

    return read_any(read_user_text(path), file=str(path))


def _checked(one: Doctrine, *, shipped: bool) -> Checked:
    from estran.doctrine.cases import mismatches, shipped_cases
    from estran.doctrine.proofs import prove
    from estran.doctrine.ruleset import rules_with
    from estran.exchange.doctrine_proofs import Checked

    cases = [case for case in shipped_cases() if shipped and case.doctrine == one.id]
    return Checked(
        doctrine=one,
        findings=prove(rules_with(one)),
        cases=len(cases),
        mismatches=[text for case in cases for text in mismatches(case)],
    )


def _require_sound(checked: Sequence[Checked]) -> None:
    from estran.errors import DoctrineError

    failed = [one.doctrine.id for one in checked if one.failed]
    if failed:
        names = ", ".join(failed)
        raise DoctrineError(
            "doctrine.check_failed",
            f"{names}: a proof or a case does not hold; the page says which.",
            names=names,
        )
