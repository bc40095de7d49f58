"""`estran casebook mail-form`: the empty e-mail form, for whoever reports over a poor link."""

from __future__ import annotations

from typing import Literal

from estran.cli.printing import print_text


def mail_form(*, lang: Literal["en", "fr"] = "en") -> None:
    """Print the empty e-mail form; filled in, `estran casebook report --mail` takes it in.

    Parameters
    ----------
    lang : str
        Language of the form: en or fr.
    """
    from estran.exchange.email_form import report_form

    print_text(report_form(lang))
