"""The closed lists of the domain: statuses, types and relations, with the words of ISO 30042 and ISO 10241-1."""

from enum import StrEnum


class EntryStatus(StrEnum):
    """How far a concept has come: *approved* means that the term pair was seen in a cited source."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    RETIRED = "retired"


class NormativeStatus(StrEnum):
    """The normative status of a term, in order of preference (TBX ``preferredTerm-admn-sts`` and so on)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"

    @property
    def rank(self) -> int:
        """0 for preferred up to 3 for superseded: the order in which terms are shown."""
        return _RANKS[self]

    @property
    def is_discouraged(self) -> bool:
        """Deprecated or superseded: such a term needs a reason."""
        return self in (NormativeStatus.DEPRECATED, NormativeStatus.SUPERSEDED)


_RANKS = {status: rank for rank, status in enumerate(NormativeStatus)}


class TermType(StrEnum):
    """The TBX ``termType`` of a term."""

    FULL_FORM = "full form"
    ABBREVIATION = "abbreviation"
    ACRONYM = "acronym"
    SHORT_FORM = "short form"
    VARIANT = "variant"
    PHRASE = "phrase"

    @property
    def is_shortened(self) -> bool:
        """An abbreviation or acronym: it stands for a full form."""
        return self in (TermType.ABBREVIATION, TermType.ACRONYM)


class PartOfSpeech(StrEnum):
    """The part of speech of a term."""

    NOUN = "noun"
    PROPER_NOUN = "proper noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    OTHER = "other"


class Equivalence(StrEnum):
    """How a rendering stands to its concept."""

    EXACT = "exact"
    OFFICIAL = "official"
    NARROWER = "narrower"
    BROADER = "broader"


class Region(StrEnum):
    """Where a form is usual (ISO 3166-1 alpha-2)."""

    GB = "GB"
    US = "US"
    JP = "JP"


class Jurisdiction(StrEnum):
    """Whose law or practice a concept belongs to; ``INT`` is international law or practice."""

    GB = "GB"
    JP = "JP"
    EU = "EU"
    US = "US"
    INT = "INT"


class LegalEffect(StrEnum):
    """What kind of instrument a concept names, from the strongest to the weakest force."""

    TREATY = "treaty"
    STATUTE = "statute"
    REGULATION = "regulation"
    ADMINISTRATIVE = "administrative"
    GUIDANCE = "guidance"
    CONTRACTUAL = "contractual"
    POLITICAL = "political"


class Register(StrEnum):
    """The kind of text a term belongs to."""

    PRESS = "press"
    LEGAL = "legal"
    TECHNICAL = "technical"
    COLLOQUIAL = "colloquial"
    OFFICIAL = "official"


class PitfallKind(StrEnum):
    """What sort of misunderstanding a pitfall describes; the rule id is ``pitfall.`` and the kind with hyphens."""

    DIVERGENT_CONCEPT = "divergent concept"
    FALSE_FRIEND = "false friend"
    AMBIGUOUS = "ambiguous"
    LEGAL_FORCE = "legal force"
    REGISTER = "register"
    INSTITUTION = "institution"
    ACRONYM = "acronym"
    NUMBER = "number"
    KATAKANA_ENGLISH = "katakana English"
    CALQUE = "calque"
    SCOPE = "scope"
    ACTOR = "actor"

    @property
    def slug(self) -> str:
        """The kind in lower case with hyphens, as in rule ids and addresses."""
        return self.value.lower().replace(" ", "-")


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Scope(StrEnum):
    """Where a condition of a trigger looks."""

    BEFORE = "before"
    AFTER = "after"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    DOCUMENT = "document"
