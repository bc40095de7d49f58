"""Object code made callable: loaded with llvmlite alone, called without Python's lock.

A start that finds kept code needs no compiler and no Numba, and is as quick as one without.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estran.engine.compiled.tables import World

WORD = ctypes.c_ssize_t
ADDRESS = ctypes.c_void_p


@dataclass(frozen=True, eq=False)
class Machine:
    """The loop as machine code of this process.

    Attributes
    ----------
    name : str
        Of the function in the object code.
    code : bytes
        The object file.
    address : int
        Where it lies now.
    engine : object
        LLVM's owner of that memory; it must live as long as the machine.
    """

    name: str
    code: bytes
    address: int
    engine: Any

    def drift(self, world: World) -> None:
        """Run the loop; other threads go on meanwhile."""
        values = list(flattened(world))
        called = ctypes.CFUNCTYPE(ctypes.c_int32, ADDRESS, ADDRESS, *(kind for kind, _ in values))
        answer, refusal = (ctypes.create_string_buffer(64) for _ in range(2))
        here = (ctypes.addressof(answer), ctypes.addressof(refusal))
        status = called(self.address)(*here, *(value for _, value in values))
        if status not in {0, -2}:  # -2: it returned None
            raise RuntimeError(f"The compiled loop ended with {status}.")


def loaded(name: str, code: bytes) -> Machine:
    """Load object code into this process.

    Raises
    ------
    ImportError
        Where there is no llvmlite.
    RuntimeError
        Where the code cannot be loaded.
    """
    from llvmlite import binding

    engine = binding.create_mcjit_compiler(binding.parse_assembly(""), _host())
    engine.add_object_file(binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    address = engine.get_function_address(name)
    if not address:
        raise RuntimeError(f"The object code holds no {name}.")
    return Machine(name, code, address, engine)


def _host() -> Any:  # noqa: ANN401 -- llvmlite's
    """Return a description of this machine, a new one each time: an engine takes it as its own."""
    from llvmlite import binding

    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    return binding.Target.from_default_triple().create_target_machine(jit=True)


def flattened(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 -- tuples of arrays and numbers
    """Yield kind and value of each argument, as compiled code takes tuples and arrays apart."""
    if isinstance(value, tuple):
        for one in value:
            yield from flattened(one)
    elif isinstance(value, np.ndarray):
        yield from ((ADDRESS, None), (ADDRESS, None), (WORD, value.size), (WORD, value.itemsize))
        yield ADDRESS, value.ctypes.data
        yield from ((WORD, one) for one in (*value.shape, *value.strides))
    else:
        yield (ctypes.c_double if isinstance(value, float) else WORD), value
