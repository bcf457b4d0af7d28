"""All benches, one after the other: ``python -m tests.bench``."""

import sys

from tests.bench import bench_check, bench_documents, bench_growth, bench_http, bench_lookup, bench_store


def main() -> int:
    """Run every bench; the highest exit code of them."""
    return max(bench.main() for bench in (bench_lookup, bench_store, bench_http, bench_check, bench_documents, bench_growth))


if __name__ == "__main__":
    sys.exit(main())
