"""`estran doctrine prove`: a claim about a doctrine, proved, refuted by a situation, or open."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter


def prove(
    claim: str,
    /,
    *,
    doctrine: str,
    lang: Literal["en", "fr"] = "en",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Prove a claim for every situation, or show one in which it does not hold.

    Parameters
    ----------
    claim : str
        Such as "permitted(I7) implies not persons_in_water"; how to write one is in
        docs/reference/claims.md.
    doctrine : str
        Id of the doctrine: see `estran doctrine list`.
    lang : str
        Language of the page: en or fr.
    json : bool
        Print JSON instead of text.
    """
    from estran.cli.printing import print_json, print_page
    from estran.doctrine import registry
    from estran.doctrine.claims import decide, parse_claim
    from estran.doctrine.ruleset import rules_under
    from estran.doctrine.vacuity import empty_premises
    from estran.exchange.doctrine_proofs import Decided, claim_data, claim_page

    found = registry.doctrine(doctrine)
    rules, read = rules_under(found.id), parse_claim(claim)
    outcome = decide(read, rules)
    empty = empty_premises(read, rules) if outcome.verdict == "proved" else ()
    decided = Decided(claim=claim, doctrine=found, outcome=outcome, empty=empty)
    if json:
        print_json(claim_data(decided, language=lang))
    else:
        print_page(claim_page(decided, language=lang))
