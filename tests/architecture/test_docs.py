"""The documentation is true: links resolve, commands parse, positions read as the page says."""

import re
import shlex

import pytest

from estran.cli.main import app, run
from estran.errors import PositionError
from estran.exchange.report_text import known_keys, parse_report
from estran.quantities.position_format import format_dmm
from estran.quantities.position_text import parse_position
from tests.support.house import ROOT, for_every, name_of

DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted(DOCS.rglob("*.md")),
]
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
CONSOLE = re.compile(r"^```console\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (?P<command>(?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE)
REPORT = re.compile(r"<!-- file: [\w.-]+ -->\n```yaml\n(?P<text>.*?)```", re.DOTALL)
ROW = re.compile(r"^\| `(?P<text>[^`]+)` \| (?P<rest>[^|]+(?:\|[^|]+)?) \|$", re.MULTILINE)
TARGET = re.compile(r"^(?P<name>[a-z-]+):", re.MULTILINE)


def anchors(page):
    """What a link may jump to: headings as GitHub names them."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), flags=re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", head.lower()) for head in heads)
    return {head.strip().replace(" ", "-") for head in plain}


def commands():
    """Every command of a console block, with its page."""
    found = []
    for page in PAGES:
        for block in CONSOLE.finditer(page.read_text("utf-8")):
            lines = [match["command"] for match in COMMAND.finditer(block["body"])]
            found += [(name_of(page), line.replace("\\\n", " ")) for line in lines]
    return found


ESTRAN = sorted({(page, line) for page, line in commands() if line.startswith("estran ")})
MAKE = sorted({(page, line) for page, line in commands() if line.startswith("make ")})
QUICK = ("estran replay list", "estran --version", "estran --help", "estran assess --schema")


def documented_positions(heading):
    page = (DOCS / "reference" / "positions.md").read_text("utf-8")
    part = page.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [(match["text"], match["rest"]) for match in ROW.finditer(part)]


@for_every(PAGES)
def test_every_link_resolves(page):
    for match in LINK.finditer(FENCE.sub("", page.read_text("utf-8"))):
        target, _, anchor = match["target"].partition("#")
        if "://" in target:
            continue
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), f"{name_of(page)} links to {target}, which is not there"
        if anchor:
            assert anchor in anchors(file), f"{name_of(page)}: no heading #{anchor} in {target}"


def test_every_page_can_be_reached_from_the_index():
    index = (DOCS / "index.md").read_text("utf-8")
    linked = {(DOCS / match["target"]).resolve() for match in LINK.finditer(index)}
    lost = [name_of(page) for page in DOCS.rglob("*.md") if page.resolve() not in linked]
    assert lost == [name_of(DOCS / "index.md")]


@pytest.mark.parametrize(("page", "line"), ESTRAN)
def test_every_command_is_accepted_by_the_command_line(page, line):
    words = shlex.split(line.partition(" > ")[0])
    command, *_ = app.parse_args(words[1:], exit_on_error=False, print_error=False)
    assert callable(command), f"{page}: {line}"


def test_a_wrong_command_would_be_noticed():
    with pytest.raises(Exception, match="sed"):
        app.parse_args(["assess", "--sed", "1"], exit_on_error=False, print_error=False)


@pytest.mark.parametrize(("page", "line"), MAKE)
def test_every_make_target_exists(page, line):
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    named = {word for word in shlex.split(line)[1:] if "=" not in word}
    assert named <= targets, f"{page}: the Makefile lacks {named - targets}"


@pytest.mark.parametrize("line", QUICK)
def test_quick_commands_run(line, capsys):
    assert run(shlex.split(line)[1:]) == 0
    assert capsys.readouterr().out.strip()


@for_every(PAGES)
def test_report_files_of_the_pages_are_read(page):
    for match in REPORT.finditer(page.read_text("utf-8")):
        assert parse_report(match["text"], name=name_of(page)).exercise, "examples are exercises"


@for_every(known_keys())
def test_every_key_of_a_report_is_documented(key):
    page = (DOCS / "reference" / "report-file.md").read_text("utf-8")
    assert f"| `{key}` |" in page


@pytest.mark.parametrize(("text", "rest"), documented_positions("Read"))
def test_a_position_reads_as_the_page_says(text, rest):
    parsed = parse_position(text)
    assert [cell.strip() for cell in rest.split("|")] == [parsed.form, format_dmm(parsed.position)]


@pytest.mark.parametrize(("text", "rest"), documented_positions("Refused"))
def test_a_position_is_refused_as_the_page_says(text, rest):
    with pytest.raises(PositionError) as refusal:
        parse_position(text)
    assert refusal.value.code == rest.strip("` ")


def test_the_picture_is_light_enough_to_be_looked_at():
    for picture in (DOCS / "images").iterdir():
        assert picture.stat().st_size < 400_000, name_of(picture)
