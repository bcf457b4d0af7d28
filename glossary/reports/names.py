"""What a concept is called, on a day or today, and where it is found: the short form in which other answers speak of it."""

from datetime import date

from glossary.domain.concept import Concept, LanguageSection


def concept_links(concept: str) -> dict[str, str]:
    """Where a concept is found: its document and its page."""
    return {"self": f"/api/v1/concepts/{concept}", "page": f"/c/{concept}"}


def names(concept: Concept, as_of: date | None = None) -> dict[str, list[str]]:
    """The terms to use for a concept, by language: preferred first; on a day, the names of that day first.

    Hidden and discouraged terms are no equivalents and are left out, but for a superseded name on a day on which it held.
    """
    return {lang: section_names(section, as_of) for lang, section in concept.sections.items()}


def section_names(section: LanguageSection, as_of: date | None = None) -> list[str]:
    """The terms to use in one language, best first, each once; never empty."""
    usable = [term for term in section.shown_terms if not term.status.is_discouraged]
    if as_of is None:
        ranked = usable or [section.preferred]
    else:
        of_the_day = [term for term in usable if term.is_valid_on(as_of)]
        ranked = [section.name_on(as_of), *of_the_day, *usable]
    return list(dict.fromkeys(term.text for term in ranked))
