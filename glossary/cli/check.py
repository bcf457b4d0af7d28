"""``glossary check``: flag misunderstandings, outdated names and other spellings in drafts."""

import glob
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.cli.language import _, interface_language
from glossary.config import read_settings
from glossary.documents.registry import format_of
from glossary.domain.statuses import Level
from glossary.errors import NotFound, UnreadableFile, UnwritableFile
from glossary.text.languages import LANGUAGES, Reader

if TYPE_CHECKING:
    from glossary.workflows.check import CheckOptions, CheckResult

STDIN = "-"
MAX_FILE_BYTES = 8_000_000
"""A draft larger than this is refused before it is read."""

_RANK = {Level.ERROR: 2, Level.WARNING: 1, Level.INFORMATION: 0}


@click.command(
    "check",
    help=_("Check drafts: FILES, folders, or - for standard input. Plain text and Markdown; folders are searched for both.")
    + "\n\n"
    + _("Exit codes: 0 clean, 1 findings at or over the level of --fail-on, 2 wrong use or failure."),
)
@click.argument("files", nargs=-1, metavar="[FILES]...")
@click.option("--lang", type=click.Choice(["auto", *LANGUAGES]), default="auto", show_default=True, help=_("The language of the draft."))
@click.option("--profile", default="default", show_default=True, metavar="NAME", help=_("The house style."))
@click.option(
    "--reader", type=click.Choice([reader.value for reader in Reader]), help=_("Who will read the text; none switches pitfalls off.")
)
@click.option(
    "--as-of", "as_of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help=_("The day for names where a sentence names none.")
)
@click.option(
    "--terms",
    "extra",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("More terms for this run: a TOML entry, or tab-separated en, ja, comment."),
)
@click.option("--candidates", is_flag=True, help=_("Also show likely slips and expressions that the termbase does not know."))
@click.option(
    "--fail-on",
    type=click.Choice([level.value for level in Level]),
    default="warning",
    show_default=True,
    help=_("The level from which the exit code is 1."),
)
@click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True, help=_("How findings are written.")
)
@click.option("--fix", is_flag=True, help=_("Apply the safe fixes to the files."))
@click.option("--explain", metavar="RULE", help=_("Say what a rule looks for, and why."))
@click.option("--watch", is_flag=True, help=_("Check again whenever a file changes."))
def command(
    files: tuple[str, ...],
    lang: str,
    profile: str,
    reader: str | None,
    as_of: datetime | None,
    extra: Path | None,
    candidates: bool,
    fail_on: str,
    output: str,
    fix: bool,
    explain: str | None,
    watch: bool,
) -> int:
    """Check the drafts; the exit code says whether anything was found."""
    if explain:
        return _explain(explain)
    if not files:
        raise click.UsageError(_("Name a file, a folder, or - for standard input."))
    from glossary.workflows.check import CheckOptions  # inline: slow import
    from glossary.workflows.checking import profile_named  # inline: slow import

    settings = read_settings()
    options = CheckOptions(
        lang=None if lang == "auto" else lang,
        profile=profile_named(settings, profile),
        reader=Reader(reader) if reader else None,
        as_of=as_of.date() if as_of else None,
        candidates=candidates,
    )
    run = _Run(options, output, Level(fail_on), fix, extra)
    code = run.check_all(files)
    while watch:
        code = run.check_changed(files)
    return code


