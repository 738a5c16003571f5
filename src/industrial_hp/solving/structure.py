"""Cut a program over many periods into blocks that meet in few linking columns only.

Sizes and decisions have no period: they link all blocks. A column of one block that stands in a row
of another one (a store's level at the end of a block) links the two. A row over the whole horizon
(a cap on emissions) is split by budgets, one for each block, that link it as well. With the linking
columns given, each block is a linear program of its own; nothing is lost.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from industrial_hp.errors import SolverError
from industrial_hp.solving.sparse_program import Array, Indices, SparseProgram

NO_PERIOD = -1
"""Period of sizes, decisions and rows over the whole horizon."""


@dataclass(frozen=True, eq=False)
class BlockStructure:
    """Which period each column and each row belongs to, and where blocks begin."""

    column_period: Indices
    row_period: Indices
    edges: tuple[int, ...]
    """First period of each block, then the number of periods."""

    @property
    def blocks(self) -> int:
        """Number of blocks."""
        return len(self.edges) - 1

    def block_of(self, period: Indices) -> Indices:
        """Block of each period; ``NO_PERIOD`` stays what it is."""
        found = np.searchsorted(self.edges, period, side="right") - 1
        return np.where(period == NO_PERIOD, NO_PERIOD, found)


def rank_in_period(period: Indices) -> Indices:
    """Place of each column (or row) among those of its period, or among those without one."""
    order = np.argsort(period, kind="stable")
    counts = np.unique(period, return_counts=True)[1]
    rank = np.empty(len(period), dtype=np.int64)
    rank[order] = np.arange(len(period)) - np.repeat(np.cumsum(counts) - counts, counts)
    return rank


def even_edges(periods: int, length: int) -> tuple[int, ...]:
    """Blocks of a length in periods; a rest shorter than half a block joins the last one.

    >>> even_edges(8760, 168)[-2:]
    (8568, 8760)
    """
    starts = list(range(0, periods, length))
    if len(starts) > 1 and periods - starts[-1] < length / 2:
        starts.pop()
    return (*starts, periods)


@dataclass(frozen=True, eq=False)
class Block:
    """One block: ``lower <= own @ x + link @ z <= upper`` with the linking columns z given."""

    columns: Indices
    """Columns of the whole program that x stands for."""
    cost: Array
    rows: Indices
    """Rows of the whole program with several of the block's columns."""
    own: sp.csr_matrix
    link: sp.csr_matrix
    row_lower: Array
    row_upper: Array
    bounds: "ColumnBounds"
    """Column bounds, and rows with only one of the block's columns."""


@dataclass(frozen=True, eq=False)
class ColumnBounds:
    """``x[column] <= constant + link @ z`` for upper bounds, ``>=`` for lower ones."""

    upper_column: Indices
    upper_constant: Array
    upper_link: sp.csr_matrix
    lower_column: Indices
    lower_constant: Array
    lower_link: sp.csr_matrix


@dataclass(frozen=True, eq=False)
class Decomposition:
    """The linking part of a program, and its blocks."""

    program: SparseProgram
    """The whole program."""
    structure: BlockStructure
    columns: Indices
    """Columns of the whole program among the linking ones; budgets follow them."""
    linking: SparseProgram
    """Costs and rows of the linking columns alone."""
    used: sp.csr_matrix
    """What an answer takes of each budget."""
    blocks: tuple[Block, ...]

    @property
    def links(self) -> int:
        """Number of linking columns, budgets included."""
        return len(self.linking.cost)

    def links_of(self, values: Array) -> Array:
        """Linking columns of an answer of the whole program."""
        return np.append(values[self.columns], self.used @ values)


def _check(program: SparseProgram, structure: BlockStructure) -> None:
    rows, columns = program.matrix.shape
    if len(structure.column_period) != columns or len(structure.row_period) != rows:
        raise SolverError("the block structure does not fit the matrix")
    if (structure.column_period[program.integers] != NO_PERIOD).any():
        raise SolverError("a column that must be whole belongs to a period")


def _owners(program: SparseProgram, structure: BlockStructure) -> tuple[Indices, Indices]:
    """Block of each column and of each row; ``NO_PERIOD`` for what links."""
    entries = program.matrix.tocoo()
    column = structure.block_of(structure.column_period)
    row = structure.block_of(structure.row_period)
    strange = (row[entries.row] != NO_PERIOD) & (column[entries.col] != row[entries.row])
    column[entries.col[strange]] = NO_PERIOD
    inside = column[entries.col] != NO_PERIOD
    touches = np.zeros(len(row), dtype=bool)
    touches[entries.row[inside]] = True
    row[~touches] = NO_PERIOD
    return column, row


@dataclass(frozen=True, eq=False)
class _Owned:
    """A program in which no row but those without a block reaches over blocks."""

    program: SparseProgram
    column: Indices
    row: Indices
    used: sp.csr_matrix
    """What an answer of the program takes of each budget."""


def _activity_bounds(matrix: sp.csr_matrix, lower: Array, upper: Array) -> tuple[Array, Array]:
    """Least and most that each row can take within the bounds of its columns."""
    take, give = matrix.maximum(0).tocsr(), matrix.minimum(0).tocsr()
    for part in (take, give):
        part.eliminate_zeros()
    return take @ lower + give @ upper, take @ upper + give @ lower


