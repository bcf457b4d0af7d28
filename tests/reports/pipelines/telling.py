"""How the tests of reports check files and hand them to a report."""

from pathlib import PurePosixPath

from glossary.documents.registry import open_document
from glossary.domain.finding import DraftFinding
from glossary.domain.statuses import Level
from glossary.domain.suppression import Suppression, SuppressionSource
from glossary.reports.checked import Checked
from glossary.reports.report import Circumstances
from glossary.workflows.check import CheckOptions
from glossary.workflows.documents import check_document
from tests.checkings import TODAY, fixture_checking, profiles

BARE = "海外拠点では認証を必須とする。\n"
RUN = Circumstances(lang="en", here=PurePosixPath("/srv/draft"), root=PurePosixPath("/srv/draft"))
REASON = "a quoted product name"


def checked(content: str | bytes, name: str = "a.txt", *, suppress: SuppressionSource | None = None, profile: str = "default") -> Checked:
    """A file that was really checked; with ``suppress`` its first finding is left alone."""
    document = open_document(content if isinstance(content, bytes) else content.encode(), name=name)
    result = check_document(fixture_checking(), document, CheckOptions(profile=profiles()[profile]), today=TODAY)
    findings = list(result.findings)
    suppressed = [_suppressed(findings.pop(0), suppress)] if suppress else []
    return Checked(
        name=name, document=document, findings=findings, suppressed=suppressed, as_of=TODAY, characters=result.characters, terms=0
    )


def _suppressed(finding: DraftFinding, source: SuppressionSource) -> DraftFinding:
    return finding._replace(suppressed=Suppression(source=source, reason=REASON, rule=finding.rule))


def failing_on(level: Level) -> Circumstances:
    return Circumstances(lang="en", here=RUN.here, root=RUN.root, fail_on=level)
