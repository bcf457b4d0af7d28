"""Another spelling of a term than the one the house writes.

What: a term stands in a spelling that the termbase lists as a variant, or does not list.
Why: two spellings of one word look like two things, to readers and to programs. Middle dots and spaces do not count: documents
set them or leave them out.
Example: サーバ where the house writes サーバー.
Instead: write the preferred form.
"""

from collections.abc import Iterator

from glossary.checks.view import DraftView
from glossary.domain.concept import Term
from glossary.domain.finding import DraftFinding, Suggestion
from glossary.domain.message import Message
from glossary.domain.profile import LongVowel
from glossary.domain.statuses import Level, NormativeStatus, Region, TermType
from glossary.errors import N_
from glossary.matching.checking import Checking
from glossary.matching.recogniser import Owner, TermHit
from glossary.text.english import written_like
from glossary.text.kana import LONG, spelling, to_hiragana
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.text.normalise import fold
from glossary.text.occurrence import squeeze
from glossary.text.scripts import has_japanese, is_kana

LEVEL = Level.INFORMATION


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every term in a spelling that is not the house's."""
    region, style, prefers = view.profile.region, view.profile.style, view.profile.prefers
    better_forms = view.checking.verdicts(
        f"term.variant {region}", lambda checking, pattern, lang: _better(checking, pattern, lang, region)
    )
    for passage in view.passages:
        lang = passage.passage.lang
        for hit in passage.terms:
            found = better_forms[hit.pattern, lang]
            if found is None:
                continue
            owner, better = found
            text = passage.passage.text
            written = text[hit.start : hit.end]
            if _stands(text, hit, better) or written in prefers.get(owner.concept, ()):
                continue
            if style.long_vowel is LongVowel.DROP and better == written + LONG:
                continue
            if lang == JAPANESE and has_japanese(written[-1]) and passage.passage.is_inflected(hit.end - 1):
                continue  # a verb: 届け出なければ is no 届出
            if owner.lang == ENGLISH:
                better = written_like(better, written)
            span = passage.locate(hit.start, hit.end)
            # Markup or a line break inside the words would be lost with them.
            is_safe = view.text[span.start : span.end] == written
            yield DraftFinding(
                rule="term.variant",
                level=LEVEL,
                span=span,
                match=view.text[span.start : span.end],
                message=Message(N_("{written} is another spelling of {better}"), (("written", written), ("better", better))),
                suggestions=(Suggestion(text=better, span=span, safe=is_safe),),
                concepts=(owner.concept,),
                sources=view.concept(owner.concept).sources,
                places=(span,),
            )


def _better(checking: Checking, pattern: int, lang: str, region: Region | None) -> tuple[Owner, str] | None:
    """The owner and the form to write instead; None where the form is right for some owner."""
    form = checking.recogniser.patterns.forms[pattern]
    owners = [(owner, term) for owner, term in checking.owners(pattern, lang) if owner.lang == lang]
    exact = [(owner, term) for owner, term in checking.exact_owners(pattern, lang) if owner.lang == lang]
    if exact:
        if not all(_is_variant(term, lang, region) for _, term in exact):
            return None
        owner, term = exact[0]
        return _suggestion(checking, owner, term)
    if lang == ENGLISH or not owners or not all(term.status is NormativeStatus.PREFERRED for _, term in owners):
        return None  # English inflection and hyphens are no variants
    owner, term = owners[0]
    return (owner, term.text) if squeeze(form) != squeeze(term.text) else None


def _stands(text: str, hit: TermHit, better: str) -> bool:
    """Whether the better form already stands over the words, whatever the tokens say: mending must never make サーバーー."""
    start = text.find(better, max(0, hit.end - len(better)), hit.start + len(better))
    return start >= 0


def _is_variant(term: Term, lang: str, house: Region | None) -> bool:
    if term.region is not None:
        return house is Region.GB and term.region is Region.US
    return lang != ENGLISH and term.type is TermType.VARIANT and term.status is NormativeStatus.ADMITTED and not term.hidden


def _suggestion(checking: Checking, owner: Owner, written: Term) -> tuple[Owner, str] | None:
    """The term of which the written one is a spelling: it is read alike. Another word for the concept is no variant."""
    section = checking.concepts[owner.concept].sections[owner.lang]
    for term in section.terms:
        if term.status.is_discouraged or term.hidden or squeeze(term.text) == squeeze(written.text):
            continue
        if owner.lang == ENGLISH:
            return (owner, term.text) if term.region is not written.region else None
        if term.type is not TermType.VARIANT and _sound(term) and _sound(term) == _sound(written):
            return owner, term.text
    return None


def _sound(term: Term) -> str | None:
    """How a term is read, without the length of vowels; None where that is not known or the term is written in Latin letters."""
    if not has_japanese(term.text):
        return None
    reading = term.reading or (term.text if is_kana(squeeze(term.text)) else None)
    return spelling(to_hiragana(fold(reading))) if reading else None
