"""Every file of a folder looked at by every check that knows its kind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tourplanner.errors import UnreadableFile
from tourplanner.exchange.validation.finding import Finding, Verdict
from tourplanner.exchange.validation.own_checks import OWN_CHECKS, check_content
from tourplanner.exchange.validation.programs import PROGRAMS, Program
from tourplanner.files import read_limited
from tourplanner.i18n import _

MAX_BYTES = 60_000_000
MOST_FILES = 5_000


def validate_folder(folder: Path, programs: Sequence[Program] = PROGRAMS) -> Verdict:
    """What is wrong with the files in `folder` and below.

    Raises UnreadableFile for a folder that is none, is empty, or holds too much.
    """
    if not folder.is_dir():
        raise UnreadableFile(file=str(folder), problem=_("it is no folder."))
    folder = folder.resolve()  # a relative path that begins with "-" would be taken for an option
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    if not paths:
        raise UnreadableFile(file=str(folder), problem=_("there is no file in it."))
    if len(paths) > MOST_FILES:
        problem = _("there are more than {most} files in it.").format(most=MOST_FILES)
        raise UnreadableFile(file=str(folder), problem=problem)
    findings: list[Finding] = []
    known: list[Path] = []
    for path in paths:
        if path.suffix.lower() in OWN_CHECKS:
            known.append(path)
            findings += _looked_at(path, folder)
    not_run = []
    for program in programs:
        files = [path for path in known if path.suffix.lower() in program.suffixes]
        if files and not program.is_here:
            not_run.append((program.name, len(files)))
        elif files:
            findings += [
                Finding(path.relative_to(folder), program.name, problem)
                for path, problem in program.look(files)
            ]
    unknown = tuple(path.relative_to(folder) for path in paths if path not in set(known))
    ordered = sorted(findings, key=lambda one: (one.file.as_posix(), one.check))
    return Verdict(len(paths), tuple(ordered), tuple(not_run), unknown)


def _looked_at(path: Path, folder: Path) -> list[Finding]:
    below = path.relative_to(folder)
    try:
        content = read_limited(path, MAX_BYTES)
    except UnreadableFile as error:
        return [Finding(below, _("reading"), error.message)]
    return [Finding(below, check, problem) for check, problem in check_content(content, path)]
