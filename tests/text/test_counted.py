"""Tables of lists that changed and of ambiguous intervals."""

from datetime import date

import pytest

from glossary.errors import InvalidRecord
from glossary.text.counted import EMPTY, CountValue, read_counted
from tests.checkings import vocabulary


def test_shipped_tables_are_read() -> None:
    found = vocabulary().counted

    assert [(count.owner, [value.number for value in count.value]) for count in found.counts] == [("JP", [14, 15])]
    assert found.intervals.words["biannual"] == ("twice-yearly", "two-yearly")


def test_absent_tables_leave_the_lists_empty() -> None:
    assert read_counted({}) == EMPTY


def test_number_holds_between_its_days() -> None:
    value = CountValue(number=14, until=date(2024, 3, 31))

    assert [value.holds_on((day, day)) for day in (date(2020, 1, 1), date(2024, 3, 31), date(2024, 4, 1))] == [True, True, False]


@pytest.mark.parametrize("table", [{"count": [{"owner": "JP"}]}, {"count": [{"owner": "JP", "value": [{"number": "x"}]}]}])
def test_table_of_the_wrong_shape_is_named(table: dict[str, object]) -> None:
    with pytest.raises(InvalidRecord) as caught:
        read_counted({"counts": table})

    assert "lexicon/counts.toml" in str(caught.value.params)
