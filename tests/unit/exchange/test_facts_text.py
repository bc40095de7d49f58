"""Facts from a file and from a table: what is read, and what is refused, with its place."""

from pathlib import Path

import numpy as np
import pytest

from estran.adapters import tables
from estran.errors import ReportFileError
from estran.exchange.facts_table import Rows, TableReader
from estran.exchange.facts_text import parse_facts_file


def test_what_a_file_says_is_read() -> None:
    text = (
        "persons_aboard: [2, 5]\nengine_stopped: no\npersons_in_water: unknown\n"
        "acting_unit: gendarmerie maritime\ndistance_to_waterline: 120-180\ndepth: 1.5\n"
        "children_seen: null\n"
    )
    assert parse_facts_file(text, name="f.yaml") == {
        "persons_aboard": (2.0, 5.0),
        "engine_stopped": False,
        "persons_in_water": None,
        "acting_unit": "gendarmerie_maritime",
        "distance_to_waterline": (120.0, 180.0),
        "depth": 1.5,
        "children_seen": None,
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("depth: -999\n", "f.yaml, line 1, depth: depth is '-999'; it takes 0 to 200 m"),
        ("depth: .nan\n", "line 1, depth"),
        ("daylight: yes\ndaylihgt: no\n", "line 2, daylihgt: No fact is called 'daylihgt'"),
        ("daylight: 1\n", "it takes yes, no or unknown"),
        ("daylight: perhaps\n", "it takes yes, no or unknown"),
        ("persons_aboard: 2.5\n", "a whole number of persons"),
        ("persons_aboard: [5, 2]\n", "the lower number first"),
        ("persons_aboard: true\n", "a number in persons"),
        ("waters: lake\n", "one of sea, harbour, canal"),
        ("distress_indicated: no\n", "follows from"),
        ("a: &x 1\nb: *x\n", "line 1"),
        ("- a\n", "line 1"),
        ("daylight: yes\ndaylight: no\n", "line 2"),
        ("x: !!python/object/apply:os.system [ls]\n", "line 1"),
        ("x" * 30_000, "longer than"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_file_line_and_fact(text: str, words: str) -> None:
    with pytest.raises(ReportFileError) as refusal:
        parse_facts_file(text, name="f.yaml")
    assert words in refusal.value.message


def states(path: Path):
    (found,) = TableReader(path.name).states(tables.read_rows(path))
    return found


PLAIN = "daylight,persons_aboard,waters,depth\nyes,2,sea,1.5\n,,,\nno,0,harbour,0\n"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.removesuffix("\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace(",", ";").replace("1.5", "1,5"),
        PLAIN.replace("sea", '"sea"'),
        PLAIN.replace("yes", "Oui").replace("no,", "NON,"),
        PLAIN.replace("harbour", " harbour ").replace(",,,", ",?,inconnu,unknown"),
        PLAIN.replace("yes", "  oui" + " " * 70),
    ],
)
def test_every_way_of_writing_a_table_means_the_same(text: str, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(text.encode())
    found = states(file)
    assert found.count == 3
    assert found.yes_no["daylight"][0].tolist() == [True, False, False]
    assert found.yes_no["daylight"][1].tolist() == [False, False, True]
    assert found.categories["waters"].tolist() == [0, -1, 1]
    np.testing.assert_array_equal(found.numbers["persons_aboard"], [2, np.nan, 0])
    np.testing.assert_array_equal(found.numbers["depth"], [1.5, np.nan, 0])


def test_a_range_stands_in_a_cell(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("depth\n0.5-1.2\n2\n")
    found = states(file)
    assert found.numbers["depth"].tolist() == [0.5, 2.0]
    assert found.highs["depth"].tolist() == [1.2, 2.0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("depth\n1\n-999\n", "t.csv, row 3, column depth: depth is '-999'; it takes 0 to 200 m"),
        ("depth\n1\nnan\n", "row 3, column depth"),
        ("depth\n1\ninf\n", "row 3, column depth"),
        ("depth\n1\n1e999\n", "row 3, column depth"),
        ("daylight\nyes\nno\nmaybe\n", "row 4, column daylight: daylight is 'maybe'"),
        ("persons_aboard\n1.5\n", "row 2, column persons_aboard"),
        ("waters\nlac\n", "row 2, column waters: waters is 'lac'; it takes one of sea"),
        ("dayligth\nyes\n", "row 1, column dayligth: No fact is called 'dayligth'"),
        ("distress_indicated\nyes\n", "row 1, column distress_indicated"),
        ("daylight,depth\nyes\n", "row 2, column *: has 1 cells, and the head has 2"),
        ("daylight,daylight\nyes,no\n", "column daylight: this column stands twice"),
        ("daylight,depth\nyes,1\n\nno,2\n", "row 3, column *: has 0 cells"),
        ("\n", "begins with the names of its facts"),
        ("", "begins with the names of its facts"),
        ('daylight\n"yes\n', "this is not CSV"),
    ],
)
def test_a_bad_cell_is_refused_with_its_row_and_column(
    text: str, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(text)
    with pytest.raises(ReportFileError) as refusal:
        list(TableReader("t.csv").states(tables.read_rows(file)))
    assert words in refusal.value.message.replace(str(file), "t.csv")


def test_rows_are_counted_through_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BLOCK", 50)
    file = tmp_path / "t.csv"
    file.write_text("daylight\n" + "yes\n" * 100 + "perhaps\n")
    with pytest.raises(ReportFileError, match="row 102, column daylight"):
        list(TableReader("t.csv").states(tables.read_rows(file)))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportFileError, match="cannot be read"):
        list(tables.read_rows(tmp_path / "none.csv"))


def test_verdict_codes_are_written_one_row_a_state() -> None:
    codes = {"I6": np.array([0, 1], dtype=np.int8), "I11a": np.array([3, 4], dtype=np.int8)}
    assert tables.verdict_bytes(codes) == b"I6,I11a\n0,3\n1,4\n"


def test_an_array_with_its_type_is_checked_as_well() -> None:
    cells = np.ma.masked_array([1.0, -999.0], mask=[False, False])
    with pytest.raises(ReportFileError, match="row 3, column depth"):
        list(TableReader("t.parquet").states(iter([Rows(2, {"depth": cells})])))


def test_parquet_means_what_csv_means(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as pq

    from estran.adapters import parquet

    columns = {
        "daylight": [True, None, False],
        "persons_aboard": [2, None, 0],
        "waters": ["sea", None, "harbour"],
        "depth": [1.5, None, 0.0],
    }
    pq.write_table(arrow.table(columns), tmp_path / "t.parquet")
    (found,) = TableReader("t").states(parquet.read_rows(tmp_path / "t.parquet"))
    assert found.yes_no["daylight"][0].tolist() == [True, False, False]
    assert found.categories["waters"].tolist() == [0, -1, 1]
    np.testing.assert_array_equal(found.numbers["persons_aboard"], [2, np.nan, 0])
    codes = {"I6": np.array([0, 1], dtype=np.int8), "I7": np.array([3, 2], dtype=np.int8)}
    (tmp_path / "v.parquet").write_bytes(parquet.verdict_bytes(codes))
    assert pq.read_table(tmp_path / "v.parquet").to_pydict() == {"I6": [0, 1], "I7": [3, 2]}
    (tmp_path / "bad.parquet").write_text("no")
    with pytest.raises(ReportFileError, match="is not Parquet"):
        list(parquet.read_rows(tmp_path / "bad.parquet"))
