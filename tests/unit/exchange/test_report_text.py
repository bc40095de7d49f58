"""A report as YAML: read strictly, refused with file, line and key."""

import pytest

from estran.errors import ReportFileError
from estran.exchange.report_text import parse_report

GOOD = """\
at: 2022-12-14T01:53Z
position: 50-59.294N 001-21.087E
persons: 47
craft: inflatable
told:
  Dover: 2022-12-14T02:13Z
"""


def test_a_whole_report_is_read() -> None:
    report = parse_report(GOOD, name="r.yaml")
    assert (report.at, report.persons, report.told) == (
        "2022-12-14T01:53Z",
        47,
        {"Dover": "2022-12-14T02:13Z"},
    )


def test_a_time_that_yaml_takes_for_a_date_stays_a_time_with_its_zone() -> None:
    report = parse_report(GOOD.replace("01:53Z", "01:53:00Z"), name="r.yaml")
    assert report.at.startswith("2022-12-14T01:53:00")
    assert report.at.endswith(("Z", "+00:00"))


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        (GOOD + "sped: 5\n", 7, "sped", "no such key"),
        (GOOD + "persons: 48\n", 7, "persons", "twice"),
        (GOOD.replace("persons: 47", "persons: [1, 2]"), 3, "persons", "expected a whole number"),
        (GOOD.replace("craft: inflatable", "state: flying"), 4, "state", "flying"),
        ("at: 2022-12-14T01:53Z\n", 1, "position", "missing"),
        ("- just\n- a list\n", 1, "text", "key: value"),
        ("at: [unclosed\nposition: x\n", 2, "text", ""),
        ("", 1, "text", "key: value"),
        ("at: 2026-02-31\nposition: y\n", 1, "text", "does not exist"),
        ("at: " + "[" * 20_000, 1, "text", "nested"),
        ("at: " + "x" * 200_000, 1, "text", "longer"),
        ("persons: !!bool foo\n", 1, "text", "does not fit its tag"),
        ("persons: !!int ''\n", 1, "text", "does not fit its tag"),
        ("at: !!timestamp foo\n", 1, "text", "does not fit its tag"),
        ("at: !!python/object:os.system x\nposition: y\n", 1, "text", ""),
    ],
)
def test_what_cannot_be_read_is_named_with_file_line_and_key(
    text: str, line: int, key: str, words: str
) -> None:
    with pytest.raises(ReportFileError) as refusal:
        parse_report(text, name="r.yaml")
    assert refusal.value.message.startswith(f"r.yaml, line {line}, {key}: ")
    assert words in refusal.value.message


def test_a_near_miss_of_a_key_is_offered() -> None:
    with pytest.raises(ReportFileError, match="did you mean position"):
        parse_report(GOOD + "postion: x\n", name="r.yaml")
