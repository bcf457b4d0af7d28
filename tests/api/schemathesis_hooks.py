"""What Schemathesis cannot read out of the description: what a file of a format looks like, and a list of terms in a form."""

import json

import schemathesis
from hypothesis import strategies as st

from glossary.documents.registry import file_formats, media_type_of

TEXTS = ("", "Fine.", "よい文です。\n", "\ufeffFine.\r\n")

schemathesis.openapi.media_type("text/plain", st.sampled_from([text.encode() for text in TEXTS]))

TERMS = ([], [{"en": "secure zone", "ja": "認証区域"}], [{"lang": "ja", "term": "拠点", "avoid": ["ロケーション"]}])

schemathesis.openapi.format("term-list", st.sampled_from([json.dumps(terms, ensure_ascii=False) for terms in TERMS]))

DISMISSED = ([], [{"fingerprint": "0123456789abcdef", "reason": "It is a name."}])

schemathesis.openapi.format("dismissed-list", st.sampled_from([json.dumps(dismissed) for dismissed in DISMISSED]))


@schemathesis.hook
def filter_body(context: object, body: object) -> bool:
    """No file that is announced as what it cannot be: an empty one is no Word file, and plain text no entry of a termbase."""
    fields = getattr(body, "body", None)  # a form with the content types of its parts
    if not isinstance(fields, dict):
        return True
    return fields.get("format") != "entry" and (bool(fields.get("file")) or fields.get("format") in (None, "plain"))


@schemathesis.deserializer(*sorted({media_type_of(name) for name in file_formats()} | {"text/html"}))
def read_file(context: object, response: schemathesis.Response) -> str:
    """Copies and reports: their description promises no more than bytes, which JSON Schema knows as a string."""
    return response.content.decode("latin-1")
