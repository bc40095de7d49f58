"""What a user can type and every refusal a user can meet stands in docs/reference."""

import ast
import re
from functools import cache

from tests.support.house import (
    PACKAGE,
    ROOT,
    data_files,
    for_every,
    functions,
    name_of,
    package_files,
    tree,
)

REFERENCE = ROOT / "docs" / "reference"
PAGE = re.compile(r"[\w./-]+\.md\b")
CODE = re.compile(r"[a-z_]+\.[a-z_]+")
AUTOMATIC = ("--no-", "--empty-")  # negatives that the parser adds by itself
INTERNAL_ROOMS = {"sources"}  # refusals of our own data, met by developers only


def data_texts():
    """Data files of the package that are text."""
    return [file for file in data_files() if file.suffix not in {".npz", ".npy"}]


@cache
def reference():
    return "\n".join(file.read_text("utf-8") for file in sorted(REFERENCE.glob("*.md")))


ERRORS = {node.name for node in tree(PACKAGE / "errors.py").body if isinstance(node, ast.ClassDef)}


@cache
def documented_pages():
    """Every page of the documentation as a file may name it."""
    return {page.name for page in ROOT.glob("*.md")} | {
        page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").rglob("*.md")
    }


def refusing_functions():
    """Functions of the package that build an error for their caller to raise."""
    return {
        node.name
        for file in package_files()
        for node in functions(file)
        if isinstance(node.returns, ast.Name) and node.returns.id in ERRORS
    }


def error_codes():
    """The code of every error raised on purpose, but for those that only developers meet."""
    makers = ERRORS | refusing_functions()
    found = set()
    for file in package_files():
        if file.relative_to(PACKAGE).parts[0] in INTERNAL_ROOMS:
            continue
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in makers and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and CODE.fullmatch(str(first.value)):
                    found.add(first.value)
    return sorted(found)


def options():
    """Every long option of `estran assess`, as cyclopts will offer it."""
    from estran.cli.main import app

    assembled = app["assess"].assemble_argument_collection(parse_docstring=False)
    return sorted(
        {name for argument in assembled for name in argument.names if name.startswith("--")}
    )


def test_every_option_of_assess_is_documented():
    text = reference()
    assert options()
    missing = [
        name for name in options() if not name.startswith(AUTOMATIC) and f"`{name}" not in text
    ]
    assert not missing, f"docs/reference does not speak of {', '.join(missing)}"


@for_every(error_codes)
def test_every_refusal_is_documented(code):
    assert f"`{code}`" in reference(), f"docs/reference does not explain {code}"


@for_every([*package_files(), *data_texts()])
def test_every_page_that_is_mentioned_exists(file):
    pages = documented_pages()
    for page in PAGE.findall(file.read_text("utf-8")):
        assert page in pages, f"{name_of(file)} sends its reader to {page}, which does not exist"
