"""People in communities: what they write and press, and what they are told. Nothing is mocked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.guide import Guide
from bot.core.message import Choice, File, Message, Reply


@dataclass(slots=True)
class Member:
    """Somebody in a community, with the last reply that they got."""

    guide: Guide
    person: str = "discord:1"
    community: str = "discord:100"
    moderator: bool = False
    language: str = "en"
    last: Reply = field(default_factory=lambda: Reply("en", ""))

    async def says(self, text: str, fields: Mapping[str, str] | None = None, file: File | None = None) -> Reply:
        """Writes a line, or sends a form or a file."""
        self.last = await self.guide.reply(self._message(text, fields, file))
        return self.last

    async def presses(self, label: str) -> Reply:
        """Presses a button of the last reply, by the beginning of what stands on it."""
        return await self.says(self.button(label).token)

    async def fills_in(self, **fields: str) -> Reply:
        """Fills in the form of the last reply; fields that are not named stay as they were."""
        form = self.last.form
        assert form, f"there is no form under {self.last.title!r}: {self.last.body}"
        filled = {each.name: fields.get(each.name, each.value) for each in form.fields}
        assert set(fields) <= set(filled)
        return await self.says(form.token, filled)

    def button(self, label: str) -> Choice:
        """The button of the last reply whose label begins so."""
        buttons = [*self.last.choices, *self.last.feedback]
        found = [choice for choice in buttons if choice.label.startswith(label)]
        assert found, f"no button {label!r} among {[choice.label for choice in buttons]}"
        assert len(found[0].token.encode()) <= 64
        return found[0]

    def labels(self) -> list[str]:
        """The buttons of the last reply."""
        return [choice.label for choice in self.last.choices]

    def _message(self, text: str, fields: Mapping[str, str] | None, file: File | None) -> Message:
        return Message(
            text,
            person=self.person,
            conversation=self.community,
            community=self.community,
            private=False,
            community_language=self.language,
            quoted=f"{self.last.title}\n\n{self.last.body}",
            moderator=self.moderator,
            fields=fields or {},
            file=file,
        )


ANSWER = {
    "title": "Where are the rules of this server?",
    "answer": "They are pinned in **#rules**.",
    "questions": "where can i read the server rules\nwhat is forbidden here",
    "near_misses": "",
    "review_by": "",
}


async def published(moderator: Member, **fields: str) -> str:
    """Writes and publishes an own answer; its id."""
    await moderator.says("/guide answer new")
    await moderator.fills_in(**{**ANSWER, **fields})
    identity = moderator.button("Publish").token.split()[2]
    await moderator.presses("Publish")
    return identity