class _Run:
    """One run of the command: the checking is loaded once."""

    def __init__(self, options: "CheckOptions", output: str, fail_on: Level, fix: bool, extra: Path | None) -> None:
        from glossary.workflows.check import PassageCache  # inline: slow import
        from glossary.workflows.checking import Checkings, with_extra_terms  # inline: slow import
        from glossary.workflows.snapshot import Snapshots  # inline: slow import

        settings = read_settings()
        snapshots = Snapshots(settings)
        self._checking = Checkings(settings).of(snapshots.current())
        if extra is not None:
            self._checking = with_extra_terms(self._checking, extra)
        if snapshots.status().origin == "shipped":
            click.echo(_("No database yet: checking with the shipped terms."), err=True)
        self._options, self._output, self._fail_on, self._fix = options, output, fail_on, fix
        self._cache = PassageCache()
        self._seen: dict[Path, float] = {}

    def check_all(self, files: Sequence[str]) -> int:
        """Check every draft; 1 where a finding reaches the level."""
        from glossary.cli.progress import progress  # inline: slow import

        code = 0
        records: list[object] = []
        drafts = list(_drafts(files))
        with progress(_("Checking")) as advance:
            for number, path in enumerate(drafts):
                text, result = self._check(path)
                self._write(path, text, result, records)
                if any(_RANK[finding.level] >= _RANK[self._fail_on] for finding in result.findings):
                    code = 1
                advance(number + 1, len(drafts))
        if self._output == "json":
            import json  # inline: slow import

            click.echo(json.dumps({"results": records}, ensure_ascii=False, indent=1))
        return code

    def check_changed(self, files: Sequence[str]) -> int:
        """Wait until a file changes, then check it again."""
        while True:
            for path in _drafts(files):
                if path is not None and self._seen.get(path) != path.stat().st_mtime:
                    click.echo()
                    return self.check_all([str(path)])
            time.sleep(0.5)

    def _check(self, path: Path | None) -> "tuple[str, CheckResult]":
        from dataclasses import replace  # inline: slow import

        from glossary.workflows.check import apply_safe_fixes, check_text  # inline: slow import

        text, encode = _read(path)
        options = replace(self._options, format=(path and format_of(str(path))) or self._options.format)
        result = check_text(self._checking, text, options, today=_today(), cache=self._cache)
        if self._fix and path is not None:
            mended = apply_safe_fixes(text, result.findings)
            if mended != text:
                _replace(path, mended.encode(encode))
                text, result = mended, check_text(self._checking, mended, options, today=_today(), cache=self._cache)
        if path is not None:
            self._seen[path] = path.stat().st_mtime
        return text, result

    def _write(self, path: Path | None, text: str, result: "CheckResult", records: list[object]) -> None:
        from glossary.reports.findings import CODE_POINTS, finding_lines, finding_record, offsets_in  # inline: slow import

        name, lang = str(path or STDIN), interface_language()
        if self._output == "json":
            place = offsets_in(text, CODE_POINTS)
            records.append(
                {
                    "path": name,
                    "as_of": result.as_of.isoformat(),
                    "findings": [finding_record(finding, place) for finding in result.findings],
                }
            )
            return
        for line in finding_lines(name, text, result.findings, lang, colour=sys.stdout.isatty()):
            click.echo(line)
        masked = sum(result.masked_characters.values())
        summary = _(
            "{name}: {findings} finding(s); {characters} characters read, {terms} terms recognised, {masked} characters masked.",
            name=name,
            findings=len(result.findings),
            characters=result.characters,
            terms=len(result.terms),
            masked=masked,
        )
        click.echo(summary)


def _drafts(files: Sequence[str]) -> Iterator[Path | None]:
    """The files to check; None stands for standard input. Folders are searched for the formats that can be read."""
    for name in files:
        if name == STDIN:
            yield None
            continue
        path = Path(name)
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*") if found.is_file() and found.suffix and format_of(found.name))
        elif path.exists():
            yield path
        else:
            matches = glob.iglob(name, recursive=True)  # noqa: PTH207  # Path.glob takes no absolute pattern
            found = sorted(path for path in map(Path, matches) if path.is_file())
            if not found:
                raise NotFound(_("file"), name)
            yield from found


def _read(path: Path | None) -> tuple[str, str]:
    """The text and the encoding to write it back with."""
    data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1) if path is None else _bytes(path)
    name = str(path or STDIN)
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFile(path=name, format=_("text"), line=1, reason=_("larger than {limit} bytes", limit=MAX_FILE_BYTES))
    encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(path=name, format="UTF-8", line=line, reason=_("byte {position} is not UTF-8", position=error.start)) from None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(path=str(path), format=_("text"), line=1, reason=error.strerror or str(error)) from None


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, where it really lies and with the rights that it had."""
    import os  # inline: slow import
    import shutil  # inline: slow import
    import tempfile  # inline: slow import

    real = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            shutil.copymode(real, name)
            Path(name).replace(real)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnwritableFile(path=str(path), reason=error.strerror or str(error)) from None


def _today() -> date:
    return datetime.now(UTC).date()


def _explain(rule: str) -> int:
    from glossary.reports.rules import explain, rule_ids  # inline: slow import

    if rule not in rule_ids():
        raise NotFound(_("rule"), rule)
    click.echo(explain(rule, interface_language()))
    return 0
