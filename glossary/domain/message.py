"""A message that is rendered later, in the reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A catalogue sentence with named braces and the values that fill them; a value that is a word of the catalogue is a message, too."""

    template: str
    params: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.params))
