"""No wall clock, no global random numbers, no work at import, no file outside adapters."""

import ast

from tests.support.house import PACKAGE, for_every, name_of, package_files, tree

WALL_CLOCK = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
WRITERS = {"write_text", "write_bytes", "mkdir", "unlink", "urlopen", "savez", "save", "tofile"}
ALLOWED_CLOCK = {"adapters"}
ALLOWED_FILES = {"adapters", "cli", "wiring"}
WORKING_CALLS = {
    "load",
    "read_text",
    "read_bytes",
    "loads",
    "safe_load",
    "open",
    "library",
    "assumptions",
}


def room_of(file):
    return file.relative_to(PACKAGE).parts[0]


def dotted(node):
    """A called name with its owner: `datetime.now`, `np.random.normal`."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        names.append(node.id)
    return ".".join(reversed(names))


def calls(node):
    return [inner for inner in ast.walk(node) if isinstance(inner, ast.Call)]


@for_every(package_files())
def test_only_adapters_read_the_wall_clock(file):
    if room_of(file) in ALLOWED_CLOCK:
        return
    for call in calls(tree(file)):
        name = ".".join(dotted(call.func).split(".")[-2:])
        assert name not in WALL_CLOCK, f"{name_of(file)}:{call.lineno} reads the wall clock"


@for_every(package_files())
def test_random_numbers_come_from_named_streams(file):
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert "random" not in imported, f"{name_of(file)} imports the global generator"
    if name_of(file).endswith("quantities/randomness.py"):
        return
    for call in calls(tree(file)):
        name = dotted(call.func)
        assert "random." not in name, f"{name_of(file)}:{call.lineno} draws by {name}"


@for_every(package_files())
def test_files_are_touched_by_adapters_only(file):
    """Reading package data through importlib.resources is not IO; opening a path is."""
    if room_of(file) in ALLOWED_FILES:
        return
    for call in calls(tree(file)):
        name = dotted(call.func)
        bare = isinstance(call.func, ast.Name) and name in {"open", "Path"}
        touched = bare or name.rsplit(".", maxsplit=1)[-1] in WRITERS
        assert not touched, f"{name_of(file)}:{call.lineno} {name} touches files"


@for_every(package_files())
def test_no_room_imports_the_face(file):
    """`from estran import ...` is for users; the command line may print the version."""
    if room_of(file) in {"cli", "__init__.py"}:
        return
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom):
            assert node.module != "estran", f"{name_of(file)}:{node.lineno} imports the face"


@for_every(package_files())
def test_nothing_is_loaded_at_import(file):
    """Statements of a module's own body may define; they may not read data."""
    for node in tree(file).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
            continue
        for call in calls(node):
            name = dotted(call.func).rsplit(".", maxsplit=1)[-1]
            assert name not in WORKING_CALLS, f"{name_of(file)}:{call.lineno} works at import"
