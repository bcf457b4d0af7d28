"""The project file ``.glossary.toml``: read with all problems named, each under its key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from glossary.domain.nearest import nearest
from glossary.domain.profile import Style
from glossary.domain.project import Allowance, PathRules, Project
from glossary.domain.record import MAX_ITEMS, Record
from glossary.domain.statuses import Level, Region
from glossary.domain.suppression import ANY_RULE, FINGERPRINT, Suppression, SuppressionSource, names_for
from glossary.domain.validation import OFF, read_style
from glossary.errors import N_, InvalidProject
from glossary.files.toml import read_toml
from glossary.files.toml_lines import Lines
from glossary.text.languages import Reader

MAX_PROJECT_BYTES = 1_000_000
"""Bytes of a project file."""


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a project file may use."""

    rules: Sequence[str]
    profiles: Sequence[str]


def read_project(content: bytes, name: str, known: Known) -> Project:
    """The project in a file. Raises UnreadableFile where it is no TOML, InvalidProject with every problem."""
    record = Record(read_toml(content, name, MAX_PROJECT_BYTES), "", [])
    project = Project(
        name=name,
        rules=_rules(record, known),
        as_of=record.day("as_of"),
        terms=_inside(record, "terms"),
        exclude=_texts(record, "exclude"),
        paths=tuple(_path_rules(path, known) for path in record.tables("path")),
        allowed=tuple(_allowance(entry, known) for entry in record.tables("allow")),
        dismissed=tuple(_dismissal(entry) for entry in record.tables("dismissed")),
    )
    record.finish()
    lines = Lines(content.decode("utf-8-sig"))
    if record.problems:
        placed = [replace(problem, line=lines.of(problem.field)) for problem in record.problems]
        raise InvalidProject(name, sorted(placed, key=lambda problem: problem.line or 0))
    allowed, dismissed = (
        tuple(replace(found, line=lines.of(found.field)) for found in kind) for kind in (project.allowed, project.dismissed)
    )
    paths = tuple(replace(rules, line=lines.of(f"path[{number}]")) for number, rules in enumerate(project.paths))
    return replace(project, allowed=allowed, dismissed=dismissed, paths=paths)


def _rules(record: Record, known: Known, files: tuple[str, ...] = ()) -> PathRules:
    levels, style = record.table("levels"), record.table("style")
    return PathRules(
        files=files,
        profile=_choice(record, "profile", known.profiles),
        reader=_choice(record, "reader", [reader.value for reader in Reader]),
        region=record.choice("region", Region, required=False),
        style=read_style(style) if style is not None else Style(),
        levels=_levels(levels, known) if levels is not None else {},
    )


def _path_rules(record: Record, known: Known) -> PathRules:
    rules = _rules(record, known, _texts(record, "files", required=True))
    record.finish()
    return rules


def _levels(record: Record, known: Known) -> Mapping[str, Level | None]:
    found: dict[str, Level | None] = {}
    for rule in record.fields:
        inside = record.fields[rule]
        if isinstance(inside, Mapping):
            record.read.add(rule)
            whole = f"{rule}.{next(iter(inside), '')}"
            record.note(rule, N_('put the name of the rule in quotation marks: "{rule}" = "warning"'), rule=whole)
            continue
        _check_rule(record, str(rule), known, rule)
        value = _choice(record, rule, [*(level.value for level in Level), OFF])
        found[rule] = None if value in (OFF, None) else Level(str(value))
    return found


def _allowance(record: Record, known: Known) -> Allowance:
    rule = record.text("rule")
    if rule and rule != ANY_RULE:
        _check_rule(record, rule, known, "rule")
    words, until = record.optional_text("words"), record.day("until")
    suppression = Suppression(source=SuppressionSource.PROJECT, rule=rule, words=words or "", reason=record.text("reason"), until=until)
    files = _texts(record, "files")
    if rule == ANY_RULE and not words and not files:
        record.note("", N_("this would allow everything everywhere; name a rule, words or files"))
    record.finish()
    return Allowance(suppression=suppression, files=files, field=record.path)


def _dismissal(record: Record) -> Allowance:
    fingerprint = record.text("fingerprint")
    if fingerprint and not FINGERPRINT.fullmatch(fingerprint):
        record.note("fingerprint", N_("this must be the 16 hexadecimal digits that --format json gives as the fingerprint of a finding"))
    suppression = dismissal(fingerprint, record.text("reason"), record.day("until"))
    files = _texts(record, "files")
    record.finish()
    return Allowance(suppression=suppression, files=files, field=record.path)


def dismissal(fingerprint: str, reason: str, until: date | None = None) -> Suppression:
    """What leaves one finding alone."""
    return Suppression(source=SuppressionSource.DISMISSED, fingerprint=fingerprint, reason=reason, until=until)


def _choice(record: Record, name: str, allowed: Sequence[str]) -> str | None:
    """One of the names that are known, with the nearest one where it is none."""
    value = record.optional_text(name)
    if not value or value in allowed:
        return value or None
    if meant := nearest(value, allowed):
        template = N_("{value} is not known here; did you mean {nearest}? Allowed: {allowed}")
        record.note(name, template, value=value, nearest=meant, allowed=", ".join(allowed))
    else:
        record.note(name, N_("{value} is not known here. Allowed: {allowed}"), value=value, allowed=", ".join(allowed))
    return None


def _check_rule(record: Record, rule: str, known: Known, name: str) -> None:
    names = names_for(known.rules)
    if rule in names:
        return
    if meant := nearest(rule, names):
        record.note(name, N_("there is no rule {rule}; did you mean {nearest}?"), rule=rule, nearest=meant)
    else:
        families = sorted({known.partition(".")[0] for known in names})
        record.note(name, N_("there is no rule {rule}. Families of rules: {families}"), rule=rule, families=", ".join(families))


def _texts(record: Record, name: str, *, required: bool = False) -> tuple[str, ...]:
    """A list of texts; a single one may stand without brackets."""
    if isinstance(record.fields.get(name), str):
        return tuple(text for text in (record.text(name),) if text)
    return record.texts(name, required=required)[:MAX_ITEMS]


def _inside(record: Record, name: str) -> tuple[str, ...]:
    """Paths of files in the folder of the project file: a project that somebody else wrote must not read others."""
    paths = _texts(record, name)
    for path in paths:
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or "\\" in path or ":" in path:
            record.note(name, N_("{path} does not lie in the folder of the project file"), path=path)
    return paths
