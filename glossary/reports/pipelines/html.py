"""The report to keep or print, as one HTML file: ``glossary.reports.printed`` says how it looks."""

from glossary.reports.checked import Checked, Unread
from glossary.reports.report import Circumstances, Report


class Writer(Report):
    """All files on one page."""

    extensions = (".html", ".htm")

    def __init__(self, run: Circumstances) -> None:
        super().__init__(run)
        self._files: list[Checked] = []
        self._unread: list[Unread] = []

    def add(self, checked: Checked) -> None:
        """Keep it until the page is made."""
        self._files.append(checked)

    def add_unread(self, unread: Unread) -> None:
        """Keep it until the page is made."""
        self._unread.append(unread)

    def text(self) -> str:
        """The page."""
        from glossary.reports.printed import printed_report  # inline: slow import

        return printed_report(self._files, self.run.lang, sources=self.run.sources, unread=self._unread) + "\n"
