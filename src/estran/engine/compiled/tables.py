"""What the compiled loop is given: flat arrays and numbers, bundled by what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from estran.quantities.arrays import Bools, Bytes, Codes, Floats, Ints, Words


class Grid(NamedTuple):
    """Nodes of a window: first one and spacing [m], levels in time [s], how many of each.

    `per_spacing` [1/m] and `per_level` [1/s] are inverse distances between nodes and levels.
    """

    west: float
    south: float
    spacing: float
    per_spacing: float
    first_level: float
    per_level: float
    rows: int
    columns: int
    levels: int


class Raster(NamedTuple):
    """A raster in longitude and latitude, row 0 in the north [degrees]; `stride` bytes a row."""

    west: float
    north: float
    dlon: float
    dlat: float
    rows: int
    columns: int
    stride: int


class Edges(NamedTuple):
    """The box of a window [degrees]."""

    west: float
    south: float
    east: float
    north: float


class Sea(NamedTuple):
    """A window laid open: see :class:`estran.environment.window.Window`; arrays are flat.

    Attributes
    ----------
    stream, tide : arrays of float64
        By level, row and column; stream east and north together [m/s], level above MHWS [m].
    stand_in : array of bool
        Nodes whose stream is not known, by level, row and column; empty where there are none.
    place : array of float64
        Longitude and latitude of each node [degrees].
    clear : array of float64
        Distance from the coast of all that is nearest to a node [m]; NaN at the box's edge.
    land : array of uint8
        Packed bits of the land mask.
    shore : array of float32
        Signed distance from the coast [m].
    bed : array of float32
        Depth of the bed below MHWS on the same raster [m], NaN not held; empty where none is kept.
    """

    grid: Grid
    stream: Floats
    stand_in: Bools
    tide: Floats
    place: Floats
    clear: Floats
    mask: Raster
    land: Bytes
    coast: Raster
    shore: NDArray[np.float32]
    bed: NDArray[np.float32]
    box: Edges


class Kind(NamedTuple):
    """All hulls, or all people: last axis n, changed in place but for the lines.

    Of a whole batch each array has one axis more, before the others: the blocks.

    Attributes
    ----------
    lines : (6, n) array
        Slope and offset downwind, right and left.
    across : (2, n) array
        Slope and offset across the wind, on the side where each is now.
    x, y : arrays
        East and north [m].
    lies : array
        Distance from the coast of those aground [m], minus infinity on land; NaN not known yet.
    no_stream : array
        Start of the first step in which each came where no stream is known [s]; NaN before.
    on_right, aground, left : arrays of bool
        Side, touching the bottom, gone from the window.
    """

    lines: Floats
    across: Floats
    x: Floats
    y: Floats
    lies: Floats
    no_stream: Floats
    on_right: Bools
    aground: Bools
    left: Bools


class Fate(NamedTuple):
    """What hull and people of a particle share, last axis n; clocks and status change in place.

    Of a whole batch each array has one axis more, before the others: the blocks. `place` is the
    index of each particle in the release; within a batch they lie by when people part.
    """

    place: Ints
    shift: Floats
    along: Floats
    across: Floats
    residual: Floats
    slope: Floats
    level_error: Floats
    swamped_factor: Floats
    velocity: Floats
    speed: Floats
    course: Floats
    by_heading: Bools
    clocks: Floats
    status: Codes
    first_aground: Floats
    first_ashore: Floats
    ashore: Floats
    wind: Floats


class How(NamedTuple):
    """The numbers of one run: lengths, chances, sizes.

    Attributes
    ----------
    keys : (2,) array of uint64
        Seed and key of the dice.
    draughts : (5,) array
        By status [m].
    over_water : int
        1 where leeway comes of the wind over the water, 0 where of that over the ground.
    scheme : int
        See `SCHEMES`.
    particles : int
        Of the batch.
    """

    steps: int
    steps_per_hour: int
    step: float
    light_wind: float
    jibe: float
    walk: float
    over_water: int
    scheme: int
    particles: int
    keys: Words
    draughts: Floats


class Lines(NamedTuple):
    """Lines to be crossed, end to end in one array.

    Attributes
    ----------
    starts : (k + 1,) array
        Where each line's corners begin in the others.
    x, y : arrays
        Corners [m].
    along, across : arrays
        The same, turned to the line's chord.
    least_off : (k,) array
        Least distance from each line for one unit of `across` beside it [m], less a little.
    """

    starts: Ints
    x: Floats
    y: Floats
    along: Floats
    across: Floats
    least_off: Floats


class Crossed(NamedTuple):
    """Lines by particle: shape (k, n), and blocks before that of a whole batch.

    Attributes
    ----------
    sides, times : arrays
        On which side each particle was last seen, and when it first crossed [s]; NaN before.
    off : array
        Distance from the line within which it has not come since it was last looked at [m].
    """

    sides: Floats
    off: Floats
    times: Floats


class Tallies(NamedTuple):
    """Counts by hour: of statuses, and of people and hulls over a raster of codes.

    Attributes
    ----------
    status : (hours + 1, 5) array
        Particles in each status.
    west, south, spacing : float
        Of the raster's first cell, a corner [m].
    codes : (rows, columns) array
        Code of each cell; no cell at all where nothing is to be counted.
    people, hull : (hours + 1, codes + 1) arrays
        Bodies on cells of each code; the last column counts those beyond the raster.
    no_stream : (hours + 1, 2) array
        Hulls and people whose place rests on a stream that is not known.
    """

    status: Ints
    west: float
    south: float
    spacing: float
    codes: Ints
    people: Ints
    hull: Ints
    no_stream: Ints


class Kept(NamedTuple):
    """Snapshots, (hours + 1, n) each, or (0, n) where none are wanted.

    Attributes
    ----------
    hull, people : (hours + 1, n, 2) arrays
        East and north [m].
    status : array of int8
        See :class:`estran.engine.status.Status`.
    hull_aground, people_aground, hull_left, people_left : arrays of bool
        Marks at each hour.
    """

    hull: Floats
    people: Floats
    status: Codes
    hull_aground: Bools
    people_aground: Bools
    hull_left: Bools
    people_left: Bools


class Scratch(NamedTuple):
    """Room for one block, in the order of its rows.

    Attributes
    ----------
    status : array of int64
        In the middle of the step.
    moves : array of bool
        Whether a body goes its way in this step.
    in_vain : array of bool
        Whether its stream was asked in this step where none is known.
    share, draught : arrays
        Part of the leeway it makes [-]; water it needs [m].
    first, right, up, later : arrays
        Where it stands among the nodes.
    x, y : arrays
        Where its velocity is asked, and at last where its way ends [m].
    flow : (2, b) array
        Stream or velocity there [m/s].
    second, total : (2, b) arrays
        Second velocity and sum of velocities, for a scheme of four stages [m/s].
    words : (4, b) array of uint64
        Dice of hull and people in an even step, and in the odd one after it.
    was : (2, b) array
        Where people were before the step [m].
    far : array of bool
        Whether a body that moves is far from any shore.
    mover : array of int64
        Rows of those that move, and some more to look ahead at.
    near : array of int64
        Rows of those that may touch.
    """

    status: Ints
    moves: Bools
    in_vain: Bools
    share: Floats
    draught: Floats
    first: NDArray[np.int32]
    right: Floats
    up: Floats
    later: Floats
    x: Floats
    y: Floats
    flow: Floats
    second: Floats
    total: Floats
    words: Words
    was: Floats
    far: Bools
    mover: Ints
    near: Ints


class World(NamedTuple):
    """All that a run of the compiled loop reads and writes: of a batch, or of one block of it."""

    sea: Sea
    hull: Kind
    people: Kind
    fate: Fate
    how: How
    lines: Lines
    crossed: Crossed
    tallies: Tallies
    kept: Kept
    scratch: Scratch