def _split_by_budgets(program: SparseProgram, column: Indices, row: Indices) -> _Owned:
    """Each row over blocks becomes a row of its budgets, and one row a block below its budget."""
    rows, columns = program.matrix.shape
    entries = program.matrix.tocoo()
    moved = (row[entries.row] == NO_PERIOD) & (column[entries.col] != NO_PERIOD)
    pairs = np.stack([entries.row[moved], column[entries.col[moved]]])
    (origin, block), budget = np.unique(pairs, axis=1, return_inverse=True)
    count = len(origin)
    numbers, stay = np.arange(count), ~moved
    matrix = sp.csr_matrix(
        (
            np.concatenate(
                [entries.data[stay], np.ones(count), entries.data[moved], -np.ones(count)]
            ),
            (
                np.concatenate([entries.row[stay], origin, rows + budget.ravel(), rows + numbers]),
                np.concatenate(
                    [entries.col[stay], columns + numbers, entries.col[moved], columns + numbers]
                ),
            ),
        ),
        shape=(rows + count, columns + count),
    )
    used = matrix[rows:, :columns]
    least, most = _activity_bounds(used, program.lower, program.upper)
    split = SparseProgram(
        cost=np.append(program.cost, np.zeros(count)),
        matrix=matrix,
        row_lower=np.append(
            program.row_lower, np.where(np.isfinite(program.row_lower[origin]), 0.0, -np.inf)
        ),
        row_upper=np.append(
            program.row_upper, np.where(np.isfinite(program.row_upper[origin]), 0.0, np.inf)
        ),
        lower=np.append(program.lower, least),
        upper=np.append(program.upper, most),
        integers=program.integers,
        offset=program.offset,
    )
    budgets = np.full(count, NO_PERIOD)
    return _Owned(split, np.append(column, budgets), np.append(row, block), used)


def alone(
    program: SparseProgram, structure: BlockStructure, block: int
) -> tuple[SparseProgram, Indices]:
    """One block with the columns and rows that belong to no period, and its columns.

    With nothing else to tie them, all blocks for themselves are the whole program.
    """
    members = [
        np.flatnonzero((structure.block_of(period) == block) | (period == NO_PERIOD))
        for period in (structure.row_period, structure.column_period)
    ]
    return _part(program, *members), members[1]


def _part(program: SparseProgram, rows: Indices, columns: Indices) -> SparseProgram:
    """Some rows and columns; integers are numbered anew."""
    return SparseProgram(
        cost=program.cost[columns],
        matrix=program.matrix[rows][:, columns],
        row_lower=program.row_lower[rows],
        row_upper=program.row_upper[rows],
        lower=program.lower[columns],
        upper=program.upper[columns],
        integers=np.flatnonzero(np.isin(columns, program.integers)),
        offset=program.offset,
    )


def _column_bounds(part: SparseProgram, single: sp.csr_matrix, link: sp.csr_matrix) -> ColumnBounds:
    """Bounds of the columns themselves, and those by rows with one entry in ``single``."""
    column, factor = single.indices, single.data
    scaled = sp.diags_array(-1 / factor) @ link
    down = factor < 0
    low = np.where(down, part.row_upper, part.row_lower) / factor
    high = np.where(down, part.row_lower, part.row_upper) / factor
    sides = []
    for own, by_row in ((part.upper, high), (part.lower, low)):
        alone, rows = np.flatnonzero(np.isfinite(own)), np.flatnonzero(np.isfinite(by_row))
        order = np.argsort(np.concatenate([alone, column[rows]]), kind="stable")
        nothing = sp.csr_matrix((len(alone), link.shape[1]))
        sides.append(
            (
                np.concatenate([alone, column[rows]])[order],
                np.concatenate([own[alone], by_row[rows]])[order],
                sp.vstack([nothing, scaled[rows]], format="csr")[order],
            )
        )
    return ColumnBounds(*sides[0], *sides[1])


def _block(owned: _Owned, number: int, linking: Indices) -> Block:
    columns = np.flatnonzero(owned.column == number)
    rows = np.flatnonzero(owned.row == number)
    part = _part(owned.program, rows, columns)
    link = owned.program.matrix[rows][:, linking]
    entries = np.diff(part.matrix.indptr)
    single, several = np.flatnonzero(entries == 1), np.flatnonzero(entries > 1)
    return Block(
        columns=columns,
        cost=part.cost,
        rows=rows[several],
        own=part.matrix[several],
        link=link[several],
        row_lower=part.row_lower[several],
        row_upper=part.row_upper[several],
        bounds=_column_bounds(
            _part(part, single, np.arange(len(columns))), part.matrix[single], link[single]
        ),
    )


def decompose(program: SparseProgram, structure: BlockStructure) -> Decomposition:
    """Cut a program into its linking columns and its blocks.

    Raises
    ------
    SolverError
        If the structure does not fit the matrix, or a column of a period must be whole.
    """
    _check(program, structure)
    owned = _split_by_budgets(program, *_owners(program, structure))
    owned.program.matrix.eliminate_zeros()
    linking = np.flatnonzero(owned.column == NO_PERIOD)
    alone = np.flatnonzero(owned.row == NO_PERIOD)
    return Decomposition(
        program=program,
        structure=structure,
        columns=linking[linking < len(program.cost)],
        linking=_part(owned.program, alone, linking),
        used=owned.used,
        blocks=tuple(_block(owned, number, linking) for number in range(structure.blocks)),
    )
