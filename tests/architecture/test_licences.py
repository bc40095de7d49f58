"""Every data file that ships is named in NOTICE, with whose it is."""

import subprocess
import sys
import zipfile

import pytest

from tests.support.house import DATA_SUFFIXES, PACKAGE, ROOT, data_files, for_every, name_of

NOTICE = (ROOT / "NOTICE").read_text("utf-8")
OWED = (
    "TICON-4",
    "GESLA-4",
    "REFMAR",
    "BODC",
    "CCO",
    "Rijkswaterstaat",
    "CC BY 4.0",
    "OpenStreetMap contributors",
    "ODbL",
)


def test_the_licence_is_apache_2():
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_credit_is_given_where_it_is_owed():
    for name in OWED:
        assert name in NOTICE, f"NOTICE does not credit {name}"


@for_every(data_files())
def test_notice_names_every_data_file(file):
    inside = file.relative_to(PACKAGE).as_posix()
    folder = file.parent.relative_to(PACKAGE).as_posix() + "/"
    assert inside in NOTICE or folder in NOTICE.split(), f"NOTICE does not say whose {inside} is"


@pytest.mark.slow
def test_the_wheel_holds_all_data_and_the_licences(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for file in [*data_files(), PACKAGE / "py.typed", *PACKAGE.rglob("*.py")]:
        assert file.relative_to(PACKAGE.parent).as_posix() in names, name_of(file)
    endings = {name.rsplit("/", maxsplit=1)[-1] for name in names}
    assert {"LICENSE", "NOTICE", "METADATA", "entry_points.txt"} <= endings
    assert all(suffix.startswith(".") for suffix in DATA_SUFFIXES)
