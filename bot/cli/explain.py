"""`explain`: why a question finds what it finds."""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.app import build_guide
from bot.cli import exits
from bot.config import Config
from bot.core.matching.explain import Explained, Explanation

_VERDICTS = {
    "exact": "answered: these are the very words of one of its questions",
    "sure": "answered: sure enough",
    "close": "asked back: sure enough, but the runner-up is too close",
    "unsure": "asked back: not sure enough to answer",
    "too-unsure": "silent: not sure enough to ask back",
    "nothing-alike": "silent: no topic has anything of this",
}


def run(config: Config, options: argparse.Namespace) -> int:
    """Prints the candidates, what spoke for them, and the decision."""
    explanation = build_guide(config).explain(options.text)
    console = Console()
    console.print(Text.assemble(("decision    ", "bold"), _VERDICTS[explanation.verdict]))
    console.print(Text.assemble(("confidence  ", "bold"), _confidence(explanation)))
    console.print(Text.assemble(("read as     ", "bold"), " ".join(explanation.read)))
    for typed, read in explanation.repaired:
        console.print(Text.assemble(("repaired    ", "bold"), f"{typed} → {read}"))
    if explanation.unknown:
        console.print(Text.assemble(("unknown     ", "bold"), ", ".join(explanation.unknown)))
    if explanation.against:
        name, score = explanation.against
        console.print(Text.assemble(("against it  ", "bold"), f"what is only like {name} ({score:.2f})"))
    if explanation.leans:
        console.print(Text.assemble(("in a chat   ", "bold"), "right after an answer, a follow-up to that answer"))
    if explanation.candidates:
        console.print(_table(explanation.candidates))
    return exits.OK


def _confidence(explanation: Explanation) -> str:
    return (
        f"{explanation.confidence:.2f} (answers from {explanation.answer_from:.2f}, "
        f"asks back from {explanation.choices_from:.2f})"
    )


def _table(candidates: tuple[Explained, ...]) -> Table:
    table = Table("topic", "score", "words", "nearest wording", "what spoke for it")
    for candidate in candidates:
        evidence = [f"{each.text} ({each.block}, {each.score:.2f})" for each in candidate.evidence]
        numbers = f"{candidate.score:.2f}", f"{candidate.covered:.0%}"
        table.add_row(Text(candidate.name), *numbers, Text(candidate.wording), Text("\n".join(evidence)))
    return table
