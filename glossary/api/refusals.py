"""What can be wrong with a request to the interface, besides what is wrong with what it asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from glossary.errors import N_, GlossaryError
from glossary.i18n import translate


class MalformedRequest(GlossaryError):
    """The address cannot be read: bytes that are not UTF-8."""

    code = "malformed-request"
    template = N_("The parameter {parameter} is not UTF-8. Percent-encode each parameter as UTF-8.")


class MalformedBody(GlossaryError):
    """The body is not JSON."""

    code = "malformed-body"
    template = N_("The body is not JSON: {reason}. Send one JSON object in UTF-8.")


class MalformedBodyAt(MalformedBody):
    """The body is not JSON, and the place is known."""

    template = N_("The body is not JSON: {reason}, at character {position}. Send one JSON object in UTF-8.")


class MalformedForm(GlossaryError):
    """The body is not the form that it says it is."""

    code = "malformed-form"
    template = N_("The form cannot be read. Send it as multipart/form-data (RFC 7578), with its boundary in the header Content-Type.")


class TooManyParts(MalformedForm):
    """The form has more parts than any that the interface knows."""

    template = N_("The form has more than {limit} parts. Send each field once, and one file.")


class UndecodedField(MalformedForm):
    """A field of the form is in another encoding."""

    template = N_("The field {field} of the form is not UTF-8. Encode it as UTF-8 and send the form again.")


class NothingPlaced(GlossaryError):
    """An annotated copy was asked for, but the file can carry none of what was found."""

    code = "nothing-placed"
    template = N_("No annotated copy was made of {name}: {reason}. Ask for JSON or for a report instead.")


class UnsupportedMediaType(GlossaryError):
    """The body does not say that it is JSON."""

    code = "unsupported-media-type"
    spoken = frozenset({"media_type"})
    template = N_("The body is announced as {media_type}. Send it with Content-Type: application/json.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: the parameter, or the JSON pointer into the body, and a catalogue sentence."""

    place: str
    code: str
    template: str
    params: Mapping[str, object]

    def record(self, lang: str) -> dict[str, object]:
        """The fault as an element of ``errors``."""
        key = "pointer" if self.place.startswith("#") else "parameter"
        return {key: self.place, "code": self.code, "detail": translate(lang, self.template, **self.params)}

    def sentence(self, text: str) -> str:
        """The text after its place; a fault of the request as a whole has none."""
        return f"{self.place}: {text}" if self.place else text


class InvalidRequest(GlossaryError):
    """Parameters or fields that were not accepted, all of them at once."""

    code = "invalid-request"
    template = N_("The request was not accepted: {count} problem(s). First: {first}")

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        super().__init__(count=len(faults), first=first.sentence(first.template.format(**first.params)))
        self.faults = tuple(faults)
