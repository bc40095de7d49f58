"""Compiled twins of plain functions, where LLVM has one instruction for many of ours."""

from __future__ import annotations

from typing import Any

from estran.engine.compiled.dice import high_product
from estran.engine.compiled.sea import mixed


def twins() -> dict[Any, Any]:
    """Return the twin of each plain function that has one."""
    return {high_product: _high_product(), mixed: _mixed()}


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


def _mixed() -> Any:  # noqa: ANN401 -- an intrinsic of Numba's
    """East and north of two neighbours in one load of four numbers; the same sums, in order."""
    from numba.core import types
    from numba.extending import intrinsic

    @intrinsic
    def twin(typing: Any, flow: Any, nodes: Any, right: Any, up: Any, later: Any) -> Any:  # noqa: ANN401, ARG001
        def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:  # noqa: ANN401
            data = context.make_array(signature.args[0])(context, builder, given[0]).data
            mix = _Mix(builder, data, builder.extract_value(given[1], 0))
            row, level = (builder.extract_value(given[1], place) for place in (1, 2))
            east_north = mix.of(row, level, given[2:])
            pair = [mix.number(east_north, place) for place in (0, 1)]
            return context.make_tuple(builder, signature.return_type, pair)

        pair = types.UniTuple(types.float64, 2)  # type: ignore[no-untyped-call]
        return pair(flow, nodes, right, up, later), code

    return twin


class _Mix:
    """Writes the instructions of `mixed` for four numbers at a time."""

    def __init__(self, builder: Any, data: Any, first: Any) -> None:  # noqa: ANN401
        from llvmlite import ir

        self.builder, self.data, self.first = builder, data, first
        self.four = ir.VectorType(ir.DoubleType(), 4)
        self.constant, self.index = ir.Constant, ir.IntType(32)
        self.picks, self.undefined = ir.VectorType, ir.Undefined

    def number(self, vector: Any, place: int) -> Any:  # noqa: ANN401
        return self.builder.extract_element(vector, self.constant(self.index, place))

    def load(self, *steps: Any) -> Any:  # noqa: ANN401
        place = self.first
        for step in steps:
            place = self.builder.add(place, step)
        pointer = self.builder.gep(self.data, [place])
        return self.builder.load(
            self.builder.bitcast(pointer, self.four.as_pointer()), align=8, typ=self.four
        )

    def filled(self, numbers: Any) -> Any:  # noqa: ANN401
        vector = self.constant(self.four, self.undefined)
        for place, number in enumerate(numbers):
            vector = self.builder.insert_element(vector, number, self.constant(self.index, place))
        return vector

    def half(self, vector: Any, first: int) -> Any:  # noqa: ANN401
        kind = self.picks(self.index, 2)
        nothing = self.constant(self.four, self.undefined)
        return self.builder.shuffle_vector(vector, nothing, self.constant(kind, [first, first + 1]))

    def of(self, row: Any, level: Any, shares: Any) -> Any:  # noqa: ANN401
        """Return the sum over the eight nodes: two numbers, the nodes in the order of `mixed`."""
        right, up, later = shares
        one = self.constant(right.type, 1.0)
        left, down, earlier = (self.builder.fsub(one, share) for share in shares)
        sides, total = self.filled((left, left, right, right)), None
        for steps, height in (((), down), ((row,), up)):
            share = self.builder.fmul(sides, self.filled([height] * 4))
            before = self.builder.fmul(share, self.filled([earlier] * 4))
            after = self.builder.fmul(share, self.filled([later] * 4))
            early = self.builder.fmul(self.load(*steps), before)
            late = self.builder.fmul(self.load(*steps, level), after)
            for place in (0, 2):
                for part in (early, late):
                    pair = self.half(part, place)
                    total = pair if total is None else self.builder.fadd(total, pair)
        return total
