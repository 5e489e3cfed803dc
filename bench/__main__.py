"""`python -m bench`: measure, print the tables, write them down. With --quick, only print them."""

import sys

from bench.measuring import QUICK, WHOLE, measure_all
from bench.report import tables, write

is_quick = "--quick" in sys.argv[1:]
measured = measure_all(QUICK if is_quick else WHOLE)
print(tables(measured))
if not is_quick:
    write(measured)
