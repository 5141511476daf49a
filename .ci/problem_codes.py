"""Every problem's code with what it means, what is told and what helps -> docs/problems.md and docs/problems.zh-CN.md.

    .ci/problem_codes.py           write both
    .ci/problem_codes.py check     tell, by the exit status, whether they are as they would be written

What is told is found in the code: the templates of the messages that are given together with a code, and, behind them,
those of the hints. In Chinese they are the catalogue's.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "generator"))

from deckbrief.base.cures import CURES  # noqa: E402
from deckbrief.base.message import catalogue_of, msg, worded  # noqa: E402
from deckbrief.base.problem import CATALOGUE  # noqa: E402

_HEADS = {
    "en": (
        "# Problem codes",
        "Generated from the program: every code, what it means, what is told (words in `{}` are filled in), and "
        "what helps. A problem is told as `file:line:column: error: message [code]`, the line and a hint below it; "
        "`--json` has the same in fields. The codes are the same in every language.",
        "What helps",
    ),
    "zh": (
        "# 问题代码",
        "由程序生成：每个代码的意思、提示（`{}` 里的词由程序填写）和办法。问题写成“文件:行:列: 错误: 提示 [代码]”，"
        "下面是该行原文和办法；`--json` 给出同样的各项。代码在各种语言里都一样。",
        "办法",
    ),
}


def main() -> None:
    """Write the pages, or compare them."""
    found = told_of_code()
    pages = {
        ROOT / "docs" / "problems.md": page("en", found),
        ROOT / "docs" / "problems.zh-CN.md": page("zh", found),
    }
    if sys.argv[1:] == ["check"]:
        raise SystemExit(any(not file.is_file() or file.read_text("utf-8") != text for file, text in pages.items()))
    for file, text in pages.items():
        file.write_text(text, "utf-8")


def page(lang: str, found: dict[str, tuple[list[str], list[str]]]) -> str:
    """Language, what is told of each code -> the page."""
    catalogue = catalogue_of(lang)
    title, about, helps = _HEADS[lang]
    lines = [title, "", about, ""]
    room = ""
    for code, meaning in CATALOGUE.items():
        if code.partition(".")[0] != room:
            room = code.partition(".")[0]
            lines += [f"## {room}", ""]
        lines += [f"### `{code}`", ""]
        lines += [worded(meaning, catalogue), ""]
        messages, hints = found.get(code, ([], []))
        hints = hints or [cure.template for cure in [CURES.get(code)] if cure]
        lines += [f"- {_spoken(text, catalogue)}" for text in messages]
        lines += [f"- {helps}: {_spoken(text, catalogue)}" for text in hints]
        lines += [""] * bool(messages or hints)
    return "\n".join(lines).rstrip() + "\n"


def _spoken(template: str, catalogue: object) -> str:
    text = worded(msg(template), catalogue)  # type: ignore[arg-type]
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def told_of_code() -> dict[str, tuple[list[str], list[str]]]:
    """Return of each code the messages and the hints that are given with it, in the order of the files."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for path in sorted((ROOT / "generator" / "deckbrief").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]:
            named = _assigned(function)
            for call in [node for node in ast.walk(function) if isinstance(node, ast.Call)]:
                values = [*call.args, *(keyword.value for keyword in call.keywords)]
                codes = [v.value for v in values if isinstance(v, ast.Constant) and v.value in CATALOGUE]
                if len(codes) != 1:
                    continue
                told = [list(_templates(value, named)) for value in values]
                told = [templates for templates in told if templates]
                messages, hints = found.setdefault(str(codes[0]), ([], []))
                messages += [text for text in (told[0] if told else []) if text not in messages]
                hints += [text for templates in told[1:] for text in templates if text not in hints]
    return found


def _assigned(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, list[ast.expr]]:
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            named.setdefault(node.target.id, []).append(node.value)
    return named


def _templates(value: ast.expr, named: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Yield the templates that an expression can be: of messages themselves, of names, of either side of a choice."""
    if isinstance(value, ast.Name):
        for given in named.get(value.id, ()):
            yield from _templates(given, {})
    elif isinstance(value, ast.IfExp):
        yield from (text for side in (value.body, value.orelse) for text in _templates(side, named))
    elif isinstance(value, ast.BoolOp):
        yield from (text for side in value.values for text in _templates(side, named))
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in ("msg", "plural"):
        texts = [arg.value for arg in value.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        yield from texts[-1:]


if __name__ == "__main__":
    main()
