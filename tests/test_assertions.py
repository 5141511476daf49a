"""Tests that cannot fail: one whose every assertion stands in a loop that may be empty says nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
_FULL_WHEN_FULL = ("enumerate", "zip", "sorted", "reversed", "list", "set", "tuple", "product", "map", "pairwise")
_EXPECTED = ("raises", "warns")


def idle_tests(source: str) -> Iterator[str]:
    """Source of a test module -> tests that pass where all that they loop over is empty.

    Left out are tests by hypothesis, whose examples may be empty, and those without assertions, which try whether
    something raises. An assertion counts where it is reached whatever is empty: in the test's own body, in a `with`
    or a helper of the module, in a loop over a literal or a constant of the module.
    """
    tree = ast.parse(source)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            by_hypothesis = any("given" in ast.unparse(decorator) for decorator in node.decorator_list)
            asserts = any(isinstance(inner, ast.Assert) for inner in ast.walk(node))
            if asserts and not by_hypothesis and not _surely(node.body, functions, set()):
                yield node.name


def _surely(body: list[ast.stmt], functions: dict[str, ast.FunctionDef], seen: set[str]) -> bool:
    """Tell whether some assertion of the statements is reached for certain."""
    return any(_reached(statement, functions, seen) for statement in body)


def _reached(statement: ast.stmt, functions: dict[str, ast.FunctionDef], seen: set[str]) -> bool:
    if isinstance(statement, ast.Assert):
        return True
    if isinstance(statement, ast.With):
        expected = any(word in ast.unparse(item.context_expr) for item in statement.items for word in _EXPECTED)
        return expected or _surely(statement.body, functions, seen)
    if isinstance(statement, ast.For):
        return _is_full(statement.iter) and _surely(statement.body, functions, seen)
    if isinstance(statement, ast.If):
        return _surely(statement.body, functions, seen) and _surely(statement.orelse, functions, seen)
    if isinstance(statement, ast.Try):
        return _surely([*statement.body, *statement.finalbody], functions, seen)
    called = {
        node.func.id for node in ast.walk(statement) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    for name in sorted((called & functions.keys()) - seen):
        seen.add(name)
        if _surely(functions[name].body, functions, seen):
            return True
    return False


def _is_full(iterable: ast.expr) -> bool:
    """Tell whether an iterable is a literal that holds something, or a constant of the module."""
    if isinstance(iterable, ast.Tuple | ast.List | ast.Set):
        return bool(iterable.elts)
    if isinstance(iterable, ast.Dict):
        return bool(iterable.keys)
    if isinstance(iterable, ast.Constant):
        return bool(iterable.value)
    if isinstance(iterable, ast.Name):
        return iterable.id.isupper()
    if isinstance(iterable, ast.Call):
        name = ast.unparse(iterable.func)
        if name == "range":
            return all(isinstance(value, ast.Constant) for value in iterable.args)
        if name in _FULL_WHEN_FULL:
            return any(_is_full(value) for value in iterable.args)
        return isinstance(iterable.func, ast.Attribute) and _is_full(iterable.func.value)
    return False


@pytest.mark.parametrize("path", sorted(TESTS.rglob("test_*.py")), ids=lambda path: path.relative_to(TESTS).as_posix())
def test_every_test_can_fail(path: Path) -> None:
    assert list(idle_tests(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("body", "idle"),
    [
        ("for x in found():\n  assert x", True),
        ("if found():\n  assert 1", True),
        ("for x in found():\n  for y in x:\n   assert y", True),
        ("entries = found()\n assert entries\n for x in entries:\n  assert x", False),
        ("for x in (1, 2):\n  assert x", False),
        ("for x, y in zip((1, 2), found()):\n  assert x", False),
        ("checked = 0\n for x in found():\n  checked += 1\n assert checked", False),
        ("with pytest.raises(ValueError):\n  found()", False),
        ("helper()", False),
        ("found()", False),
    ],
)
def test_idle_tests_are_found(body: str, idle: bool) -> None:
    source = f"def helper():\n assert found()\n\ndef test_it():\n {body}\n"
    assert list(idle_tests(source)) == (["test_it"] if idle else [])
