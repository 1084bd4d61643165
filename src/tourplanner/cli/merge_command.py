"""The command that makes one tour of two copies."""

from __future__ import annotations

import argparse
from pathlib import Path

from tourplanner.cli import render
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.i18n import _, ngettext
from tourplanner.usecases.merge_tours import merge_tours

MERGED, CONFLICTS = 0, 1


def add_merge(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    merge = commands.add_parser("merge", help=_("make one tour of two copies, and tell conflicts"))
    merge.add_argument("first", type=Path, metavar="A.tour", help=_("its side stays in conflicts"))
    merge.add_argument("second", type=Path, metavar="B.tour")
    merge.add_argument(
        "--base", type=Path, metavar="C.tour", help=_("the copy that both began with")
    )
    merge.add_argument("-o", "--output", type=Path, metavar="F.tour", required=True)
    merge.add_argument("--json", action="store_true")
    merge.set_defaults(command=merge_files)


def merge_files(options: argparse.Namespace) -> int:
    """Write the merged tour; exit status 1 when there are conflicts to look at."""
    base = None if options.base is None else read_tour(options.base)
    merged = merge_tours(read_tour(options.first), read_tour(options.second), base)
    write_tour(options.output, merged.tour)
    if options.json:
        render.write_json({"conflicts": merged.conflicts, "remarks": merged.remarks})
    else:
        for conflict in merged.conflicts:
            render.write_line(_("Conflict: {conflict}").format(conflict=conflict))
        for remark in merged.remarks:
            render.write_line(_("Note: {caution}").format(caution=remark))
        count = len(merged.conflicts)
        text = ngettext("{count} conflict.", "{count} conflicts.", count).format(count=count)
        render.write_line(text)
        render.write_line(_("Saved as {file}.").format(file=options.output))
    return CONFLICTS if merged.conflicts else MERGED
