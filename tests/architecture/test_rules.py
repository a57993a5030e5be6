"""What every module keeps to, so that each can be read without asking about the others."""

import ast

from tests.architecture.sources import PRODUCT, modules

MAY_COMMIT = (
    "benefits/web/",
    "benefits/cli/",
    "benefits/jobs/",
    "benefits/database/",
)
MAY_READ_THE_CLOCK = (
    "benefits/web/",
    "benefits/cli/",
    "benefits/wsgi.py",
    "benefits/jobs/working.py",  # a process of its own: it waits for work
)
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("datetime.datetime", "now"),
    ("date", "today"),
    ("datetime.date", "today"),
    ("time", "time"),
}
EVERYTHING = (*PRODUCT, "migrations", "tests")
WRITTEN_ONCE = ("migrations/versions/",)  # a revision lists what it makes, however much that is
LONGEST_MODULE, LONGEST_FUNCTION = 250, 40


def test_only_the_edge_decides_when_a_transaction_ends() -> None:
    deciding = [
        f"{module.path}: {owner}.{act}()"
        for module in modules(*PRODUCT)
        if not module.under(*MAY_COMMIT)
        for owner, act in module.calls()
        if act in {"commit", "rollback"}
    ]
    assert deciding == []


def test_questions_are_select_statements() -> None:
    asked_the_old_way = [
        f"{module.path}: {owner}.query()"
        for module in modules(*PRODUCT)
        for owner, act in module.calls()
        if act == "query"
    ]
    assert asked_the_old_way == []


def test_the_clock_is_an_argument_below_the_edge() -> None:
    looking_at_the_wall = [
        f"{module.path}: {owner}.{act}()"
        for module in modules(*PRODUCT)
        if not module.under(*MAY_READ_THE_CLOCK)
        for owner, act in module.calls()
        if (owner, act) in CLOCKS
    ]
    assert looking_at_the_wall == []


def test_every_module_fits_in_a_few_screens() -> None:
    long = {
        module.path: lines
        for module in modules(*EVERYTHING)
        if not module.under(*WRITTEN_ONCE)
        and (lines := len(module.text.splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def test_every_function_fits_on_one_screen() -> None:
    long = {
        f"{module.path}: {node.name}": lines
        for module in modules(*EVERYTHING)
        if not module.under(*WRITTEN_ONCE)
        for node in module.statements()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_package_of_the_product_says_what_it_is_for() -> None:
    silent = [
        module.path
        for module in modules(*PRODUCT)
        if module.path.endswith("/__init__.py") and not ast.get_docstring(module.tree)
    ]
    assert silent == []
