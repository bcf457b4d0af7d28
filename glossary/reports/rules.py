"""The manual of the rules, from their docstrings: one page a rule, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from glossary.checks.registry import SECTIONS, draft_rules, ids_of, segment_rules, suppression_rules
from glossary.domain.statuses import Level
from glossary.i18n import translate
from glossary.text.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a rule's manual says, in English; each text is a key of the message catalogue."""

    id: str
    level: Level
    title: str
    what: str
    why: str
    example: str
    instead: str
    on_request: bool = False


@cache
def rule_pages() -> dict[str, RulePage]:
    """The pages of all rules on drafts and pairs, by rule id, sorted."""
    pages = {}
    for module in _modules():
        title, sections = read_manual(module)
        for rule in ids_of(module):
            pages[rule] = RulePage(
                id=rule,
                level=module.LEVEL,
                title=title,
                what=sections["What"],
                why=sections["Why"],
                example=sections["Example"],
                instead=sections["Instead"],
                on_request=getattr(module, "ON_REQUEST", False),
            )
    return dict(sorted(pages.items()))


def rule_ids() -> tuple[str, ...]:
    """The ids of all rules on drafts and pairs."""
    return tuple(rule_pages())


@cache
def families() -> tuple[str, ...]:
    """What stands before the dot of the rules' ids."""
    return tuple(dict.fromkeys(rule.partition(".")[0] for rule in rule_ids()))


def list_rules(family: str, lang: str) -> str:
    """The rules of a family, a line each: id, level, title."""
    pages = [page for page in rule_pages().values() if page.id.partition(".")[0] == family]
    width = max(len(page.id) for page in pages)
    return "\n".join(f"{page.id:<{width}}  {translate(lang, page.title)}  ({translate(lang, page.level.value)})" for page in pages)


@cache
def rule_documents() -> dict[str, dict[str, object]]:
    """The pages as plain documents, by rule id, every text in both languages."""
    return {page.id: _document(page) for page in rule_pages().values()}


def _document(page: RulePage) -> dict[str, object]:
    texts = {"title": page.title, "what": page.what, "why": page.why, "example": page.example, "instead": page.instead}
    return {
        "id": page.id,
        "level": page.level.value,
        **{name: {lang: translate(lang, text) for lang in LANGUAGES} for name, text in texts.items()},
        "on_request": page.on_request,
        "links": {"self": f"/api/v1/rules/{page.id}", "page": f"/rules/{page.id}"},
    }


def explain(rule: str, lang: str) -> str:
    """A rule's page as plain text."""
    page = rule_pages()[rule]
    headings = {"What": page.what, "Why": page.why, "Example": page.example, "Instead": page.instead}
    lines = [f"{page.id}  ({translate(lang, page.level.value)})", translate(lang, page.title), ""]
    lines += [f"{translate(lang, name)}: {translate(lang, text)}" for name, text in headings.items()]
    return "\n".join(lines)


def read_manual(module: ModuleType) -> tuple[str, dict[str, str]]:
    """The first line of a rule's docstring, and its sections with their lines joined."""
    lines = (module.__doc__ or "").strip().splitlines()
    sections: dict[str, str] = {}
    name = ""
    for line in lines[1:]:
        head, colon, rest = line.partition(": ")
        if colon and head in SECTIONS:
            name, line = head, rest
        if name and line.strip():
            sections[name] = f"{sections.get(name, '')} {line.strip()}".strip()
    return lines[0], sections


def _modules() -> Iterator[ModuleType]:
    yield from draft_rules()
    yield from segment_rules()
    yield from suppression_rules()
