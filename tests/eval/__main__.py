"""All measures, one after the other: ``python -m tests.eval``. A measure whose data are absent says so and is no failure."""

import sys

from tests.eval import compounds, coverage, lookup, misunderstandings, variants


def main() -> int:
    """Run every measure; the highest exit code of them."""
    return max(lookup.main(), coverage.main(), misunderstandings.main(), variants.main(), compounds.main())


if __name__ == "__main__":
    sys.exit(main())
