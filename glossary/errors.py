"""What can go wrong, as exceptions that a person can act on.

Every error has a stable ``code`` (part of the API), a ``template`` (an English sentence that is the key of the message
catalogue, with named braces) and parameters. ``i18n`` renders it in the reader's language; ``str(error)`` is English.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


def N_(msgid: str) -> str:
    """Mark a sentence for the message catalogue without translating it here."""
    return msgid


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file or a record: where it stands and what to do about it.

    ``field`` is a path such as ``ja.term[2].reading`` (indices from 0) and is empty for the record as a whole; ``line`` is its
    line, where that is known.
    """

    field: str
    template: str
    params: tuple[tuple[str, object], ...] = ()
    line: int | None = None

    def __str__(self) -> str:
        text = self.template.format(**dict(self.params))
        return f"{self.field}: {text}" if self.field else text


class GlossaryError(Exception):
    """The parent of all errors raised on purpose."""

    code: ClassVar[str] = "error"
    template: ClassVar[str] = N_("Something went wrong.")
    spoken: ClassVar[frozenset[str]] = frozenset({"kind", "reason"})
    """The parameters that are catalogue sentences. All others are names, and what somebody typed: they stay as they are."""

    def __init__(self, **params: object) -> None:
        super().__init__()
        self.params = params

    def __str__(self) -> str:
        return self.template.format(**self.params)


class InvalidRecord(GlossaryError):
    """A record breaks its format; ``problems`` holds all of them, not only the first."""

    code = "invalid-record"
    template = N_("{name} was not accepted: {count} problem(s). First: {first}")
    heading: ClassVar[str] = N_("{name} was not accepted:")
    """What stands over the problems where all of them are told."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        super().__init__(name=name, count=len(problems), first=str(problems[0]))
        self.name = name
        self.problems = tuple(problems)


class InvalidConcept(InvalidRecord):
    """A concept breaks the entry format."""

    code = "invalid-concept"
    template = N_("Concept {name} was not accepted: {count} problem(s). First: {first}")
    heading = N_("Concept {name} was not accepted:")


class InvalidPitfall(InvalidRecord):
    """A pitfall breaks its format."""

    code = "invalid-pitfall"
    template = N_("Pitfall {name} was not accepted: {count} problem(s). First: {first}")
    heading = N_("Pitfall {name} was not accepted:")


class InvalidProject(InvalidRecord):
    """A project file breaks its format; each problem names its key."""

    code = "invalid-project"
    template = N_("The project file {name} was not accepted: {count} problem(s). First: {first}")
    heading = N_("The project file {name} was not accepted:")


class InvalidBaseline(InvalidRecord):
    """A baseline is none, or was changed by hand."""

    code = "invalid-baseline"
    template = N_("The baseline {name} cannot be used: {count} problem(s). First: {first} Write it anew with --write-baseline.")
    heading = N_("The baseline {name} cannot be used. Write it anew with --write-baseline.")


class InvalidTermbase(InvalidRecord):
    """A termbase cannot be loaded; each problem's field starts with the file it stands in."""

    code = "invalid-termbase"
    template = N_("The termbase {name} was not loaded: {count} problem(s). First: {first}")
    heading = N_("The termbase {name} was not loaded:")


