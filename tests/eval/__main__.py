"""All measures, one after the other: ``python -m tests.eval``. A measure whose data are absent says so and is no failure."""

import sys

from tests.eval import acronyms, compounds, consistency, coverage, lookup, misunderstandings, numbers, variants


def main() -> int:
    """Run every measure; the highest exit code of them."""
    return max(
        lookup.main(),
        coverage.main(),
        misunderstandings.main(),
        variants.main(),
        compounds.main(),
        numbers.main(),
        acronyms.main(),
        consistency.main(),
    )


if __name__ == "__main__":
    sys.exit(main())
