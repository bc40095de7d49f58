"""From laws and loop to object code: the only file that asks Numba, and only where none is kept.

Every plain function of this house that the loop calls is compiled from its one definition; twins
(`twins.py`) take the place of the few that one instruction can say better.
"""

from __future__ import annotations

from importlib import import_module
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TypeAlias

from estran.engine.compiled.kernel import drift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from estran.engine.compiled.tables import World

Plain: TypeAlias = Any
"""A plain function; typed loosely, because its code and its globals are looked into."""


def object_code(world: World) -> tuple[str, bytes]:
    """Compile the loop for this machine.

    Parameters
    ----------
    world : World
        Any one: only the kinds of its arrays matter.

    Returns
    -------
    tuple of str and bytes
        Name of the function in the object file, and the file.

    Raises
    ------
    ImportError
        Where there is no Numba.
    """
    import numba
    from numba.core import compiler
    from numba.core.registry import cpu_target

    target = cpu_target.target_context
    cpu_target.typing_context.refresh()
    target.refresh()
    twins = import_module("estran.engine.compiled.twins").twins()
    flags: Any = compiler.Flags()  # type: ignore[no-untyped-call]
    flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
    flags.nrt, flags.error_model = False, "numpy"
    built = compiler.compile_extra(  # type: ignore[no-untyped-call]
        cpu_target.typing_context,
        target,
        linked(drift, {**twins}, numba.njit(error_model="numpy", forceinline=True)),
        (numba.typeof(world),),  # type: ignore[no-untyped-call]
        numba.types.none,
        flags,
        {},
    )
    module = built.library._final_module  # what Numba itself would write to disk
    return built.fndesc.llvm_func_name, built.library.codegen._tm.emit_object(module)


def linked(function: Plain, done: dict[Any, Any], compiled: Callable[[Plain], Any]) -> Plain:
    """Return a copy of a function that calls the compiled forms of all of this house's functions.

    Parameters
    ----------
    function : function
        Plain, of this house.
    done : dict
        Compiled form by plain one; twins are in it from the start, and what is found is added.
    compiled : callable
        Makes the compiled form of a function.
    """
    names = dict(function.__globals__)
    for name in names_in(function.__code__):
        called = names.get(name)
        if is_ours(called):
            if called not in done:
                done[called] = compiled(linked(called, done, compiled))
            names[name] = done[called]
    copy = FunctionType(function.__code__, names, function.__name__, function.__defaults__)
    copy.__qualname__, copy.__module__ = function.__qualname__, function.__module__
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def is_ours(value: object) -> bool:
    """Whether something is a plain function of this house."""
    return isinstance(value, FunctionType) and value.__module__.startswith("estran.")


def names_in(code: CodeType) -> Iterator[str]:
    """Global names that a piece of code asks for, inner functions included."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_in(constant)


def functions_of(function: Plain) -> set[Plain]:
    """All plain functions of this house that a function calls, itself included."""
    found: dict[Any, Any] = {}
    linked(function, found, lambda copy: copy)
    return {function, *found}
