"""Version 1 of the JSON interface: fields are only ever added."""

from flask import Blueprint

from glossary.api.v1 import annotate, check, concepts, lookup, pitfalls, rules, termbase

DOCUMENTS = {"/api/v1/concepts": concepts.document, "/api/v1/pitfalls": pitfalls.document, "/api/v1/rules": rules.document}
"""What makes the documents in a folder of addresses."""


def register(blueprint: Blueprint) -> None:
    """Add all resources under ``/v1``."""
    for resource in (lookup, check, annotate, rules, concepts, pitfalls, termbase):
        resource.register(blueprint)
