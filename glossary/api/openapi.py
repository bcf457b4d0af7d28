"""The OpenAPI 3.1 document, made from the contracts: what is documented is what is checked.

Written by hand over pydantic's schema generator: the libraries for Flask change the meaning of 400, 415 and 422 or document
another media type than they send.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from glossary import __version__
from glossary.api import draft_shapes, shapes
from glossary.api.contract import Contract
from glossary.api.forms import FORM
from glossary.api.problem import MEDIA_TYPE, PREFIX, TYPES
from glossary.api.writing import UNPLACED
from glossary.i18n import translate
from glossary.text.languages import ENGLISH

Json = dict[str, object]

EXAMPLES = Path(__file__).with_name("examples.json")
"""Examples by operation; a test holds them against the schemas."""

DESCRIPTION = """\
Look cyber security terms up in English and Japanese, check drafts for what the other side will misread, and read the termbase.

**No key is needed**, and pages of other sites may call the interface (CORS, without credentials).

**Stable:** within version 1 fields are only ever added. Clients ignore fields they do not know. Ids never change and are never used again.

**Languages:** terms, definitions and warnings come in both languages. Messages come in the language of `lang`, else of
`Accept-Language`; programs compare `code`.

**Caching:** answers to GET carry a weak `ETag` that changes with the termbase, the program, the language and the day. Send it back
in `If-None-Match`; 304 costs next to nothing. HEAD works wherever GET does.

**Limits:** a query has at most 500 characters, a batch 500 queries, an answer 100 hits, a page 200 items, a body 1 MiB. The drafts
of a request have at most 1,000,000 characters together, 500 texts or pairs, 1,000 extra terms and a body of 16 MiB; a file has
at most 16 MiB with the form around it, 16 MB if it is text, 5,000,000 characters, and 64 MB unpacked.
Unknown and repeated parameters are refused, so that a misspelt one is not ignored in silence.

**Errors** are `application/problem+json` (RFC 9457); each `type` leads to a description. **Positions** are half-open and in code points unless
UTF-16 is asked for. Queries and drafts are neither stored nor logged."""

TAGS = (
    {"name": "Look-up", "description": "From a query to concepts, and why they were found."},
    {"name": "Drafts", "description": "Check drafts, recognise their terms, and read what the rules say."},
    {"name": "Termbase", "description": "Concepts, pitfalls, domains and sources as documents."},
    {"name": "Service", "description": "State and description of the service."},
)


class _Schemas(GenerateJsonSchema):
    """Fields that may be left out are never null, and null is no default."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """The schema of the value itself."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:
        """No titles made of field names: they say nothing."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """The schema with its default, where that is a value."""
        if schema.get("default", ...) is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


def document(app: Flask, values: Mapping[str, Sequence[str]]) -> Json:
    """The document for the application's contracts; ``values`` are those that the termbase decides, by the name of their list."""
    contracts = list(_contracts(app))
    refs, components = _component_schemas(contract for _, contract, _ in contracts)
    examples = json.loads(EXAMPLES.read_bytes())
    paths: dict[str, Json] = {}
    for path, contract, name in contracts:
        operation = _operation(contract, name, refs)
        _add_examples(operation, name, examples)
        paths.setdefault(path, {})[contract.method.lower()] = operation
    built: Json = {
        "openapi": "3.1.0",
        "info": {
            "title": "Kakehashi",
            "version": __version__,
            "summary": "A bilingual English–Japanese termbase of cyber security",
            "description": DESCRIPTION,
            "license": {"name": "Code Apache-2.0, termbase CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": "/"}],
        "tags": list(TAGS),
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": components},
    }
    _fill_values(built, values)
    return built


def _contracts(app: Flask) -> Iterable[tuple[str, Contract, str]]:
    for rule in app.url_map.iter_rules():
        contract = getattr(app.view_functions[rule.endpoint], "contract", None)
        if contract is not None:
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), contract, rule.endpoint.rpartition(".")[2]


def _component_schemas(contracts: Iterable[Contract]) -> tuple[dict[type, Json], Json]:
    """The reference to each model, and the components they lie in."""
    wanted: dict[type[BaseModel], JsonSchemaMode] = {shapes.Problem: "serialization"}
    for contract in contracts:
        wanted[_shape(contract)] = "serialization"
        for model in (contract.body, contract.form):
            if model is not None:
                wanted[model] = "validation"
    refs, defs = models_json_schema(
        sorted(wanted.items(), key=lambda item: item[0].__name__),
        ref_template="#/components/schemas/{model}",
        schema_generator=_Schemas,
    )
    return {model: ref for (model, _), ref in refs.items()}, defs["$defs"]


def _shape(contract: Contract) -> type[BaseModel]:
    found: type[BaseModel] = getattr(shapes, contract.out, None) or getattr(draft_shapes, contract.out)
    return found


