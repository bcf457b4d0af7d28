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


@schemathesis.deserializer(*sorted({media_type_of(name) for name in file_formats()} | {"text/html"}))
def read_file(context: object, response: schemathesis.Response) -> bytes:
    """Copies and reports: their description promises no more than bytes."""
    return response.content
