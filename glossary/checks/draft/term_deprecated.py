"""A term that is wrong or misleading.

What: a term that the termbase marks as deprecated.
Why: the entry says why in both languages; readers may take it for something else, or be offended.
Example: an address on the whitelist; 身代金要求型ウイルス.
Instead: write the replacement that the entry names.
"""

from collections.abc import Iterator

from glossary.checks.discouraged import discouraged
from glossary.checks.view import DraftView
from glossary.domain.finding import DraftFinding
from glossary.domain.statuses import Level, NormativeStatus
from glossary.errors import N_

LEVEL = Level.WARNING


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every deprecated term."""
    return discouraged(view, "term.deprecated", NormativeStatus.DEPRECATED, LEVEL, N_("“{written}” is a deprecated term"))
