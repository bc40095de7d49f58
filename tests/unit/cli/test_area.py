"""`estran area list`: what is held of each area, in both languages."""

from estran.cli.main import run
from estran.environment.area import area_names


def printed(capsys, *arguments):
    assert run(["area", "list", *arguments]) == 0
    return capsys.readouterr().out


def test_each_area_is_told_with_what_is_held_of_it(capsys):
    said = printed(capsys)
    for key in area_names():
        assert f"\n{key}  " in said
    assert "Box: 0.80 to 2.80 E, 50.50 to 51.50 N" in said
    assert "0.33 kn at springs, 0.20 kn at neaps" in " ".join(said.split())
    for part in ("Dunkerque", "UK-FR line", "FR (CROSS Gris-Nez)"):
        assert part in said


def test_it_is_told_in_french(capsys):
    said = printed(capsys, "--lang", "fr")
    assert "Emprise : de 0,80 à 2,80 E" in said
    assert "Limite Royaume-Uni/France" in said
