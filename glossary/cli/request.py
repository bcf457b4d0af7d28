"""What the command line of ``glossary check`` asks for, and which files that means: to be read, and never to be written over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli.copies import Copies
from glossary.cli.draft_files import BASELINE, NEW_BASELINE, DraftFile, find_drafts, keep_apart, keep_originals, keep_pages
from glossary.domain.statuses import Level

if TYPE_CHECKING:
    from glossary.cli.project import Living
    from glossary.workflows.project import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for."""

    names: Sequence[str]
    given: "Given"
    living: "Living"
    format: str | None
    output: str
    fail_on: Level
    fix: bool
    extra: Path | None
    copies: Copies | None
    every_place: bool
    reports: Sequence[Path]
    diff: str | None
    show_suppressed: bool = False
    watch: bool = False

    def drafts(self, names: Sequence[str]) -> Iterator[DraftFile]:
        """The drafts that are meant by some of the names, without what this run writes and an earlier one has copied. Raises as ``find_drafts`` does."""
        if self.copies is None:
            return find_drafts(names, self.reports, self.format)
        return find_drafts(names, self.reports, self.format, self.copies.holds)

    def keep_files(self, drafts: Sequence[DraftFile], copies: Iterable[Path]) -> None:
        """Raises click.UsageError where what is to be written would take the place of a draft or of another file of this run."""
        written = [("--report", path) for path in self.reports]
        if self.living.new_baseline is not None:
            written.append((NEW_BASELINE, self.living.new_baseline))
        for _option, path in written:
            keep_originals(path, drafts)
        for path in self.reports:
            keep_pages(path)
        read = [("--terms", self.extra), ("--config", self.living.config), (BASELINE, self.living.baseline)]
        besides = [(option, path) for option, path in read if path is not None]
        keep_apart(written, [*besides, *(("--annotate", path) for path in copies)])
