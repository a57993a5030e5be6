"""Names written in two columns under one merged heading: họ đệm, and beside it the tên."""

from collections.abc import Mapping
from itertools import takewhile

from benefits.exchange.roster import bystanders
from benefits.exchange.roster.headings import Field, Heading
from benefits.members.names import clean


def with_split_name(headings: list[Heading], sample: list[list[str]]) -> list[Heading]:
    """Return the headings, the nameless column beside "Họ và tên" made the given name's."""
    whole = next((heading for heading in headings if heading.field is Field.FULL_NAME), None)
    taken = {heading.column for heading in headings}
    if whole is None or whole.column + 1 in taken or not _holds_names(sample, whole.column + 1):
        return headings
    return [
        *(heading for heading in headings if heading is not whole),
        Heading(whole.column, whole.words, Field.FAMILY_NAMES),
        Heading(whole.column + 1, whole.words, Field.GIVEN_NAME),
    ]


def _holds_names(sample: list[list[str]], column: int) -> bool:
    """Tell by most of the people: one word without digits stands beside their family name."""
    rows = takewhile(lambda row: _is_before_the_end(row[:column]), sample)
    people = [row for row in rows if len(row) > column and _is_person(clean(row[column - 1]))]
    return 2 * sum(clean(row[column]).isalpha() for row in people) > len(people)


def _is_before_the_end(cells: list[str]) -> bool:
    texts = list(map(clean, cells))
    return not any(map(bystanders.is_total, texts)) and not any(map(bystanders.is_signature, texts))


def _is_person(name: str) -> bool:
    return any(map(str.isalpha, name)) and not bystanders.is_section(name)


def given_beside(found: Mapping[int, Field], rows: list[list[str]]) -> dict[int, Field]:
    """Return what was guessed, a column of single words beside the names made the given names'."""
    whole = next((column for column, what in found.items() if what is Field.FULL_NAME), -1)
    beside = [clean(row[whole + 1]) for row in rows if whole + 1 < len(row)]
    is_taken = whole < 0 or whole + 1 in found
    if is_taken or 2 * len(set(beside)) <= len(beside) or not _holds_names(rows, whole + 1):
        return dict(found)  # what is the same for most of them is no name
    return {**found, whole: Field.FAMILY_NAMES, whole + 1: Field.GIVEN_NAME}
