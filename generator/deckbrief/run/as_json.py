"""Reports, checks and problems -> JSON, for editors and scripts (`--json`): one object a run, on standard output.

What is shown is worded in the user's language; codes, keys and places are the same in every language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from deckbrief.base.message import Catalogue, worded
from deckbrief.base.problem import Problem
from deckbrief.base.report import user_path

if TYPE_CHECKING:
    from deckbrief.run.check import CheckResult
    from deckbrief.run.doctor import Finding
    from deckbrief.run.request import Output, Report


def problems_json(problems: Iterable[Problem], catalogue: Catalogue | None = None) -> str:
    """Problems -> `{"problems": [{code, severity, file, line, column, length, message, hint}]}`."""
    return _text({"problems": _problems(problems, catalogue)})


def report_json(report: Report, catalogue: Catalogue | None = None) -> str:
    """What a build has come to -> `{"outputs": […], "problems": […], "notes": […]}`; warnings are problems, too."""
    warnings = [problem for output in report.outputs for problem in output.entry.warnings]
    return _text(
        {
            "outputs": [_output(output, catalogue) for output in report.outputs],
            "problems": _problems([*warnings, *report.problems], catalogue),
            "notes": [worded(note, catalogue) for note in report.notes],
        }
    )


def check_json(checked: CheckResult, catalogue: Catalogue | None = None) -> str:
    """What a check without errors tells -> `{"coverage": [lines], "problems": [warnings]}`."""
    lines = checked.coverage.lines if checked.coverage is not None else ()
    coverage = [worded(line, catalogue) for line in lines]
    return _text({"coverage": coverage, "problems": _problems(checked.warnings, catalogue)})


def diagnosis_json(findings: Sequence[Finding], catalogue: Catalogue | None = None) -> str:
    """What the program needs -> `{"findings": [{name, version, mend}]}`; the version of what is missing is empty."""
    found = [
        {
            "name": worded(finding.name, catalogue),
            "version": worded(finding.there, catalogue),
            "mend": "" if finding.there else worded(finding.mend, catalogue),
        }
        for finding in findings
    ]
    return _text({"findings": found})


def _output(output: Output, catalogue: Catalogue | None) -> dict[str, Any]:
    entry = output.entry
    return {
        "name": output.name,
        "file": user_path(output.path),
        "kind": output.exporter.name,
        "count": entry.count,
        "minutes": entry.minutes,
        "fonts": list(entry.fonts),
        "built": output.seconds is not None,
        "beside": output.beside,
        "why": [worded(reason, catalogue) for reason in output.why],
    }


def _problems(problems: Iterable[Problem], catalogue: Catalogue | None) -> list[dict[str, Any]]:
    different = sorted(dict.fromkeys(problems), key=lambda problem: (problem.place, problem.code, problem.message))
    return [problem_object(problem, catalogue) for problem in different]


def problem_object(problem: Problem, catalogue: Catalogue | None) -> dict[str, Any]:
    """Problem -> its fields, as JSON has them; numbers count from 1, 0 is unknown."""
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "length": place.length,
        "message": worded(problem.message, catalogue),
        "hint": worded(problem.hint, catalogue),
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
