"""No file and no function grows past what a reader can hold."""

from statistics import median, quantiles

from tests.support.house import (
    code_lines,
    for_every,
    functions,
    name_of,
    package_files,
    python_files,
)

LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS = 400, 60, 6
MEDIAN_FUNCTION, NINTH_DECILE_FUNCTION = 8, 25


@for_every(python_files("src", "tests", "benchmarks", "tools", "validation"))
def test_a_file_is_short(file):
    lines = len(file.read_text("utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{name_of(file)} has {lines} lines; split it"


@for_every(package_files())
def test_a_function_is_short_and_takes_few_parameters(file):
    for function in functions(file):
        where = f"{name_of(file)}:{function.lineno} {function.name}"
        given = function.args
        parameters = [
            name.arg
            for name in given.posonlyargs + given.args + given.kwonlyargs
            if name.arg not in {"self", "cls"}
        ]
        assert code_lines(file, function) <= LONGEST_FUNCTION, where
        assert len(parameters) <= MOST_PARAMETERS, f"{where} takes {', '.join(parameters)}"


def test_most_functions_are_small():
    lengths = [
        code_lines(file, function) for file in package_files() for function in functions(file)
    ]
    ninth_decile = quantiles(lengths, n=10)[-1]
    assert median(lengths) <= MEDIAN_FUNCTION, (
        f"half of the functions exceed {median(lengths)} lines"
    )
    assert ninth_decile <= NINTH_DECILE_FUNCTION, (
        f"a tenth of the functions exceed {ninth_decile} lines"
    )
