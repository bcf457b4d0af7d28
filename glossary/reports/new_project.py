"""A project file as it is first written: what drafts show of their house style, each line with what was counted."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from glossary.domain.house_style import ENOUGH, MANY, Choice, HouseStyle, Seen
from glossary.domain.profile import LongVowel, Spacing, Width
from glossary.domain.statuses import Region
from glossary.errors import N_
from glossary.i18n import long_date, number, translate

MAX_FAMILIES = 12
"""Words that are named as examples."""

_UNDECIDED = N_("Too little was seen, or it is mixed; remove the # to choose.")


def new_project(seen: HouseStyle, lang: str, *, profiles: Sequence[str], today: date) -> str:
    """The text of the file; its comments are in one language."""
    return "\n".join(_Writer(seen, lang).lines(profiles, today)) + "\n"


class _Writer:
    """The lines of one file."""

    def __init__(self, seen: HouseStyle, lang: str) -> None:
        self.seen, self.lang = seen, lang

    def lines(self, profiles: Sequence[str], today: date) -> Iterator[str]:
        """All of them."""
        seen = self.seen
        counts = {"files": self.number(seen.files), "characters": self.number(seen.japanese), "words": self.number(seen.english)}
        head = N_(
            "Written by glossary check --init on {day}: {files} file(s), {characters} characters of Japanese, {words} words of English."
        )
        yield self.comment(head, day=long_date(self.lang, today), **counts)
        yield self.comment(N_("Each line tells what was counted. Change what is not meant; the README says what else can stand here."))
        yield ""
        yield self.comment(N_("The house style on which the rest is built. There are: {profiles}"), profiles=", ".join(profiles))
        yield 'profile = "default"'
        yield ""
        yield self.comment(N_("Who reads the texts: en-GB, ja, both, or none, which switches the warnings of misunderstandings off."))
        yield 'reader = "both"'
        yield ""
        spelling = N_("English spelling: {first} British ({one}), {second} American ({two}).")
        yield from self.choice(seen.region, spelling, "region", _strings(Region.GB, Region.US))
        yield ""
        yield "[style]"
        yield from self.style()
        yield ""
        yield from self.levels()
        yield from self.allowances()

    def style(self) -> Iterator[str]:
        """The table of the style."""
        seen = self.seen
        vowels = N_("Long vowels at the end of katakana words: {first} kept ({one}), {second} dropped ({two}).")
        yield from self.choice(seen.long_vowel, vowels, "long_vowel", _strings(LongVowel.KEEP, LongVowel.DROP))
        spaces = N_("Between Japanese and Latin letters or figures: {first} without a space ({one}), {second} with one ({two}).")
        yield from self.choice(seen.spacing, spaces, "spacing", _strings(Spacing.NONE, Spacing.SPACE))
        widths = N_("Letters and figures in Japanese text: {first} of half width ({one}), {second} of full width ({two}).")
        yield from self.choice(seen.width, widths, "width", _strings(Width.HALF, Width.KANA))
        kanji = N_("Kanji and kana as official Japanese writes them: {first} ({one}); otherwise: {second} ({two}).")
        yield from self.choice(seen.kanji, kanji, "kanji", ("true", "false"), enough=MANY)
        yield self.counted(seen.punctuation, N_("Punctuation: {first} {one}, {second} {two}. No rule looks at it."))

    def levels(self) -> Iterator[str]:
        """Whether mixed spellings are warnings."""
        mixed, families = self.seen.mixed, self.seen.families
        yield "[levels]"
        words = N_("Words with more than one spelling: {count}, of which {mixed} are mixed.")
        yield self.comment(words, count=self.number(len(families)), mixed=self.number(len(mixed)))
        for family in [*mixed, *(family for family in families if len(family) == 1)][:MAX_FAMILIES]:
            yield "#   " + self.forms(family)
        if families and not mixed:
            yield self.comment(N_("None is mixed: a second spelling is worth a warning."))
            yield '"consistency.spelling" = "warning"'
        else:
            yield self.comment(N_("Mixed spellings stay information, until they are settled."))
            yield '# "consistency.spelling" = "warning"'

    def allowances(self) -> Iterator[str]:
        """Spellings of the house that the termbase would have otherwise."""
        for own, other in self.seen.own:
            yield ""
            yield "[[allow]]"
            yield 'rule = "term.variant"'
            yield f"words = {_quoted(own.example)}"
            reason = N_("The house writes {own} ({count}), not {other} ({others}).")
            shown = {"own": own.example, "count": own.count, "other": other.example, "others": other.count}
            yield f"reason = {_quoted(translate(self.lang, reason, **shown))}"
        yield ""
        yield self.comment(N_("What else is to be left alone is written so:"))
        yield "# [[allow]]"
        yield '# rule = "term.variant"'
        yield '# words = "…"'
        yield '# files = "docs/**"'
        example = N_("It is the name of a product.")
        yield f"# reason = {_quoted(translate(self.lang, example))}"
        yield "# until = 2027-03-31"

    def choice(self, seen: Choice, template: str, name: str, values: tuple[str, str], enough: int = ENOUGH) -> Iterator[str]:
        """A question of style: what was counted, and the answer, as TOML writes it."""
        yield self.counted(seen, template)
        decided = seen.decided(enough)
        if decided is None:
            yield self.comment(_UNDECIDED)
            yield f"# {name} = {values[0]}"
        else:
            yield f"{name} = {values[decided]}"

    def counted(self, seen: Choice, template: str) -> str:
        """How often each way was seen, with an example."""
        ways = {"first": self.number(seen.first.count), "second": self.number(seen.second.count)}
        return self.comment(template, **ways, one=_shown(seen.first), two=_shown(seen.second))

    def forms(self, family: Sequence[Seen]) -> str:
        """A word's spellings with their counts."""
        return ", ".join(f"{_one_line(form.example)} {self.number(form.count)}" for form in family)

    def comment(self, template: str, **params: object) -> str:
        """A sentence as a comment."""
        return "# " + _one_line(translate(self.lang, template, **params))

    def number(self, count: int) -> str:
        """A number as people write it."""
        return number(self.lang, count)


def _strings(first: StrEnum, second: StrEnum) -> tuple[str, str]:
    return _quoted(first.value), _quoted(second.value)


def _shown(seen: Seen) -> str:
    return _one_line(seen.example) or "–"


def _one_line(text: str) -> str:
    """Words of a draft on one line of a comment, without what TOML forbids there."""
    return "".join(char if char.isprintable() or char == " " else " " for char in text)


def _quoted(text: str) -> str:
    """A TOML string: JSON writes them in the same way."""
    return json.dumps(_one_line(text), ensure_ascii=False)
