"""Compiled twins of plain functions, where LLVM has one instruction for many of ours."""

from __future__ import annotations

from typing import Any

from estran.engine.compiled.dice import high_product
from estran.engine.compiled.sea import blended, soon


def twins() -> dict[Any, Any]:
    """Return the twin of each plain function that has one."""
    return {high_product: _high_product(), blended: _blended(), soon: _soon()}


def _high_product() -> Any:  # noqa: ANN401 -- an intrinsic of Numba's
    from llvmlite import ir
    from numba.core import types
    from numba.extending import intrinsic

    word, double = ir.IntType(64), ir.IntType(128)

    @intrinsic
    def twin(typing: Any, a: Any, b: Any) -> Any:  # noqa: ANN401, ARG001
        def code(context: Any, builder: Any, signature: Any, words: Any) -> Any:  # noqa: ANN401, ARG001
            product = builder.mul(*(builder.zext(one, double) for one in words))
            return builder.trunc(builder.lshr(product, ir.Constant(double, 64)), word)

        return types.uint64(types.uint64, types.uint64), code

    return twin


def _blended() -> Any:  # noqa: ANN401 -- an intrinsic of Numba's
    """East and north of two neighbours in one load of four numbers; the same sums, in order."""
    from numba.core import types
    from numba.extending import intrinsic

    @intrinsic
    def twin(typing: Any, flow: Any, nodes: Any, right: Any, up: Any, later: Any) -> Any:  # noqa: ANN401, ARG001
        def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:  # noqa: ANN401
            data = context.make_array(signature.args[0])(context, builder, given[0]).data
            blend = _Blend(builder, data, builder.extract_value(given[1], 0))
            row, level = (builder.extract_value(given[1], place) for place in (1, 2))
            east_north = blend.of(row, level, given[2:])
            pair = [blend.number(east_north, place) for place in (0, 1)]
            return context.make_tuple(builder, signature.return_type, pair)

        pair = types.UniTuple(types.float64, 2)  # type: ignore[no-untyped-call]
        return pair(flow, nodes, right, up, later), code

    return twin


def _soon() -> Any:  # noqa: ANN401 -- an intrinsic of Numba's
    """Fetch the nodes of both rows and levels into the cache; nothing waits for them."""
    from llvmlite import ir
    from numba.core import types
    from numba.extending import intrinsic

    flag, number = ir.IntType(32), ir.IntType(8).as_pointer()

    @intrinsic
    def twin(typing: Any, flow: Any, nodes: Any) -> Any:  # noqa: ANN401, ARG001
        def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:  # noqa: ANN401
            kind = ir.FunctionType(ir.VoidType(), [number, flag, flag, flag])
            fetch = builder.module.declare_intrinsic("llvm.prefetch", [number], kind)
            words = [ir.Constant(flag, word) for word in (0, 3, 1)]  # read, keep close, data
            data = context.make_array(signature.args[0])(context, builder, given[0]).data
            blend = _Blend(builder, data, builder.extract_value(given[1], 0))
            row, level = (builder.extract_value(given[1], place) for place in (1, 2))
            for steps in ((), (row,), (level,), (row, level)):
                builder.call(fetch, [builder.bitcast(blend.place(*steps), number), *words])
            return context.get_dummy_value()

        return types.none(flow, nodes), code

    return twin


class _Blend:
    """Writes the instructions of `blended` for four numbers at a time."""

    def __init__(self, builder: Any, data: Any, first: Any) -> None:  # noqa: ANN401
        from llvmlite import ir

        self.builder, self.data, self.first = builder, data, first
        self.four = ir.VectorType(ir.DoubleType(), 4)
        self.constant, self.index = ir.Constant, ir.IntType(32)
        self.vector, self.undefined = ir.VectorType, ir.Undefined

    def number(self, vector: Any, place: int) -> Any:  # noqa: ANN401
        return self.builder.extract_element(vector, self.constant(self.index, place))

    def place(self, *steps: Any) -> Any:  # noqa: ANN401
        place = self.first
        for step in steps:
            place = self.builder.add(place, step)
        return self.builder.gep(self.data, [place])

    def load(self, *steps: Any) -> Any:  # noqa: ANN401
        four = self.builder.bitcast(self.place(*steps), self.four.as_pointer())
        return self.builder.load(four, align=8, typ=self.four)

    def spread(self, number: Any, size: int) -> Any:  # noqa: ANN401
        """Return a vector that holds one number everywhere."""
        nothing = self.constant(self.vector(number.type, size), self.undefined)
        vector = self.builder.insert_element(nothing, number, self.constant(self.index, 0))
        return self.picked(vector, [0] * size)

    def picked(self, vector: Any, places: list[int]) -> Any:  # noqa: ANN401
        nothing = self.constant(vector.type, self.undefined)
        picks = self.constant(self.vector(self.index, len(places)), places)
        return self.builder.shuffle_vector(vector, nothing, picks)

    def between(self, first: Any, second: Any, part: Any) -> Any:  # noqa: ANN401
        builder = self.builder
        return builder.fadd(first, builder.fmul(builder.fsub(second, first), part))

    def of(self, row: Any, level: Any, shares: Any) -> Any:  # noqa: ANN401
        """Return two numbers: first of both columns at once, then between these."""
        right, (up, later) = self.spread(shares[0], 2), (self.spread(one, 4) for one in shares[1:])
        south = self.between(self.load(), self.load(level), later)
        north = self.between(self.load(row), self.load(row, level), later)
        both = self.between(south, north, up)
        return self.between(self.picked(both, [0, 1]), self.picked(both, [2, 3]), right)
