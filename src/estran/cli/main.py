"""Entry point: the commands, and how a refusal leaves: one message, exit code 2, no traceback."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper
from itertools import pairwise

from cyclopts import App, CycloptsError

from estran.cli.casebook_commands import CASEBOOK
from estran.cli.study_commands import STUDY
from estran.errors import EstranError, InputError, MissingExtraError


def version() -> str:
    """Return the version of the installed package."""
    from estran import __version__

    return str(__version__)


app = App(
    name="estran",
    help="Decision support for small-boat emergencies in tidal waters. It never says go.",
    version=version,
)
app.command("estran.cli.assess:assess", name="assess", help="Assess one report.")
app.command(
    "estran.cli.sensitivity:sensitivity", name="sensitivity", help="What makes a forecast wide."
)
app.command("estran.cli.skill:skill_of_drifters", name="skill", help="Drift beside drifters.")
app.command(coasts := App(name="area", help="The stretches of sea that are held."))
coasts.command("estran.cli.area_list:list_areas", name="list", help="What is held of each.")
coasts.command("estran.cli.area_add:add", name="add", help="Keep another coast, checked.")
app.command("estran.cli.rebase:rebase_forecast", name="rebase", help="Go on from a later fix.")
app.command(replays := App(name="replay", help="Historic cases that can be assessed again."))
replays.command("estran.cli.replay:list_replays", name="list", help="Tell what each replay is.")
app.command(rules := App(name="doctrine", help="Rules as data: read, ask, check, prove."))
rules.command("estran.cli.doctrine_list:list_doctrines", name="list", help="What stands on a day.")
rules.command("estran.cli.doctrine_show:show", name="show", help="One doctrine as a page.")
rules.command("estran.cli.doctrine_ask:ask", name="ask", help="What it says of a situation.")
rules.command("estran.cli.doctrine_check:check", name="check", help="Read, run cases, prove.")
rules.command("estran.cli.doctrine_diff:diff", name="diff", help="What differs between two.")
rules.command("estran.cli.doctrine_prove:prove", name="prove", help="Prove or refute a claim.")
rules.command("estran.cli.doctrine_history:history", name="history", help="Verdicts since 2022.")
app.command(
    "estran.cli.commitments:list_commitments", name="commitments", help="What was promised."
)
app.command(engines := App(name="engine", help="The drift engine as machine code."))
engines.command("estran.cli.engine_build:build", name="build", help="Compile it, once.")
engines.command("estran.cli.engine_status:status", name="status", help="What is built, if any.")
app.command(studies := App(name="study", help="Doctrines on simulated seasons."))
for _name, (_where, _help) in STUDY.items():
    studies.command(f"estran.cli.study_{_where}", name=_name, help=_help)
app.command(seas := App(name="sea", help="Where the sea comes from: forecasts, gauges, depths."))
seas.command(
    "estran.cli.sea_fetch:fetch",
    name="fetch",
    help="Download and keep what there is.",
    help_epilogue="Wind, waves, surge and depths need no key and nothing more than Estran. The"
    " extra live (pip install 'estran[live]') reads netCDF and Zarr: with it, and with the"
    " Copernicus Marine client installed and logged in, currents of the North-West Shelf come too.",
)
seas.command("estran.cli.sea_at:sea_at_place", name="at", help="The sea at a place and time.")
seas.command("estran.cli.sea_add:add", name="add", help="Keep the fields of a CF file.")
seas.command("estran.cli.sea_status:status", name="status", help="What is in use, and its age.")
app.command(ships := App(name="ais", help="Ships and distress devices heard by AIS."))
ships.command("estran.cli.ais_look:look", name="look", help="What is heard, alarms first.")
app.command("estran.cli.serve:serve", name="serve", help="Serve one person, or a room.")
app.command(people := App(name="accounts", help="Who may log in to a room's server."))
people.command("estran.cli.accounts_invite:invite_guest", name="invite", help="Invite somebody.")
people.command("estran.cli.accounts_accept:accept_here", name="accept", help="Choose a password.")
people.command("estran.cli.accounts_list:list_accounts", name="list", help="Accounts and keys.")
people.command("estran.cli.accounts_disable:shut", name="disable", help="Shut an account.")
people.command("estran.cli.accounts_key:make", name="api-key", help="A key for a program.")
people.command("estran.cli.accounts_revoke:revoke", name="revoke-key", help="Take a key back.")

app.command(record := App(name="casebook", help="Reports, boats, cases: a record that stands up."))
for _name, (_where, _help) in CASEBOOK.items():
    record.command(f"estran.cli.casebook_{_where}", name=_name, help=_help)


def main() -> None:
    """Run the command line and leave with 0, or 2 for input that cannot be used, or 1 otherwise."""
    _prepare()
    sys.exit(run(sys.argv[1:]))


def _prepare() -> None:
    """Set up a process with a short life, before a command loads NumPy.

    One thread for linear algebra is faster on small matrices, and gives the same bytes on any
    number of cores; looking for rubbish while modules load costs a tenth of their time. Whatever
    drifts then drifts by the quickest engine that this machine has.
    """
    from estran.wiring import offer_engine

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # the same bytes under every locale
    gc.set_threshold(200_000)
    offer_engine()


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments : list of str
        Without the program's name.
    """
    from estran.wiring.areas import offer_areas

    offer_areas()
    language = language_of(arguments)
    own = language == "en"  # the parser of arguments knows no other
    try:
        app(arguments, exit_on_error=False, print_error=own, result_action="return_value")
    except CycloptsError as error:
        if not own:
            problem = str(error)
            _refuse(InputError("command.unreadable", problem, problem=problem), language)
        return 2
    except (InputError, MissingExtraError) as error:
        _refuse(error, language)
        return 2
    except EstranError as error:
        print(f"estran: {error.code}: {error.message}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def language_of(arguments: list[str]) -> str:
    """Return the language that ``--lang`` asks for anywhere in the arguments; English otherwise.

    A refusal may come before the arguments have been read, so they are looked through here.
    """
    named = [two for one, two in pairwise(arguments) if one == "--lang"]
    named += [one.partition("=")[2] for one in arguments if one.startswith("--lang=")]
    return named[-1] if named and named[-1] == "fr" else "en"


def _refuse(error: EstranError, language: str) -> None:
    from estran.language.refusals import refusal_of

    print(f"estran: {refusal_of(error, language=language)}", file=sys.stderr)
