"""Forms that are being filled in, one field after the other. What is not finished within a while is forgotten."""

from __future__ import annotations

from dataclasses import dataclass, field

from cachetools import TTLCache

from bot.core.message import Field, Form, Message, Reply
from bot.telegram.message import Place

OPEN_FOR = 1_800.0
"""Seconds after the last line for which a form is open."""

MOST = 2_000
"""Forms that are open at once; the oldest make room."""


@dataclass(slots=True)
class Dialogue:
    """A form with its reply. `card` is the message that shows it; `prompt` the one that asks for the field `asking`."""

    owner: str
    community: str
    place: Place
    reply: Reply
    form: Form
    card: int
    values: dict[str, str] = field(default_factory=dict)
    asking: Field | None = None
    prompt: int | None = None

    @classmethod
    def of(cls, reply: Reply, form: Form, message: Message, place: Place, card: int) -> Dialogue:
        """A form that was just shown, with what stands in it already."""
        values = {each.name: each.value for each in form.fields}
        return cls(message.person, message.community, place, reply, form, card, values)

    @property
    def missing(self) -> Field | None:
        """The next field that must be filled in; of a form with one field, that."""
        if len(self.form.fields) == 1:
            return self.form.fields[0]
        return next((each for each in self.form.fields if each.required and not self.values[each.name]), None)

    def is_of(self, person: str) -> bool:
        """Whether a person may go on with it: an anonymous admin writes as the group, but presses as themselves."""
        return person == self.owner or self.community in {person, self.owner}


class Dialogues:
    """Those that are open; each person has one in a chat."""

    def __init__(self) -> None:
        self._by_card: TTLCache[tuple[int, int], Dialogue] = TTLCache(MOST, OPEN_FOR)
        self._by_prompt: TTLCache[tuple[int, int], Dialogue] = TTLCache(MOST, OPEN_FOR)
        self._of_person: TTLCache[tuple[str, str], Dialogue] = TTLCache(MOST, OPEN_FOR)

    def keep(self, dialogue: Dialogue) -> Dialogue | None:
        """Keeps a form open, as it is now; returns another one of the same person, which is closed by that."""
        other = self._of_person.get((dialogue.community, dialogue.owner))
        if other and other is not dialogue:
            self.close(other)
        self._of_person[dialogue.community, dialogue.owner] = dialogue
        self._by_card[dialogue.place.chat, dialogue.card] = dialogue
        if dialogue.prompt:
            self._by_prompt[dialogue.place.chat, dialogue.prompt] = dialogue
        return other if other is not dialogue else None

    def close(self, dialogue: Dialogue) -> None:
        """Forgets a form."""
        self._by_card.pop((dialogue.place.chat, dialogue.card), None)
        if dialogue.prompt:
            self._by_prompt.pop((dialogue.place.chat, dialogue.prompt), None)
        self._of_person.pop((dialogue.community, dialogue.owner), None)

    def shown_by(self, chat: int, card: int) -> Dialogue | None:
        """The form that a message shows."""
        return self._by_card.get((chat, card))

    def asked_by(self, chat: int, prompt: int) -> Dialogue | None:
        """The form that a message asks for a field of, if that is what is asked for now."""
        dialogue = self._by_prompt.get((chat, prompt))
        return dialogue if dialogue and dialogue.prompt == prompt else None
