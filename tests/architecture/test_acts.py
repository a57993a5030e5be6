"""Whatever is noted in the audit trail can be read there, in both languages."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from benefits.wording.acts import ACTS, SUBJECTS
from tests.architecture.sources import PRODUCT, Module, modules, text_of

NOTE = "audit.note"
ACT, SUBJECT = 2, 3  # where `audit.note(session, by, act, subject, key)` names them

Place = tuple[str, ast.expr]


@cache
def noting() -> tuple[Module, ...]:
    return tuple(module for module in modules(*PRODUCT) if NOTE in module.text)


def calls(module: Module, name: str) -> Iterator[ast.Call]:
    for node in module.nodes:
        if isinstance(node, ast.Call) and text_of(node.func) == name:
            yield node


def function_around(module: Module, call: ast.Call) -> ast.FunctionDef:
    """The innermost function a call stands in."""
    around = [
        node
        for node in module.nodes
        if isinstance(node, ast.FunctionDef)
        and node.lineno <= call.lineno <= (node.end_lineno or node.lineno)
    ]
    return around[-1]


def named(module: Module, call: ast.Call, at: int) -> Iterator[ast.expr]:
    """What stands at a place of a call; of a parameter, what the callers give for it."""
    given = [arg for arg in call.args if not isinstance(arg, ast.Starred)]
    if len(given) <= at:
        return
    yield from resolved(module, call, given[at])


def resolved(module: Module, call: ast.Call, value: ast.expr) -> Iterator[ast.expr]:
    around = function_around(module, call)
    names = [each.arg for each in around.args.args]
    if not (isinstance(value, ast.Name) and value.id in names):
        yield value
        return
    at, by_name = names.index(value.id), value.id
    for outer in calls(module, around.name):
        passed = {word.arg: word.value for word in outer.keywords}
        yield from resolved(module, outer, passed.get(by_name) or outer.args[at])


def literals(value: ast.expr) -> list[str]:
    """The words a value may be."""
    if isinstance(value, ast.Constant):
        return [str(value.value)]
    if isinstance(value, ast.IfExp):
        return literals(value.body) + literals(value.orelse)
    return []


def places(at: int) -> list[Place]:
    return [
        (module.path, value)
        for module in noting()
        for call in calls(module, NOTE)
        for value in named(module, call, at)
    ]


def test_every_act_has_a_sentence() -> None:
    acts = {word: path for path, value in places(ACT) for word in literals(value)}
    assert len(acts) > 15
    assert {act: path for act, path in acts.items() if act not in ACTS} == {}


def test_every_subject_has_a_word() -> None:
    subjects = {word: path for path, value in places(SUBJECT) for word in literals(value)}
    assert len(subjects) > 5
    assert {each: path for each, path in subjects.items() if each not in SUBJECTS} == {}


@pytest.mark.parametrize("table", [ACTS, SUBJECTS])
def test_both_languages_say_the_same_fields(table: dict[str, tuple[str, str]]) -> None:
    for code, sentences in table.items():
        fields = [set(re.findall(r"{(\w+)}", sentence)) for sentence in sentences]
        assert fields[0] == fields[1], code
        assert all(sentences), code
