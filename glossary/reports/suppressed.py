"""What is said of findings that are suppressed: by whom, why and until when."""

from collections import Counter
from collections.abc import Mapping, Sequence

from glossary.domain.finding import DraftFinding
from glossary.domain.suppression import Suppression, SuppressionSource
from glossary.errors import N_
from glossary.i18n import long_date, number, translate, translate_plural

SOURCE_NAMES: Mapping[SuppressionSource, str] = {
    SuppressionSource.INLINE: N_("by a comment in the draft"),
    SuppressionSource.PROJECT: N_("by the project file"),
    SuppressionSource.BASELINE: N_("by the baseline"),
    SuppressionSource.DISMISSED: N_("by a dismissal"),
}
"""How it is called who suppresses a finding."""


def suppressed_summary(findings: Sequence[DraftFinding], lang: str) -> str:
    """How many findings are suppressed, and by whom."""
    counts = Counter(finding.suppressed.source for finding in findings if finding.suppressed)
    parts = [
        translate(lang, N_("{count} {who}"), count=number(lang, counts[source]), who=translate(lang, name))
        for source, name in SOURCE_NAMES.items()
        if counts[source]
    ]
    head = translate_plural(lang, "{count} finding suppressed", "{count} findings suppressed", len(findings))
    return translate(lang, N_("{findings} ({parts})"), findings=head, parts=translate(lang, ", ").join(parts))


def suppression_text(suppression: Suppression, lang: str) -> str:
    """By whom, why, and until when, as one phrase."""
    who, why = translate(lang, SOURCE_NAMES[suppression.source]), " ".join(suppression.reason.split())
    if suppression.until is None:
        return translate(lang, N_("suppressed {who}: {reason}"), who=who, reason=why)
    return translate(lang, N_("suppressed {who} until {day}: {reason}"), who=who, day=long_date(lang, suppression.until), reason=why)
