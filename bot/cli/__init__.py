"""The command line: one module a command, imported only when its command is used, so that asking is fast."""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bot import __version__
from bot.cli import exits
from bot.config import ConfigurationError, load_config
from bot.core.knowledge.problems import ProblemsFound

_IDS = "such as discord:123456 or telegram:-100123456"

_GARBAGE = 50_000
"""Objects made until the next look for garbage: what a start makes stays, and looking at it again and again is slow."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit code."""
    gc.set_threshold(_GARBAGE)
    _speak_utf8()
    try:
        try:
            return _run(arguments)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.OK


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    try:
        config = load_config(options.config)
        return int(importlib.import_module(f"bot.cli.{options.module}").run(config, options))
    except ConfigurationError as found:
        print(found, file=sys.stderr)
        return exits.USAGE
    except ProblemsFound as found:
        print(found, file=sys.stderr)
        return exits.PROBLEMS
    except KeyboardInterrupt:
        return exits.INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="rednote-guide", description="Helps newcomers find their feet on Xiaohongshu (小红书, RedNote)."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    _add_config(parser, None)
    parser.set_defaults(module="chat", community="")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    chat = _command(commands, "chat", "talk to the guide in this terminal (also without any command)")
    chat.add_argument(
        "--community", type=_community, default=argparse.SUPPRESS, metavar="ID", help=f"as a moderator of it, {_IDS}"
    )
    ask = _command(commands, "ask", "answer questions; without one, answer standard input line by line")
    ask.add_argument("text", nargs="*", metavar="QUESTION")
    ask.add_argument("--json", action="store_true", help="print one JSON object a question")
    slang = _command(commands, "slang", "explain slang words; without one, standard input line by line", module="ask")
    slang.add_argument("text", nargs="*", metavar="TERM")
    slang.add_argument("--json", action="store_true", help="print one JSON object a term")
    translate = _command(
        commands, "translate", "explain the slang of a line and translate it, or standard input's lines"
    )
    translate.add_argument("text", nargs="*", metavar="TEXT")
    translate.add_argument("--to", default="", metavar="LANGUAGE", help="such as en, zh-Hans, es (else yours)")
    translate.add_argument("--json", action="store_true", help="print one JSON object a line")
    _command(commands, "engines", "show the state of each translation engine, and try it")
    explain = _command(commands, "explain", "say why a question finds what it finds")
    explain.add_argument("text", metavar="QUESTION")
    check = _command(commands, "check", "prove the content: shape, links, sources, dates, sizes, questions")
    check.add_argument("--json", action="store_true", help="print one JSON object a problem")
    check.add_argument("--today", metavar="DATE", help="check as if today were DATE (2026-11-24)")
    check.add_argument("--hints", action="store_true", help="show too which questions stand alone in their topic")
    evaluate = _command(commands, "eval", "measure the answers on independent test questions", module="evaluate")
    evaluate.add_argument("folder", nargs="?", type=Path, default=Path("tests/questions"), metavar="FOLDER")
    evaluate.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    evaluate.add_argument("--compare", type=Path, metavar="FILE", help="say what changed since this run, not the last")
    evaluate.add_argument("--save", type=Path, metavar="FILE", help="write the figures of this run, to compare with")
    evaluate.add_argument("--heatmap", type=Path, metavar="PNG", help="draw what was confused with what")
    schema = _command(commands, "schema", "write the JSON Schemas that editors use to complete content files")
    schema.add_argument("folder", nargs="?", type=Path, default=Path("docs/schema"), metavar="FOLDER")
    _command(commands, "run", "serve every platform that has a token, until a signal ends it")
    doctor = _command(commands, "doctor", "try token, server, settings, content and storage, and say what to do")
    doctor.add_argument("--json", action="store_true", help="print one JSON object a finding")
    backup = _command(commands, "backup", "copy the database into a new file while the bot may go on", module="storage")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = _command(commands, "restore", "put a copy back in place of the database", module="storage")
    restore.add_argument("file", type=Path, metavar="FILE")
    export = _command(commands, "export", "write all data of a community into an archive", module="storage")
    export.add_argument("community", type=_community, metavar="COMMUNITY", help=f"its id, {_IDS}")
    export.add_argument("file", type=Path, nargs="?", default=Path("community.zip"), metavar="FILE")
    stats = _command(commands, "stats", "show how the guide is used, community by community")
    stats.add_argument("--json", action="store_true", help="print one JSON object a community")
    invite = _command(commands, "invite", "print the link that invites the Discord bot with just what it needs")
    invite.add_argument("application", nargs="?", metavar="APPLICATION_ID", help="else Discord is asked")
    return parser


def _community(text: str) -> str:
    """The id of a community; one that is mistyped would be another, empty one."""
    if not re.fullmatch(r"discord:\d{1,20}|telegram:-\d{1,20}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no id of a community, {_IDS}")
    return text


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, summary: str, module: str = ""
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    _add_config(parser, argparse.SUPPRESS)
    parser.set_defaults(module=module or name, command=name)
    return parser


def _add_config(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--config",
        type=Path,
        metavar="PATH",
        default=default,
        help="the configuration file (else ./config.yaml if there is one, else the defaults)",
    )


class _Parser(argparse.ArgumentParser):
    """Says one line when it cannot understand its arguments."""

    def error(self, message: str) -> None:  # type: ignore[override]  # it exits, as its parent's does
        self.exit(exits.USAGE, f"{self.prog}: {message}; '{self.prog} --help' shows what can be said\n")


def _speak_utf8() -> None:
    """Chinese goes in and out whatever the machine's locale; what is not text is replaced, not refused."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