def _operation(contract: Contract, name: str, refs: Mapping[type, Json]) -> Json:
    operation: Json = {
        "operationId": name,
        "summary": contract.summary,
        "description": contract.description,
        "tags": [contract.tag],
        "parameters": [*_path_parameters(contract), *_query_parameters(contract)],
    }
    if contract.body is not None:
        bodies: Json = {"application/json": {"schema": refs[contract.body]}}
        if contract.form is not None:
            bodies[FORM] = {"schema": refs[contract.form], "encoding": {"file": {"contentType": ", ".join(contract.files)}}}
        operation["requestBody"] = {"required": True, "content": bodies}
    operation["responses"] = _responses(contract, refs)
    return operation


def _add_examples(operation: Json, name: str, examples: Mapping[str, Mapping[str, Json]]) -> None:
    for parameter in operation["parameters"]:  # type: ignore[attr-defined]
        if parameter["name"] in examples["parameters"].get(name, {}):
            parameter["example"] = examples["parameters"][name][parameter["name"]]
    if name in examples["bodies"]:
        operation["requestBody"]["content"]["application/json"]["example"] = examples["bodies"][name]  # type: ignore[index]
    if name in examples["answers"]:
        operation["responses"]["200"]["content"]["application/json"]["example"] = examples["answers"][name]  # type: ignore[index]


def _path_parameters(contract: Contract) -> list[Json]:
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}, **facts} for name, facts in contract.path.items()]


def _query_parameters(contract: Contract) -> list[Json]:
    schema = contract.query.model_json_schema(schema_generator=_Schemas)
    parameters = []
    for name, found in schema["properties"].items():
        value = {key: part for key, part in found.items() if key not in ("title", "description")}
        parameter: Json = {"name": name, "in": "query", "required": name in schema.get("required", ()), "schema": value}
        if "description" in found:
            parameter["description"] = found["description"]
        parameters.append(parameter)
    # The parameters of the endpoint itself come first, those that all have last.
    return sorted(parameters, key=lambda parameter: parameter["name"] == "lang")


def _responses(contract: Contract, refs: Mapping[type, Json]) -> Json:
    content: Json = {"application/json": {"schema": refs[_shape(contract)]}}
    content |= {media_type: {"schema": {"description": text}} for media_type, text in contract.files.items()}
    success: Json = {"description": "The answer.", "content": content}
    responses: Json = {"200": success}
    if contract.files:
        success["headers"] = {
            "Content-Disposition": {"description": "The name of a file.", "schema": {"type": "string"}},
            UNPLACED: {
                "description": "How many comments and fixes an annotated copy could not carry.",
                "schema": {"type": "string", "pattern": "^[0-9]+$"},
            },
        }
    if contract.tagged:
        success["headers"] = {
            "ETag": {"description": "Send it back in If-None-Match.", "schema": {"type": "string"}},
            "Cache-Control": {"description": "Ask again each time; 304 is cheap.", "schema": {"type": "string"}},
        }
        responses["304"] = {"description": "Unchanged: the client has the answer with that ETag."}
    codes = ["malformed-request", "invalid-request", *contract.problems, "internal-error"]
    if contract.body is not None:
        codes += ["malformed-body", "unsupported-media-type", "body-too-large"]
    if contract.tagged or contract.body is not None:
        codes.append("not-ready")
    by_status: dict[HTTPStatus, list[str]] = {}
    for code in dict.fromkeys(codes):
        by_status.setdefault(TYPES[code].status, []).append(code)
    for status in sorted(by_status):
        responses[str(status.value)] = _problem_response(by_status[status], refs[shapes.Problem])
    return responses


def _problem_response(codes: Sequence[str], ref: Json) -> Json:
    kinds = [TYPES[code] for code in codes]
    examples = {
        kind.code: {
            "summary": translate(ENGLISH, kind.title),
            "value": {
                "type": PREFIX + kind.code,
                "title": translate(ENGLISH, kind.title),
                "status": kind.status.value,
                "detail": translate(ENGLISH, kind.advice),
                "code": kind.code,
            },
        }
        for kind in kinds
    }
    description = "\n".join(f"* `{kind.code}`: {translate(ENGLISH, kind.title)}. {translate(ENGLISH, kind.advice)}" for kind in kinds)
    return {"description": description, "content": {MEDIA_TYPE: {"schema": ref, "examples": examples}}}


def _fill_values(node: object, values: Mapping[str, Sequence[str]]) -> None:
    """Put the values that the termbase decides into the schemas that name their list."""
    if isinstance(node, dict):
        name = node.pop("x-values", None)
        if name is not None and values[name]:
            node["enum"] = list(values[name])
        for child in node.values():
            _fill_values(child, values)
    elif isinstance(node, list):
        for child in node:
            _fill_values(child, values)
