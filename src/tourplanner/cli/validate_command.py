"""The command that checks files which were written."""

from __future__ import annotations

import argparse
from pathlib import Path

from tourplanner.cli import render
from tourplanner.exchange.validation.folder import validate_folder
from tourplanner.i18n import _, ngettext

SOUND, FOUND = 0, 1


def add_validate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    validate = commands.add_parser(
        "validate", help=_("check every file in a folder, with the programs that are installed")
    )
    validate.add_argument("folder", type=Path, metavar="DIR")
    validate.add_argument("--json", action="store_true")
    validate.set_defaults(command=validate_files)


def validate_files(options: argparse.Namespace) -> int:
    """Print a line for each finding; exit status 1 when there are any."""
    verdict = validate_folder(options.folder)
    if options.json:
        findings = [
            {"file": one.file.as_posix(), "check": one.check, "problem": one.problem}
            for one in verdict.findings
        ]
        not_run = [{"check": name, "files": count} for name, count in verdict.not_run]
        unknown = [path.as_posix() for path in verdict.unknown]
        render.write_json({"findings": findings, "not_run": not_run, "unknown": unknown})
        return FOUND if findings else SOUND
    for finding in verdict.findings:
        render.write_line(finding.text)
    for name, count in verdict.not_run:
        text = ngettext(
            "Not run: {check} is not installed; {count} file was not read by it.",
            "Not run: {check} is not installed; {count} files were not read by it.",
            count,
        )
        render.write_line(text.format(check=name, count=count))
    for path in verdict.unknown:
        render.write_line(_("Not checked: no check knows {file}.").format(file=path.as_posix()))
    if not verdict.findings:
        count = verdict.files - len(verdict.unknown)
        text = ngettext("{count} file is sound.", "{count} files are sound.", count)
        render.write_line(text.format(count=count))
    return FOUND if verdict.findings else SOUND
