"""The product's own files, read as text and as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAYERS = ("rules", "views", "storage", "feeds", "handlers", "jobs", "bot")


@dataclass(frozen=True)
class File:
    """One Python file; `name` is its path below the repository, with slashes."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def layer(self) -> str:
        return self.name.split("/")[0]

    def imports(self) -> Iterator[str]:
        """Every module that is imported, wherever in the file: `from views import breaks` is `views.breaks`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def calls(self) -> Iterator[tuple[int, str]]:
        """Every call with its line, as it is written: `session.begin_nested`, `datetime.now`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node.lineno, ast.unparse(node.func)


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def product(*layers: str) -> tuple[File, ...]:
    """Every file of these layers, or of all; migrations are history and count as none."""
    found = [path for layer in layers or LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
    names = [(path, path.relative_to(ROOT).as_posix()) for path in found]
    return tuple(File(name, path.read_text("utf-8")) for path, name in names if "migrations" not in name)
