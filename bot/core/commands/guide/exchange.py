"""`/guide export` and `/guide import`: a community's data as files, out and in."""

from __future__ import annotations

import dataclasses
import datetime

from bot.core.commands.guide.acting import Desk, back
from bot.core.commands.guide.problems import listed
from bot.core.community.exchange import Data, packed, unpacked
from bot.core.community.model import OwnAnswer
from bot.core.community.writing import LONGEST_ID, MOST_ANSWERS, checked
from bot.core.knowledge.document import Value
from bot.core.knowledge.faults import fault
from bot.core.knowledge.model import Topic
from bot.core.knowledge.problems import Problem
from bot.core.message import Choice, Field, File, Form, Reply
from bot.core.ports import Store

_ALL = datetime.date(2000, 1, 1)


async def data_of(store: Store, community: str) -> Data:
    """All that is kept for a community.

    Raises:
        StoreError: if it cannot be read now.
    """
    return Data(
        await store.kept(community),
        await store.gaps(community),
        await store.tallies(community, _ALL),
        await store.acts(community, 100_000),
    )


async def export(desk: Desk, _rest: str) -> Reply:
    """All data of the community in one archive."""
    file = packed(await data_of(desk.store, desk.id))
    await desk.store.record(desk.id, desk.act("exported"))
    reply = desk.reply(desk.wording.export_title, desk.wording.export_done, back(desk))
    return dataclasses.replace(reply, file=file)


async def import_(desk: Desk, _rest: str) -> Reply:
    """Publishes the answers of an archive or a file: all of them, or none where one of them is not sound."""
    file = desk.turn.message.file or _filled_in(desk)
    if file is None:
        return desk.reply(desk.wording.import_title, desk.wording.import_usage, back(desk), _form(desk))
    found = unpacked(file)
    topics, problems = _sound(desk, found.answers)
    if problems := [*found.problems, *problems]:
        body = desk.wording.import_wrong.format(problems=listed(desk, problems))
        return desk.reply(desk.wording.import_title, body, back(desk))
    known = {*desk.community.shared.library.topics, *desk.community.answers, *topics}
    names = dict.fromkeys([*topics, *(name for name in found.wordings if name in known)])
    answers = [OwnAnswer(name, live=topics.get(name), wordings=tuple(found.wordings.get(name, ()))) for name in names]
    await desk.store.keep_imported(desk.id, answers, desk.turn.message.person)
    body = desk.wording.import_done.format(count=len(names))
    return desk.reply(desk.wording.import_title, body, (Choice(desk.wording.label_answers, "/guide answers"),))


def _sound(desk: Desk, values: dict[str, Value]) -> tuple[dict[str, Topic], list[Problem]]:
    """The answers that are sound, and what is wrong with the others."""
    library = desk.community.knowledge.library
    found: dict[str, Topic] = {}
    problems: list[Problem] = []
    for name, value in values.items():
        if len(name) > LONGEST_ID and name not in library.topics:
            wrong = fault("file_name", count=LONGEST_ID)
            problems.append(Problem(name, 0, wrong, fault=wrong))
        topic, faults = checked(value, library, desk.community.answers, desk.turn.today, desk.turn.measures)
        problems += [dataclasses.replace(each, file=name, line=0) for each in faults]
        if topic:
            found[name] = topic
    if len({*desk.community.answers, *found}) > MOST_ANSWERS:
        wrong = fault("too_many", count=MOST_ANSWERS)
        problems.append(Problem("", 0, wrong, fault=wrong))
    return found, problems


def _filled_in(desk: Desk) -> File | None:
    fields = desk.turn.message.fields
    return File(f"{fields['id'].strip()}.yaml", fields["yaml"].encode()) if {"id", "yaml"} <= fields.keys() else None


def _form(desk: Desk) -> Form:
    fields = (
        Field("id", desk.wording.field_id, limit=LONGEST_ID),
        Field("yaml", desk.wording.field_yaml, long=True, limit=4_000),
    )
    return Form(desk.wording.import_title, "/guide import", fields)
