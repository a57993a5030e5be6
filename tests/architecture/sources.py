"""The product's own files, as its rules read them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("benefits", "partner_portal", "member_portal")


@dataclass(frozen=True)
class Module:
    """One file of Python under its path from the top, parsed where asked: `benefits/money.py`."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def under(self, *places: str) -> bool:
        """Whether it is one of these files, or in one of these folders (which end with a `/`)."""
        return any(
            self.path.startswith(place) if place.endswith("/") else self.path == place
            for place in places
        )

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    def statements(self) -> Iterator[ast.AST]:
        """Everything but expressions, which are most of a file and hold no statement."""
        left: list[ast.AST] = [self.tree]
        while left:
            inner = [
                each for each in ast.iter_child_nodes(left.pop()) if not isinstance(each, ast.expr)
            ]
            yield from inner
            left += inner

    def calls(self) -> Iterator[tuple[str, str]]:
        """Every call of something's method: `session.commit()` gives ("session", "commit")."""
        for node in self.nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield text_of(node.func.value), node.func.attr


def text_of(node: ast.expr) -> str:
    """What stands there; of a name with dots, without the long way round."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=owner, attr=name):
            return f"{text_of(owner)}.{name}"
        case _:
            return ast.unparse(node)


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(_module(path) for path in paths)


@cache
def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(ROOT).as_posix(), text)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps, whoever owns the folder."""
    command = ("git", "-c", "safe.directory=*", "ls-files", "-z")
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())
