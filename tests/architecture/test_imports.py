"""The layers of the house, and the dependencies that pyproject.toml declares, are kept."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "tourplanner"


def test_import_contracts_are_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", list(sys.path))
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


def test_every_imported_package_is_a_declared_dependency() -> None:
    declared = {_normal(name) for name in _dependencies()}
    owners = packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)}: {module}"
        for path, module in _foreign_imports()
        if not declared & {_normal(owner) for owner in owners.get(module, [module])}
    }
    assert not undeclared


def test_every_declared_dependency_is_imported_or_has_a_reason() -> None:
    reasons = {"tzdata": "time zones for zoneinfo where the system has none"}
    owners = packages_distributions()
    used = {_normal(owner) for _, module in _foreign_imports() for owner in owners.get(module, [])}
    unused = {_normal(name) for name in _dependencies()} - used - set(reasons)
    assert not unused


def _dependencies() -> list[str]:
    """The names that pyproject.toml lists."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [re.split(r"[<>=!~;\[ ]", line)[0] for line in project["dependencies"]]


def _foreign_imports() -> Iterator[tuple[Path, str]]:
    """Each (file, top-level module) imported from outside the standard library and ourselves."""
    ours = {"tourplanner", *sys.stdlib_module_names}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _modules(node):
                top = name.partition(".")[0]
                if top not in ours:
                    yield path, top


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module]
    return []


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
