"""Counting what a page asks of the database, so that a long list is seen to cost as a short one."""

from collections.abc import Callable


def asked_during(statements: list[str], act: Callable[[], object]) -> int:
    """Return how many statements were sent while something was done; give a fixture's list."""
    before = len(statements)
    act()
    return len(statements) - before
