"""What the command line accepts: every command with its options. What they do is `app.py`'s."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from advisor.settings import Settings

Run = Callable[[Settings, argparse.Namespace], int]
RELEASES = (
    ("oews", "national wages (OEWS): xlsx, or the zip that holds it"),
    ("projections", "Employment Projections: occupation.xlsx"),
    ("crosswalk", "O*NET-SOC to NEM crosswalk: xlsx"),
    ("exposure", "folder with the task labels of 'GPTs are GPTs'"),
    ("microsoft", "AI applicability scores: the csv or its folder"),
    ("work_activities", "work activities averaged by SOC: csv, for a release without that table"),
    ("work_context", "work context averaged by SOC 2010: csv or csv.gz; needs --soc-2010"),
    ("soc_2010", "crosswalk of SOC 2010 to SOC 2018: csv"),
)


def parser(run: Mapping[str, Run]) -> argparse.ArgumentParser:
    """The parser of all commands; `run` holds what each does, by its name."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--profiles", type=Path, metavar="DIR", help="folder of profile documents")
    common.add_argument("--index", type=Path, metavar="DIR", help="folder of the search index")
    door = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    door.add_argument("--host", help="address to listen on (default 127.0.0.1: this machine only)")
    door.add_argument("--port", type=int, help="port to listen on (default 7860)")
    whole = argparse.ArgumentParser(
        prog="app.py",
        description="A career advisor that answers from documents, each sentence with its source.",
        parents=[common, door],
    )
    whole.set_defaults(run=run["chat"])
    commands = whole.add_subparsers(metavar="COMMAND")
    one = commands.add_parser("chat", parents=[common, door], help="open the chat page (default)")
    one.set_defaults(run=run["chat"])
    one = commands.add_parser(
        "ingest", parents=[common], help="take documents in, and bring the index in line with all there are"
    )
    one.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a job description (PDF, DOCX, HTML), a profile (.md, .txt), or a folder of them",
    )
    one.add_argument(
        "--replace", action="store_true", default=False, help="overwrite documents of the same name"
    )
    one.set_defaults(run=run["ingest"])
    one = commands.add_parser(
        "import", parents=[common], help="make profiles (or the tables of facts) from an O*NET release"
    )
    one.add_argument("kind", choices=("onet",), help="the kind of release: onet")
    one.add_argument("release", type=Path, help="O*NET text release: the zip or its folder")
    for name, help_text in RELEASES:
        option = f"--{name.replace('_', '-')}"
        one.add_argument(option, type=Path, metavar="PATH", help=help_text)
    one.add_argument(
        "--out", type=Path, metavar="DIR", help="folder for the profiles (default: your documents)"
    )
    one.add_argument(
        "--figures",
        type=Path,
        metavar="DIR",
        help="make the tables of facts in DIR; profiles only with --out",
    )
    which = one.add_mutually_exclusive_group()
    which.add_argument(
        "--only-missing", action="store_true", help="only occupations without a profile (default)"
    )
    which.add_argument("--all", action="store_true", help="also occupations that have a profile already")
    one.add_argument("--codes", nargs="+", default=[], metavar="CODE", help="only these O*NET-SOC codes")
    one.set_defaults(run=run["import"])
    one = commands.add_parser("ask", parents=[common], help="answer a question, or a batch of them")
    asked = one.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", help="the question, in quotation marks")
    asked.add_argument(
        "--batch", metavar="FILE", help='JSON lines {"id", "turns": [...]}; - for standard input'
    )
    one.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    one.set_defaults(run=run["ask"])
    one = commands.add_parser(
        "evaluate", parents=[common], help="play the test prompts and score the answers"
    )
    one.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="test prompts, or folders of them (default: shipped)",
    )
    one.add_argument(
        "--filter", action="append", default=[], metavar="NAME=VALUE", help="only those, as in topic=salary"
    )
    one.add_argument("--repeat", type=_times, default=1, metavar="N", help="play every prompt so many times")
    one.add_argument(
        "--compare", metavar="RUN", help="tell what changed since a run; its name, path or latest"
    )
    one.add_argument(
        "--model",
        metavar="PROVIDER:MODEL",
        help="have this chat model word the answers, and compare with those composed without it",
    )
    one.add_argument("--junit", type=Path, metavar="FILE", help="also write JUnit XML")
    one.add_argument("--html", type=Path, metavar="FILE", help="also write a report to be read in a browser")
    one.add_argument("--json", type=Path, metavar="FILE", help="also write the whole run as JSON")
    one.set_defaults(run=run["evaluate"])
    one = commands.add_parser(
        "doctor", parents=[common], help="tell whether all is in place, and whether the chat model answers"
    )
    one.set_defaults(run=run["doctor"])
    one = commands.add_parser("user", help="make the line of a user for the file that ADVISOR_USERS names")
    one.add_argument("name", help="what the user is called; the password is asked for")
    one.set_defaults(run=run["user"])
    one = commands.add_parser(
        "reskill", parents=[common], help="work to move into, and what is missing for it"
    )
    asked = one.add_mutually_exclusive_group()
    asked.add_argument("--from", dest="start", metavar="JOB", help="title or O*NET-SOC code")
    asked.add_argument("--batch", metavar="FILE", help='JSON lines {"from": code}; - for standard input')
    one.add_argument("--to", metavar="JOB", help="show the move to this one occupation")
    one.add_argument("--skills", default="", metavar="LIST", help="what you have besides, with commas")
    one.add_argument(
        "--limits",
        default="",
        metavar="WORDS",
        help='what every move must keep, as in "over 50k, no lifting"',
    )
    one.add_argument(
        "--resume", type=Path, metavar="FILE", help="PDF, DOCX or TXT; its latest job stands in for --from"
    )
    one.add_argument("--top", type=int, default=10, metavar="N", help="moves to show (default 10)")
    one.add_argument("--json", action="store_true", help="print one JSON object")
    one.set_defaults(run=run["reskill"], refuse=one.error)
    return whole


def _times(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)
