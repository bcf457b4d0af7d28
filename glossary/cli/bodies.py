"""Bodies that are too large for the server are refused by the site itself: as a problem, or as a page, in the reader's language.

The server alone would answer in English and end the connection while the client still sends, so that many a client never saw why.
Here what follows is read and thrown away, as far as that is worth it, and the site is asked what it says of a body of that length.
"""

from io import BytesIO

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask, Task, WSGITask
from waitress.utilities import RequestEntityTooLarge

MAX_DISCARDED = 128 * 1024 * 1024
"""Bytes of a body that are read to be thrown away. Whoever announces more is answered at once."""


class _Nowhere:
    """The buffer of a body that nobody reads."""

    def append(self, data: bytes) -> None:
        """Let it go."""

    def getfile(self) -> BytesIO:
        """Nothing."""
        return BytesIO()

    def close(self) -> None:
        """There is nothing to close."""


class PatientParser(HTTPRequestParser):  # type: ignore[misc]  # the library has no types
    """Reads a request that is too large to its end before it is answered."""

    expect_continue: bool
    completed: bool
    _discarded: int | None = None

    def received(self, data: bytes) -> int:
        """Take in a part of the request; how many of its bytes belonged to it."""
        if self._discarded is not None:
            return self._discard(data)
        consumed: int = super().received(data)
        if is_too_large(self) and self.expect_continue:
            self.expect_continue = False  # the client asked before it sends: it is told before it does
        elif is_too_large(self) and self.content_length <= MAX_DISCARDED:
            self.body_rcv.getbuf().close()
            self.body_rcv.buf = _Nowhere()
            self._discarded = 0
            self.completed = self.body_rcv.completed
        return consumed

    def _discard(self, data: bytes) -> int:
        consumed: int = self.body_rcv.received(data)
        self._discarded = (self._discarded or 0) + consumed
        self.completed = bool(self.body_rcv.completed or self.body_rcv.error or self._discarded > MAX_DISCARDED)
        return consumed


class RefusalTask(WSGITask):  # type: ignore[misc]  # as above
    """Asks the site about a body that was not kept."""

    def execute(self) -> None:
        """Answer, and end the connection: of a body that was cut off the rest may still come."""
        self.set_close_on_finish()
        super().execute()

    def get_environment(self) -> dict[str, object]:
        """The request with no body, but with its length, which is all that the site needs to refuse it."""
        environ: dict[str, object] = super().get_environment()
        length = max(self.request.content_length, self.channel.adj.max_request_body_size)
        return environ | {"wsgi.input": BytesIO(), "CONTENT_LENGTH": str(length)}


def is_too_large(request: HTTPRequestParser) -> bool:
    """Whether the server has found a body larger than it takes."""
    return isinstance(request.error, RequestEntityTooLarge)


def _failed_task(channel: HTTPChannel, request: HTTPRequestParser) -> Task:
    return (RefusalTask if is_too_large(request) else ErrorTask)(channel, request)


class Channel(HTTPChannel):  # type: ignore[misc]  # as above
    """A connection whose bodies that are too large are refused by the site."""

    parser_class = PatientParser
    error_task_class = staticmethod(_failed_task)
