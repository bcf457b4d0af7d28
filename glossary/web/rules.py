"""The manual of the rules: a list of all that the checker looks for, and a page for each rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Response

from glossary import context
from glossary.domain.profile import Profile
from glossary.domain.statuses import Level, PitfallKind
from glossary.errors import N_, NotFound
from glossary.formats.house import read_profiles
from glossary.reports.rules import RulePage, rule_ids, rule_pages
from glossary.web.directory import directory
from glossary.web.pitfalls import KINDS_BY_SLUG, PitfallCard, card
from glossary.web.site import page, pages
from glossary.web.wording import LEVELS, PITFALL_KINDS

RULE: Final = "rule"
"""The kind of a missing thing, as errors name it."""

PITFALL_FAMILY: Final = "pitfall"

RULE_NAMES: Final[Mapping[str, str]] = {
    "acronym.collision": N_("Ambiguous acronym"),
    "acronym.undefined": N_("Unexplained acronym"),
    "consistency.spelling": N_("Mixed spelling"),
    "consistency.term": N_("Mixed terms"),
    "date.era": N_("Era year"),
    "date.fiscal-year": N_("Fiscal year"),
    "date.interval": N_("Unclear interval"),
    "date.weekday": N_("Doubtful date"),
    "duty.vague": N_("Vague duty"),
    "name.lookalike": N_("Look-alike"),
    "name.official": N_("Official name"),
    "name.renamed": N_("Renamed body"),
    "number.outdated": N_("Outdated number"),
    "number.scale": N_("Order of magnitude"),
    "pair.pitfall": N_("Misleading translation"),
    "pair.sense": N_("Wrong sense"),
    "style.kanji": N_("Kanji or kana"),
    "style.long-vowel": N_("Long vowel mark"),
    "style.spacing": N_("Spacing of scripts"),
    "style.width": N_("Full or half width"),
    "suppression.invalid": N_("Comment that does not work"),
    "suppression.unused": N_("Comment without use"),
    "term.deprecated": N_("Deprecated term"),
    "term.near-miss": N_("Likely slip"),
    "term.superseded": N_("Replaced term"),
    "term.unknown": N_("Unknown term"),
    "term.variant": N_("Spelling"),
}
"""Short names for cards and filters; pitfalls are called by their kind."""

KIND_LINES: Final[Mapping[PitfallKind, str]] = {
    PitfallKind.DIVERGENT_CONCEPT: N_("The same name stands for different things on the two sides."),
    PitfallKind.FALSE_FRIEND: N_("A word looks like the other side’s word and means something else."),
    PitfallKind.AMBIGUOUS: N_("One word has several meanings that the other language tells apart."),
    PitfallKind.LEGAL_FORCE: N_("The wording binds more, or less, than the writer means."),
    PitfallKind.REGISTER: N_("The tone is stronger, weaker or more polite than it will be taken."),
    PitfallKind.SCOPE: N_("The word covers more, or less, on the other side."),
    PitfallKind.ACTOR: N_("It stays open who acts, or who has the authority."),
    PitfallKind.INSTITUTION: N_("Two bodies or offices are easily taken for each other."),
    PitfallKind.ACRONYM: N_("The letters stand for something else on the other side."),
    PitfallKind.NUMBER: N_("A figure or a unit is counted in another way."),
    PitfallKind.CALQUE: N_("A word-for-word rendering that the other side does not use."),
    PitfallKind.KATAKANA_ENGLISH: N_("A loanword in katakana that is not English, or not this English word."),
}
"""One line for each kind of pitfall, as its rule is listed."""

FAMILY_NAMES: Final[Mapping[str, str]] = {
    "name": N_("Names"),
    "pair": N_("Source and translation"),
    PITFALL_FAMILY: N_("Pitfalls"),
    "term": N_("Terms"),
    "acronym": N_("Acronyms"),
    "consistency": N_("Consistency"),
    "date": N_("Dates"),
    "number": N_("Numbers"),
    "duty": N_("Duties"),
    "style": N_("Style"),
    "suppression": N_("Suppressions"),
}

OFF: Final = N_("Off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The rules whose ids begin alike."""

    name: str
    rules: tuple[RulePage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleLevel:
    """The level that a house style gives to a rule; None switches it off."""

    title: str
    level: Level | None
    word: str


def rule_name(rule: str) -> str:
    """What a rule is called on a card, as a catalogue key."""
    kind = KINDS_BY_SLUG.get(rule.removeprefix(f"{PITFALL_FAMILY}."))
    return PITFALL_KINDS[kind] if kind else RULE_NAMES.get(rule, rule)


def rule_line(found: RulePage) -> str:
    """What a rule looks for in one line, as a catalogue key: twelve rules share the manual of pitfalls, not this line."""
    kind = KINDS_BY_SLUG.get(found.id.removeprefix(f"{PITFALL_FAMILY}."))
    return KIND_LINES[kind] if kind else found.title


def rule_number(rule: str) -> int:
    """The place of a rule in the list of all, from 1: the filters of the check page tell rules apart by it."""
    return rule_ids().index(rule) + 1


@pages.get("/rules")
def rules() -> Response:
    """All rules by family."""
    families: dict[str, list[RulePage]] = {}
    for found in rule_pages().values():
        families.setdefault(found.id.partition(".")[0], []).append(found)
    return page(
        "rules/list.html",
        families=[
            Family(name=FAMILY_NAMES.get(family, family), rules=tuple(members)) for family, members in sorted(families.items(), key=_order)
        ],
        name_of=rule_name,
        line_of=rule_line,
        levels=LEVELS,
    )


def _order(family: tuple[str, list[RulePage]]) -> int:
    known = list(FAMILY_NAMES)
    return known.index(family[0]) if family[0] in known else len(known)


@pages.get("/rules/<id>")
def rule(id: str) -> Response:
    """One rule in full."""
    found = rule_pages().get(id)
    if found is None:
        raise NotFound(RULE, id)
    return page(
        "rules/one.html",
        rule=found,
        name=rule_name(id),
        line=rule_line(found),
        level_word=LEVELS[found.level],
        styles=[_style(profile, found) for profile in read_profiles(context.services().settings.terms_folder).values()],
        cards=_pitfalls(id),
        off=OFF,
    )


def _style(profile: Profile, found: RulePage) -> StyleLevel:
    level = profile.level(found.id, found.level)
    return StyleLevel(title=profile.title.get(context.language(), profile.name), level=level, word=LEVELS[level] if level else OFF)


def _pitfalls(rule: str) -> list[PitfallCard]:
    """The pitfalls of which a rule speaks: those of its kind."""
    kind = KINDS_BY_SLUG.get(rule.removeprefix(f"{PITFALL_FAMILY}."))
    snapshot, index = context.snapshot(), directory()
    found = [pitfall for pitfall in snapshot.pitfalls.values() if pitfall.kind is kind]
    return [card(pitfall, snapshot, index) for pitfall in found]
