"""``/rules``: the manual of the rules on drafts and pairs."""

from flask import Blueprint

from glossary.api.contract import Contract, Work, endpoint
from glossary.api.parameters import MAX_ID_LENGTH, Parameters
from glossary.errors import N_, NotFound
from glossary.matching.compile import Snapshot
from glossary.reports.rules import rule_documents


def register(blueprint: Blueprint) -> None:
    """Add the resource."""
    endpoint(
        blueprint,
        "/v1/rules",
        Contract(
            method="GET",
            summary="All rules",
            description="What each rule looks for, why, an example and what to write instead, in the order of their ids.",
            tag="Drafts",
            out="Rules",
            kept=True,
        ),
    )(list_rules)
    endpoint(
        blueprint,
        "/v1/rules/<id>",
        Contract(
            method="GET",
            summary="One rule",
            description="The manual to which the rule of a finding leads.",
            tag="Drafts",
            out="Rule",
            problems=("not-found",),
            path={"id": {"description": "The id of the rule, such as term.variant."}},
        ),
    )(get_rule)


def list_rules(query: Parameters) -> Work:
    """All rules."""
    return lambda: {"rules": list(rule_documents().values())}


def get_rule(query: Parameters, id: str) -> Work:
    """One rule. Raises NotFound."""
    found = rule_documents().get(id)
    if found is None:
        raise NotFound(N_("rule"), id[:MAX_ID_LENGTH])
    return lambda: found


def document(id: str, snapshot: Snapshot) -> dict[str, object] | None:
    """The document of one rule, where there is one; the same for every snapshot."""
    return rule_documents().get(id)
