"""Laws are called by keyword: swapped quantities are the errors nobody sees."""

import ast

from estran.engine.compiled.build import functions_of
from estran.engine.compiled.kernel import drift
from tests.support.house import PACKAGE, for_every, name_of, package_files, python_files, tree

LAW_ROOMS = ("drift", "hazard")


def public_laws(file):
    """Names of the public functions of a file that take more than one quantity."""
    return {
        node.name
        for node in tree(file).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs) > 1
    }


LAWS = {
    name
    for room in LAW_ROOMS
    for file in (PACKAGE / room).rglob("*.py")
    for name in public_laws(file)
}


#: Keywords alone are not understood between compiled functions, so these take plain parameters;
#: their callers name them all the same.
COMPILED = {one.__name__ for one in functions_of(drift)}


def test_there_are_laws_to_guard():
    assert LAWS


@for_every(python_files("src", "tests", "benchmarks"))
def test_laws_are_called_by_keyword(file):
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and len(node.args) > 1:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            assert name not in LAWS, f"{name_of(file)}:{node.lineno} calls {name} by position"


@for_every(package_files())
def test_public_functions_with_several_quantities_take_them_by_keyword(file):
    """A public law of two or more quantities must not take two of them by position."""
    if not set(file.relative_to(PACKAGE).parts[:-1]) & set(LAW_ROOMS):
        return
    for node in tree(file).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            if node.name in COMPILED:
                continue
            by_position = node.args.posonlyargs + node.args.args
            assert len(by_position) <= 1, f"{name_of(file)}:{node.lineno} {node.name} lacks a *"
