"""What search costs at two sizes of the register, as bench/lists.py measures lists: the whole page, as two officers,
one client and eight at once, both registers asked in turn.

.venv/bin/python bench/searching.py [DOSSIERS DOSSIERS]      default: 10000 1000000
LIEMCHINH_BENCH and LIEMCHINH_BENCH_RUNS as for bench/lists.py; the same registers serve both.
"""

from __future__ import annotations

import sys

import lists

if __name__ == "__main__":
    lists.main([int(size) for size in sys.argv[1:]] or [10_000, 1_000_000], what="searches")
