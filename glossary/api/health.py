"""``/healthz`` (the process answers) and ``/readyz`` (each part of the service is ready)."""

from flask import Blueprint

from glossary import __version__, context
from glossary.api.contract import Contract, Work, endpoint
from glossary.api.parameters import Parameters
from glossary.responses import failure_text


def blueprint() -> Blueprint:
    """The two addresses, outside the versions of the interface."""
    blueprint = Blueprint("health", __name__)
    endpoint(
        blueprint,
        "/healthz",
        Contract(
            method="GET",
            summary="Is the process alive?",
            description="Answers as long as the process does, whatever the state of the termbase.",
            tag="Service",
            out="Health",
            tagged=False,
        ),
    )(healthz)
    endpoint(
        blueprint,
        "/readyz",
        Contract(
            method="GET",
            summary="Is the service ready?",
            description="Says for each part whether it is ready. Without a termbase the answer is 503 with the reason. "
            "A newer revision that could not be loaded is named; the old one stays in service.",
            tag="Service",
            out="Readiness",
            problems=("not-ready",),
            tagged=False,
        ),
    )(readyz)
    return blueprint


def healthz(query: Parameters) -> Work:
    """The process answers."""
    return lambda: {"status": "ok", "version": __version__}


def readyz(query: Parameters) -> Work:
    """The state of each part. A termbase that cannot be loaded raises the error that says why, which is a 503."""
    snapshots = context.services().snapshots
    snapshot = snapshots.current()
    state = snapshots.status()
    part: dict[str, object] = {
        "status": "ready" if state.problem is None else "outdated",
        "origin": state.origin,
        "revision": state.revision,
        "concepts": len(snapshot.concepts),
    }
    if state.problem is not None:
        part["reason"] = failure_text(context.language(), state.error)
    return lambda: {"status": "ready", "version": __version__, "parts": {"termbase": part}}
