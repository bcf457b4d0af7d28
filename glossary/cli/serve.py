"""``glossary serve``: the site and the API on one address."""

import logging
import signal
import socket
import sys
import threading
from typing import TYPE_CHECKING

import click

from glossary.cli.language import _
from glossary.cli.parameters import Whole
from glossary.cli.progress import progress
from glossary.cli.usage import Command
from glossary.config import read_settings
from glossary.errors import PortTaken, UnreachableAddress

if TYPE_CHECKING:
    from flask import Flask

MAX_BODY_BYTES = 16 * 1024 * 1024
"""The largest body that a view takes; one of more is not kept."""

BUFFERS = {
    "inbuf_overflow": MAX_BODY_BYTES + 1,
    "max_request_body_size": MAX_BODY_BYTES + 1,
    "outbuf_overflow": 32 * 1024 * 1024,
    "outbuf_high_watermark": 16 * 1024 * 1024,
}
"""Bytes. Drafts stay in memory: the server would write what overflows a buffer to a temporary file, so that nothing may overflow."""


@click.command(
    "serve", cls=Command, help=_("Create or update the database where needed, then serve the site and the API until stopped with Ctrl+C.")
)
@click.option("--host", help=_("The address on which to listen; 127.0.0.1 unless GLOSSARY_HOST says otherwise."))
@click.option("--port", type=Whole(0, 65_535), help=_("The port on which to listen; 8000 unless GLOSSARY_PORT says otherwise."))
@click.option("--threads", type=Whole(1, 256), help=_("How many requests are answered at once."))
def command(host: str | None, port: int | None, threads: int | None) -> None:
    """Take the port, prepare the database, warm the snapshot, serve."""
    from dataclasses import replace  # inline: slow import

    settings = read_settings()
    settings = replace(
        settings,
        host=host or settings.host,
        port=settings.port if port is None else port,
        threads=threads or settings.threads,
    )
    listener = _listen(settings.host, settings.port)
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells every plugin that it loads

    # Who stops a service sends this signal: then the server ends as with Ctrl+C, and what lies on disk of files is deleted.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))

    from glossary.app import create_app  # inline: slow import
    from glossary.context import EXTENSION  # inline: slow import
    from glossary.workflows.load import prepare  # inline: slow import

    with progress(_("Loading the termbase")) as advance:
        compiled = prepare(settings, advance)
    app = create_app(settings)
    app.extensions[EXTENSION].checkings.offer(compiled)
    del compiled
    _serve(app, listener, settings.threads)


def _serve(app: "Flask", listener: socket.socket, threads: int) -> None:
    """Serve until stopped; then answer what was asked already, and leave no file behind."""
    from waitress import create_server  # inline: slow import

    from glossary.cli.bodies import Channel  # inline: slow import
    from glossary.context import EXTENSION  # inline: slow import
    from glossary.web.documents import jobs  # inline: slow import

    services = app.extensions[EXTENSION]
    snapshot = services.snapshots.current()
    # The site can be read while what drafts are checked with is compiled; the first check waits for it.
    warm_up = threading.Timer(WARM_UP_SECONDS, services.checkings.of, args=(snapshot,))
    warm_up.daemon = True
    warm_up.start()
    with app.app_context():
        files = jobs()
    server = create_server(app, sockets=[listener], threads=threads, ident="kakehashi", clear_untrusted_proxy_headers=False, **BUFFERS)
    server.channel_class = Channel
    address, bound = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    try:
        files.start()  # files of a run that was killed: what is too old is deleted, what was not answered goes on
        click.echo(_("Kakehashi is ready: http://{address}:{port}/  (stop with Ctrl+C)", address=shown, port=bound))
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it has been heard
        server.close()
        files.close()
        click.echo(_("Stopped."))


WARM_UP_SECONDS = 1.0
"""How long after the start drafts are prepared for: the first pages come first."""


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything slow is done, so that a taken one is told at once."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UnreachableAddress(host=host, reason=error.strerror or str(error)) from None
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except PermissionError:
        listener.close()
        raise UnreachableAddress(
            host=f"{host}:{port}", reason=_("ports under 1024 need the administrator; choose another with --port")
        ) from None
    except OSError as error:
        listener.close()
        if error.errno in _TAKEN:
            raise PortTaken(host=host, port=port, other=port + 1 if port < 65_535 else 8001) from None
        raise UnreachableAddress(host=host, reason=error.strerror or str(error)) from None
    return listener


_TAKEN = (48, 98, 10_048)
"""EADDRINUSE on macOS, Linux and Windows."""
