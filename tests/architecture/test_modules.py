"""Modules stay small, say why they exist, and mark text so that it can be translated."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "tourplanner").rglob("*.py*"))
MODULES = [path for path in SOURCES if path.suffix == ".py"]
LIMIT = 500
LONGEST_FIRST_LINE = 100
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "base"}
GETTEXT = {"_", "N_", "ngettext"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if p.suffix in {".py", ".pyx", ".pyi"}], ids=_name
)
def test_module_is_no_longer_than_the_limit(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LIMIT


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_says_its_reason_in_one_line(path: Path) -> None:
    text = ast.get_docstring(_tree(path))
    if path.name == "__init__.py" and not path.read_text(encoding="utf-8").strip():
        return
    assert text, "a module starts with a docstring"
    first = text.splitlines()[0]
    assert first.endswith((".", "?")), first
    assert len(first) <= LONGEST_FIRST_LINE


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_name_says_what_is_inside(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=_name)
def test_package_file_holds_no_logic(path: Path) -> None:
    logic = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.With, ast.Try)
    assert not [node for node in _tree(path).body if isinstance(node, logic)]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_translated_text_is_a_plain_string(path: Path) -> None:
    for node in ast.walk(_tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in GETTEXT or not node.args:
            continue
        glued = [a for a in node.args if isinstance(a, ast.JoinedStr | ast.BinOp)]
        assert not glued, f"line {node.lineno}: text for translation is put together"
