"""Tables of drifter fixes: what is read, and what is refused with its row."""

import numpy as np
import pytest

from estran.errors import ReportFileError
from estran.exchange.drifter_table import read_drifters

PLAIN = b"drifter,time,latitude,longitude\na,2020-11-18T12:00Z,51.0,1.5\n"


def read(content):
    return read_drifters(content, name="t.csv")


def test_drifters_come_apart_and_fixes_into_order():
    found = read(
        b"id;time_utc;lat;lon\nb;2020-11-18 13:00;51.1;1.6\na;2020-11-18 12:00;51.0;358.5\n"
        b"b;2020-11-18 12:00;51.0;1.5\nb;2020-11-18 12:00;52.0;1.5\n\nb;2020-11-18 14:00;;\n"
        b"b;2020-11-18 15:00;NaN;NaN\n"
    )
    assert [one.key for one in found] == ["b", "a"]
    assert np.diff(found[0].times).tolist() == [3600.0]
    assert found[0].latitude.tolist() == [51.0, 51.1]
    assert found[1].longitude == pytest.approx([-1.5])


def test_one_drifter_needs_no_name_and_times_their_own_zone():
    (found,) = read(b"\xef\xbb\xbfTime,Lat,Lon\n2020-11-18T13:00+01:00,51.0,-0.5\n")
    assert (found.key, found.times.tolist()) == ("1", [1605700800.0])
    assert found.longitude == pytest.approx([-0.5])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "row 1: there is no column for the time"),
        (b"drifter,time,lat\n", "row 1: there is no column for the longitude: longitude, lon"),
        (b"time,lat,latitude,lon\n", "row 1: latitude and lat both stand for the latitude"),
        (b"time,lat,lon\n", "row 1: the table holds no fix"),
        (PLAIN + b"a,2020-11-18T13:00Z,-999,1.5\n", "row 3: the latitude '-999' is no number"),
        (PLAIN + b"a,2020-11-18T13:00Z,51.0,x\n", "row 3: the longitude 'x' is no number from"),
        (PLAIN + b"a,2020-11-18T13:00,51.0,1.5\n", "row 3: the time '2020-11-18T13:00' cannot be"),
        (PLAIN + b"a,2020-11-18T13:00Z\n", "row 3: has 2 cells"),
        (b"time,lat,lon\n\xff\xfe,1,2\n", "row 1: the file is not UTF-8 text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(content, said):
    with pytest.raises(ReportFileError) as refused:
        read(content)
    assert refused.value.code == "drifters.row"
    assert f"t.csv, {said}" in refused.value.message
