"""Duties by their endings and verbs."""

import pytest

from tests.checkings import passage


def found(text: str, lang: str) -> list[tuple[str, str, bool]]:
    return [(text[duty.span.start : duty.span.end], duty.force.value, duty.has_actor) for duty in passage(text, lang).duties]


@pytest.mark.parametrize(
    ("lang", "text", "duties"),
    [
        ("ja", "事業者は報告しなければならない。", [("なければならない", "obligation", True)]),
        ("ja", "報告されなければならない。", [("されなければならない", "obligation", False)]),
        ("ja", "事業者により報告されなければならない。", [("されなければならない", "obligation", True)]),
        ("ja", "大臣は計画を定めるものとする。", [("ものとする", "principle", True)]),
        ("ja", "国は連携に努めるものとする。", [("に努めるものとする", "effort", True)]),
        ("ja", "記録を保存する必要がある。", [("必要がある", "obligation", False)]),
        ("ja", "または記録を保存する必要がある。", [("必要がある", "obligation", False)]),
        ("ja", "施設を検査することができる。", [("することができる", "permission", True)]),
        ("ja", "国は注意する。措置を講じることが望ましい。", [("ことが望ましい", "recommendation", False)]),
        ("ja", "書類の一覧を示す。", []),
        ("ja", "記録を保存する必要があることを示す。", []),
        ("en", "Operators must report it.", [("must", "obligation", True)]),
        ("en", "It should be promptly reported.", [("should be promptly reported", "recommendation", False)]),
        ("en", "Records shall be kept by the operator.", [("shall be kept", "obligation", True)]),
        ("en", "They must be reported by 3 May.", [("must be reported", "obligation", False)]),
        ("en", "It should be noted that he came.", []),
        ("en", "They are invited to reply.", [("are invited to", "expectation", True)]),
    ],
)
def test_duties_are_read_with_their_force(lang: str, text: str, duties: list[tuple[str, str, bool]]) -> None:
    assert found(text, lang) == duties
