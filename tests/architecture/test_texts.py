"""Whatever a page says in Vietnamese can be said in English: every text is marked for it."""

import ast
import re
from collections.abc import Iterator

import pytest
from jinja2 import nodes

from tests.architecture.sources import Module, modules
from tests.architecture.test_templates import TEMPLATES, parsed, text_of

VIETNAMESE = re.compile(r"[À-ỹĐđ]")
FACES = ("benefits/web", "benefits/desk", "member_portal", "partner_portal")
MARKS = {
    "_", "_l", "gettext", "lazy_gettext", "lazy_ngettext", "lazy_pgettext", "ngettext", "noted",
    "pgettext",
}  # fmt: skip
# An official paper stays Vietnamese, whoever reads it.
OFFICIAL = re.compile(r'<article[^>]* lang="vi".*?</article>', re.DOTALL)
# Names that stay as they are.
AS_IT_IS = (
    "Tiếng Việt",
    "Cốc Cốc",
    "Thẻ ưu đãi",  # what an authenticator lists the account under
    # long names to try the look of pages with
    "Nguyễn Phước Công Tằng Tôn Nữ Thị Hoàng Minh Châu",
    (
        "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Chế biến Thủy sản Xuất khẩu "
        "Khu công nghiệp Trà Nóc mở rộng"
    ),
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_marks_its_texts(name: str) -> None:
    text = OFFICIAL.sub("", text_of(name))
    assert list(unmarked(parsed(text))) == [], "wrap them with _() or {% trans %}"


def test_python_of_the_faces_marks_its_texts() -> None:
    found = [
        f"{module.path}:{node.lineno}: {node.value!r}"
        for module in modules(*FACES)
        for node in unmarked_literals(module)
    ]
    assert found == [], "wrap them with _() in a function, with _l() outside"


def test_nothing_is_translated_while_modules_are_read() -> None:
    """There is no reader yet: it would stay in one language for ever."""
    found = [
        f"{module.path}:{node.lineno}"
        for module in modules(*FACES)
        for node in outside_functions(module.tree)
        if isinstance(node, ast.Call)
        and name_of(node.func) in {"_", "gettext", "ngettext", "pgettext"}
    ]
    assert found == [], "use _l() here"


def unmarked(node: nodes.Node) -> Iterator[str]:
    """Give the Vietnamese of a template that is not handed to gettext, wherever it stands."""
    if isinstance(node, nodes.TemplateData | nodes.Const):
        text = node.data if isinstance(node, nodes.TemplateData) else str(node.value)
        if VIETNAMESE.search(without_names(text)):
            yield text.strip()
    children = node.iter_child_nodes()
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        children = iter(node.kwargs) if node.node.name in MARKS else children
    for child in children:
        yield from unmarked(child)


def unmarked_literals(module: Module) -> Iterator[ast.Constant]:
    marked = {
        id(argument)
        for node in module.nodes
        if isinstance(node, ast.Call) and name_of(node.func) in MARKS
        for argument in node.args
    }
    said = {
        id(node.value)
        for node in module.nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_known = id(node) in marked | said
            if not is_known and VIETNAMESE.search(without_names(node.value)):
                yield node


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield child
            yield from outside_functions(child)


def name_of(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def without_names(text: str) -> str:
    for name in AS_IT_IS:
        text = text.replace(name, "")
    return text