class NotFound(GlossaryError):
    """There is nothing under that id."""

    code = "not-found"
    template = N_("There is no {kind} {id}.")

    def __init__(self, kind: str, id: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(kind=kind, id=id)
        self.nearest = tuple(nearest)


class QueryTooLong(GlossaryError):
    """The query is longer than a query may be."""

    code = "query-too-long"
    template = N_("The query has {length} characters; a query can have {limit}. To check a whole text, open it as a draft.")


class UnknownValue(GlossaryError):
    """A parameter names something that does not exist, such as an unknown domain or a date that is none."""

    code = "unknown-value"
    template = N_("{value} is not a value of {parameter}. Use one of: {allowed}.")


class UnknownDay(UnknownValue):
    """A parameter asks for a date that no calendar has, or that is not written as one."""

    template = N_("{value} is no date. Write {parameter} as year-month-day, with a day that the month has, such as {allowed}.")


class MissingTerms(GlossaryError):
    """A project file names a file of terms that is not there for it."""

    code = "missing-terms"
    template = N_("{project} names {path} under terms, but there is no such file in its folder.")


class UnreadableFile(GlossaryError):
    """A file cannot be read as what it claims to be."""

    code = "unreadable-file"
    template = N_("{path} cannot be read as {format}, line {line}: {reason}")


class InaccessibleFile(UnreadableFile):
    """The system does not open a file or folder."""

    code = "inaccessible-file"
    template = N_("{path} cannot be opened: {reason}.")


class UnwritableFile(GlossaryError):
    """A file cannot be written. What stood there is left as it was."""

    code = "unwritable-file"
    template = N_("{path} could not be written: {reason}.")


class UnchangedFile(UnwritableFile):
    """A file that is there cannot be written anew."""

    template = N_("{path} could not be written: {reason}. It was left as it was.")


class UnsupportedFormat(GlossaryError):
    """There is no reader or writer for that format."""

    code = "unsupported-format"
    template = N_("{format} is not a format that can be read. Known formats: {known}.")


class FileTooLarge(GlossaryError):
    """A file, or what is packed in it, is larger than what is read at once."""

    code = "file-too-large"
    template = N_("{name} holds {size} MB; {limit} MB can be read at once. Split it, or take out pictures that need no check.")


class FormTooLarge(FileTooLarge):
    """A form with a file is larger than what the page takes, so that nothing of it was read."""

    template = N_(
        "The file is larger than {limit} MB, so nothing was read of it and of the text sent with it. Take out pictures, or split it."
    )


class EmptyFile(GlossaryError):
    """A file of text holds no text."""

    code = "empty-file"
    template = N_("{name} holds no text, so there is nothing to check. Choose another file.")


class FileTooManyParts(GlossaryError):
    """A file is made of more pieces than any that a person wrote."""

    code = "file-too-many-parts"
    template = N_("{name} is made of {count} pieces; {limit} can be read at once. Split it, or save it anew in the program that made it.")


class FileTooDeep(GlossaryError):
    """A file is nested deeper than any that a person wrote."""

    code = "file-too-deep"
    template = N_("{name} is nested more than {limit} levels deep. Take tables and frames out of one another and try again.")


class FileBomb(GlossaryError):
    """An archive unpacks to far more than documents do."""

    code = "file-bomb"
    template = N_(
        "{name} unpacks to {ratio} times its size, which no document does. Save it anew in the program that made it, or do not trust it."
    )


class FileEncrypted(GlossaryError):
    """A file is protected with a password."""

    code = "file-encrypted"
    template = N_("{name} is protected with a password. Save a copy without one and check that.")


class FileWithMacros(GlossaryError):
    """A document carries programs."""

    code = "file-with-macros"
    template = N_("{name} carries macros, that is, programs. Save a copy without macros (.docx, .pptx, .xlsx) and check that.")


class FileMismatch(GlossaryError):
    """A file is not what its name or its sender says."""

    code = "file-mismatch"
    spoken = frozenset({"announced", "found"})
    template = N_("{name} was announced as {announced}, but its content is {found}. Give it the right extension, or name its format.")


class FileLegacy(GlossaryError):
    """A file in the binary formats of before 2007."""

    code = "file-legacy"
    template = N_("{name} is in the Office format of before 2007. Save it as .docx, .pptx or .xlsx and check that.")


class FileDamaged(GlossaryError):
    """A file cannot be read to its end."""

    code = "file-damaged"
    template = N_("{name} is damaged: {reason}. Open it in the program that made it, save it anew and try again.")


class FileDoctype(GlossaryError):
    """An XML part declares a document type, which can name other files and swell without end."""

    code = "file-doctype"
    template = N_("{name} declares a document type (DOCTYPE), which is not allowed here. Take the declaration out, or save it anew.")


class FileUnsafe(GlossaryError):
    """An archive has entries that no program writes in good faith."""

    code = "file-unsafe"
    template = N_("{name} was refused: {reason}. Save it anew in the program that made it, or do not trust it.")


class FileUndecodable(GlossaryError):
    """A text in none of the known encodings."""

    code = "file-undecodable"
    template = N_("{name} is text in no encoding that is known here: {known}. Save it as UTF-8 and try again.")


class NoRepository(GlossaryError):
    """A draft lies in no repository in which changes could be looked for."""

    code = "no-repository"
    template = N_("{path} lies in no git repository, so that nothing says which lines are new. Check it without --diff.")


class UnknownRevision(GlossaryError):
    """A repository has no such revision."""

    code = "unknown-revision"
    template = N_("The repository {path} has no revision {revision}. Name a commit, branch or tag; in a shallow clone, fetch it first.")


class GitFailure(GlossaryError):
    """The program git is missing or does not answer as it should."""

    code = "git-failure"
    template = N_("git could not say which lines are new: {reason}")


class TextTooLong(GlossaryError):
    """The text is longer than what is checked at once."""

    code = "text-too-long"
    template = N_("The text has {length} characters; {limit} can be checked at once. Check it in parts.")


class TooManyJobs(GlossaryError):
    """More files wait or are kept than there is room for."""

    code = "too-many-jobs"
    template = N_("{limit} files are being checked already. Nothing was kept of this one; try again in some minutes.")


class AnswerTooLarge(GlossaryError):
    """What was found in a file takes more memory than there is for all files."""

    code = "answer-too-large"
    template = N_(
        "{name} holds more text and findings than can be kept for the page. Check it in parts, or with the command glossary check."
    )


class CheckStopped(GlossaryError):
    """The check of a file broke down, or was begun again and again without coming to its end."""

    code = "check-stopped"
    template = N_("The check of {name} broke down. It is not your doing. Save the file anew, or check it in parts.")


class UnreadableDatabase(GlossaryError):
    """The database cannot be opened, read or written."""

    code = "unreadable-database"
    template = N_(
        "The database {path} cannot be used: {reason}. Check that the folder exists and can be written, or set GLOSSARY_DATABASE_URL."
    )


class UnsupportedDatabase(GlossaryError):
    """The database address names a kind of database that this version does not know."""

    code = "unsupported-database"
    template = N_("{url} is not a database that this version can use. Use an address that starts with sqlite:///.")


class NewerDatabase(GlossaryError):
    """The database was made by a newer program."""

    code = "newer-database"
    template = N_(
        "The database {path} was made by a newer version of the program. Update the program, or set GLOSSARY_DATABASE_URL to another database."
    )


class PortTaken(GlossaryError):
    """Another program listens on that port."""

    code = "port-taken"
    template = N_("Port {port} on {host} is taken by another program. Choose another one with --port, for example --port {other}.")


class UnreachableAddress(GlossaryError):
    """The site cannot listen on that address."""

    code = "unreachable-address"
    template = N_("The site cannot listen on {host}: {reason}.")


class InvalidSetting(GlossaryError):
    """A setting has a value that cannot be used."""

    code = "invalid-setting"
    template = N_("The setting {name} cannot be {value}: {reason}")


class MissingSetting(InvalidSetting):
    """A setting has no value, and none can be found for it."""

    template = N_("The setting {name} is needed here: {reason}")
