"""Names written in two columns under one merged heading: họ đệm, and beside it the tên."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from benefits.exchange.roster import bystanders
from benefits.exchange.roster.headings import Field, Heading, Sure, meaning, plain_words
from benefits.members.names import clean, folded

_NICKNAME = "ten goi"
_MOST_WORDS = 2


def with_split_name(headings: list[Heading], sample: list[list[str]]) -> list[Heading]:
    """Return the headings, those of names told apart where a name is written in two columns."""
    whole = next((heading for heading in headings if heading.field is Field.FULL_NAME), None)
    if whole is None:
        return headings
    if any(heading.field is Field.GIVEN_NAME for heading in headings):
        return _with_given_headed(headings, whole, sample)
    beside = whole.column + 1
    if beside in {heading.column for heading in headings}:
        return headings
    if _holds_names(sample, beside):
        return [
            *(heading for heading in headings if heading is not whole),
            replace(whole, field=Field.FAMILY_NAMES),
            Heading(beside, whole.words, Field.GIVEN_NAME),
        ]
    if _holds_some_names(sample, beside):
        return [*headings, Heading(beside, whole.words, Field.GIVEN_NAME, sure=Sure.GUESSED)]
    return headings


def _with_given_headed(
    headings: list[Heading], whole: Heading, sample: list[list[str]]
) -> list[Heading]:
    """Let "Họ và tên" be what stands before "Tên", where it does not say that once more."""
    if any(heading.field is Field.FAMILY_NAMES for heading in headings):
        return headings
    given = next(heading for heading in headings if heading.field is Field.GIVEN_NAME)
    if plain_words(given.words) == _NICKNAME:
        return [replace(each, field=None) if each is given else each for each in headings]
    last = max(whole.column, given.column)
    rows = (row for row in sample if len(row) > last and _is_before_the_end(row))
    pairs = [(clean(row[whole.column]), clean(row[given.column])) for row in rows]
    written = [pair for pair in pairs if all(pair)]
    if 2 * sum(ends_in(*pair) for pair in written) >= len(written):
        return headings
    return [replace(each, field=Field.FAMILY_NAMES) if each is whole else each for each in headings]


def ends_in(name: str, given: str) -> bool:
    """Tell whether a name says the given name already."""
    return f" {folded(name)}".endswith(f" {folded(given)}")


def _holds_names(sample: list[list[str]], column: int) -> bool:
    """Tell by most of the people: one word without digits stands beside their family name."""
    rows = takewhile(lambda row: _is_before_the_end(row[:column]), sample)
    people = [row for row in rows if len(row) > column and _is_person(clean(row[column - 1]))]
    return 2 * sum(clean(row[column]).isalpha() for row in people) > len(people)


def _holds_some_names(sample: list[list[str]], column: int) -> bool:
    """Tell a column of which few are written, but those as a part of a name is."""
    rows = takewhile(lambda row: _is_before_the_end(row[:column]), sample)
    people = [row for row in rows if len(row) > column and _is_person(clean(row[column - 1]))]
    cells = [cell for row in people if (cell := clean(row[column]))]
    return 0 < 2 * len(cells) <= len(people) and all(map(_is_part_of_a_name, cells))


def _is_part_of_a_name(cell: str) -> bool:
    words = cell.split(" ")
    are_written_so = all(word.isalpha() and word[0].isupper() for word in words)
    return are_written_so and len(words) <= _MOST_WORDS and meaning(cell) is None


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
