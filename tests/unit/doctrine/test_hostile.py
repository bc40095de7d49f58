"""Whatever a file of rules holds: our own refusal or a doctrine, soon, and nothing runs or is read.

Each hostile file has two seconds on a busy machine; the slowest takes half a second.
"""

import builtins
import os
import time
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estran.doctrine.cases import read_cases
from estran.doctrine.doctrine_text import read_doctrine
from estran.doctrine.expression import Vocabulary, parse_condition
from estran.doctrine.facts import facts
from estran.doctrine.place import Place
from estran.doctrine.registry import every_doctrine, read_any
from estran.doctrine.tree import facts_in
from estran.errors import DoctrineError, QuantityError, UnknownNameError

LONGEST_TIME = 2.0
RULES = files("estran.doctrine").joinpath("rules")
TEXTS = {one.name: one.read_text("utf-8") for one in RULES.iterdir() if one.name.endswith(".yaml")}
BASE = TEXTS["fr_2023_03_10.yaml"]
BOMB = "a: &a [x, x, x]\n" + "".join(
    f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}, *{'a' if n == 0 else f'b{n - 1}'}]\n"
    for n in range(40)
)


def with_condition(text):
    return BASE.replace("when: daylight\n", "").replace('when: "daylight"', f'when: "{text}"')


HOSTILE = {
    "anchors that double": BOMB,
    "a merge key": "<<: {id: X}\nid: Y\n",
    "nested lists": "id: " + "[" * 60_000,
    "nested tables": "id: " + "{a: " * 30_000,
    "nested indents": "\n".join(" " * n + "a:" for n in range(400)),
    "a long text": "id: " + "x" * 199_000,
    "a longer text": "id: " + "x" * 5_000_000,
    "a huge whole number": "id: " + "9" * 1_990,
    "a huge power": "id: 1e" + "9" * 500,
    "a number in sixties": "id: " + ":59" * 600,
    "a huge value of a parameter": BASE.replace("2023-03-10: 200", "2023-03-10: " + "9" * 1_500),
    "an infinite value": BASE.replace("2023-03-10: 200", "2023-03-10: .inf"),
    "no number": BASE.replace("2023-03-10: 200", "2023-03-10: .nan"),
    "many keys": "".join(f"key{n}: 1\n" for n in range(20_000)),
    "many rules": BASE + "".join(f"  - {{id: X{n}}}\n" for n in range(9_000)),
    "many quotation marks": "id: " + '"' * 100_000,
    "many escapes": 'id: "' + "\\x41" * 40_000 + '"',
    "many near misses": "ids: 1\n" + "".join(f"{'t' * n}itle: 1\n" for n in range(500)),
    "a tag that imports": "id: !!python/module:os\n",
    "a tag that runs": "id: !!python/object/apply:os.system ['touch pwned']\n",
    "a tag that reads": "id: !!python/object/apply:builtins.open ['/etc/hostname']\n",
    "an include": "id: !include /etc/hostname\n",
    "a directive": "%TAG ! tag:x,2000:\n---\nid: !y z\n",
    "zeros": "id: \0\0\0",
    "strange spaces": "id:\u2028 x\u0085y: z",
    "half a surrogate": 'id: "\\ud800"',
    "turned writing": BASE.replace("By daylight only", "\u202eylno"),
    "a call": with_condition("__import__('os').system('id')"),
    "a comprehension": with_condition("[x for x in ().__class__.__base__.__subclasses__()]"),
    "an assignment": with_condition("(daylight := True)"),
    "a lambda": with_condition("(lambda: daylight)()"),
    "a format": with_condition("f'{daylight}'"),
    "a power of powers": with_condition("9**9**9**9 > 0"),
    "a shift": with_condition("depth > 1 << 999999999"),
    "long multiplication": with_condition("depth > " + "9*" * 150 + "9"),
    "many brackets": with_condition("(" * 190 + "daylight" + ")" * 190),
    "many nots": with_condition("not " * 90 + "daylight"),
    "many signs": with_condition("depth > " + "-" * 380 + "1"),
    "many comparisons": with_condition("depth" + " < depth" * 45),
    "digits without end": with_condition("depth > " + "1" * 380),
    "a number with lines": with_condition("depth > 1_0_0"),
}


OURS = (DoctrineError, QuantityError, UnknownNameError)


