"""`python -m bench.faults [TREE]`: let everything fail, and print the table.

With a folder, the site of that tree is tried, such as of a version before; its fonts must be cut.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.faults import postgresql, processes, starts, storage
from bench.faults.row import HEAD, Row
from bench.faults.site import Tree

_PARTS: tuple[Callable[[Tree], Iterable[Row]], ...] = (
    storage.rows,
    postgresql.rows,
    processes.rows,
    starts.rows,
)


def main(root: str = "") -> None:
    """Print the table, row by row."""
    tree = Tree(Path(root or Path(__file__).parent.parent.parent).absolute())
    print(HEAD)
    for part in _PARTS:
        for row in part(tree):
            print(row, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
