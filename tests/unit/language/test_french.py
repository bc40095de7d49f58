"""French joins its small words to names, and does not part its marks from their words."""

import pytest

from estran.language.french import bare, bound, of, unbound


@pytest.mark.parametrize(
    ("name", "joined", "alone"),
    [
        ("Calais", "de Calais", "Calais"),
        ("Ambleteuse", "d'Ambleteuse", "Ambleteuse"),
        ("Équihen-Plage", "d'Équihen-Plage", "Équihen-Plage"),
        ("Le Portel", "du Portel", "Le Portel"),
        ("Les Hemmes de Marck", "des Hemmes de Marck", "Les Hemmes de Marck"),
        ("La Panne", "de La Panne", "La Panne"),
        ("le banc de Varne", "du banc de Varne", "banc de Varne"),
        ("les bancs de Goodwin", "des bancs de Goodwin", "bancs de Goodwin"),
        ("la bouée Dyck", "de la bouée Dyck", "bouée Dyck"),
        ("l'Aa canalisée", "de l'Aa canalisée", "Aa canalisée"),
    ],
)
def test_a_name_after_de_and_on_a_chart(name: str, joined: str, alone: str) -> None:
    assert of(name) == joined
    assert bare(name) == alone


def test_marks_stay_with_their_words_and_come_back_as_plain_spaces() -> None:
    line = "« marée » : 72 % ; vraiment ? oui !"
    assert " " in bound(line)
    assert bound(line).split(" ") == [
        "«\u00a0marée\u00a0»\u00a0:",
        "72\u00a0%\u00a0;",
        "vraiment\u00a0?",
        "oui\u00a0!",
    ]
    assert unbound(bound(line)) == line