def refused(read, *given, **named):
    """The refusal of a text, or None where it is read; anything but our own refusal is raised."""
    try:
        read(*given, **named)
    except OURS as refusal:
        return refusal
    return None


def outcome(text):
    """The code of the refusal, or empty; it names file and line."""
    found = refused(read_any, text, file="hostile.yaml")
    if found is None:
        return ""
    assert isinstance(found, DoctrineError)
    assert found.message.startswith("hostile.yaml, line ")
    return found.code


@pytest.fixture
def watched(monkeypatch):
    """Whoever opens a file or starts a process is caught."""
    every_doctrine()
    outcome("id: X\nbase: D2\nlayer: hypothetical\n")  # what loads late has loaded
    caught = []
    for owner, name in ((builtins, "open"), (os, "system"), (os, "open"), (builtins, "eval")):
        monkeypatch.setattr(owner, name, lambda *given, **_: caught.append(given))
    return caught


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_runs_nothing(name, watched):
    begin = time.perf_counter()
    code = outcome(HOSTILE[name])
    spent = time.perf_counter() - begin
    harmless = {"turned writing", "many brackets", "many comparisons"}
    assert bool(code) is (name not in harmless), name
    assert not watched
    assert spent < LONGEST_TIME


def test_the_watch_over_files_would_catch_one(watched):
    open("x")  # noqa: PTH123, SIM115 -- that is what is tested
    assert watched


@settings(max_examples=150, deadline=2000)
@given(st.data())
def test_a_shipped_file_cut_and_spoiled_is_read_or_refused(data):
    """Pieces of what ships, cut, doubled, and with strange characters put in."""
    text = data.draw(st.sampled_from(sorted(TEXTS.values())))
    for _ in range(data.draw(st.integers(1, 4))):
        first = data.draw(st.integers(0, len(text)))
        last = data.draw(st.integers(first, min(len(text), first + 400)))
        put = data.draw(st.text(alphabet="ab01-:,.[]{}()'\"#&*!|>%@\n\t é\0", max_size=12))
        text = text[:first] + put + (text[last:] if data.draw(st.booleans()) else text[first:])
    outcome(text)


@settings(max_examples=150, deadline=2000)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    outcome(text)


@settings(max_examples=60, deadline=2000)
@given(st.data())
def test_a_spoiled_file_of_cases_is_read_or_refused(data):
    text = TEXTS["d6_cases.yaml"]
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, min(len(text), first + 60)))
    spoiled = text[:first] + data.draw(st.text(max_size=6)) + text[last:]
    found = refused(read_cases, spoiled, file="c.yaml")
    assert found is None or found.message


NAMES = st.sampled_from([*facts(), "band", "share", "nobody", "True", "None", "'sea'", "('sea',)"])
NUMBERS = st.one_of(
    st.integers(-20, 20).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(10**15, 10**60).map(str),
)
JOINTS = ("+", "-", "*", "/", "<", "<=", "==", "!=", "and", "or", "in", "is", "**", "%", "@", "|")
TREES = st.recursive(
    NAMES | NUMBERS,
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from(JOINTS), part).map(" ".join).map("({})".format),
        part.map("not {}".format),
        part.map("-{}".format),
        part.map("f({})".format),
        st.tuples(part, part).map(", ".join).map("({})".format),
    ),
    max_leaves=14,
)
WORDS = Vocabulary(facts(), {"band": "m", "share": "1"})


@settings(max_examples=400, deadline=2000)
@given(TREES)
def test_any_expression_gives_a_condition_over_facts_or_our_own_refusal(text):
    place = Place("x.yaml", 3, "X-1")
    found = refused(parse_condition, text, vocabulary=WORDS, place=place)
    if found is None:
        assert facts_in(parse_condition(text, vocabulary=WORDS, place=place)) <= set(facts())
    else:
        assert found.message.startswith("x.yaml, line 3, X-1: ")


def test_a_doctrine_as_long_as_may_be_is_read_soon():
    rule = (
        "  - {id: X%d, effect: permit, options: [I7], when: daylight, label: A rule, "
        "source: assumed, confidence: low}\n"
    )
    head = BASE[: BASE.index("rules:\n") + len("rules:\n")]
    text = head + "".join(rule % n for n in range(1_500))
    assert 150_000 < len(text) < 200_000
    begin = time.perf_counter()
    assert len(read_doctrine(text, file="long.yaml").rules) == 1_500
    assert time.perf_counter() - begin < 10.0
