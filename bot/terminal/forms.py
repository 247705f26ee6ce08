"""A form is filled in field by field: in a terminal with its old text to change, in a pipe with a line for each."""

from __future__ import annotations

from prompt_toolkit import PromptSession

from bot.core.message import Field, Form

NOTHING = "-"
"""A line that empties a field."""


async def asked(form: Form) -> dict[str, str] | None:
    """What is typed into each field; a long one ends with Esc and Enter. Nothing if the person thinks better of it."""
    session: PromptSession[str] = PromptSession()
    filled: dict[str, str] = {}
    try:
        for field in form.fields:
            prompt = f"{field.label}{' (Esc, Enter)' if field.long else ''}: "
            filled[field.name] = await session.prompt_async(prompt, default=field.value, multiline=field.long)
    except (EOFError, KeyboardInterrupt):
        return None
    return filled


class Filling:
    r"""A form in a pipe: an empty line keeps what stands in a field, `-` empties it, `\n` is a line break in it."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.values: dict[str, str] = {}

    @property
    def asking(self) -> Field | None:
        """The field that the next line is for; nothing at the end."""
        return next((field for field in self.form.fields if field.name not in self.values), None)

    @property
    def prompt(self) -> str:
        """The name of that field, with what stands in it."""
        field = self.asking
        if field is None:
            return ""
        written = field.value.replace("\n", "\\n")
        return f"{field.label} [{written}]:" if written else f"{field.label}:"

    def take(self, line: str) -> None:
        """Puts a line into the field that is asked for."""
        if field := self.asking:
            self.values[field.name] = "" if line == NOTHING else line.replace("\\n", "\n") or field.value
