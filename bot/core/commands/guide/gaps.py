"""`/guide gaps` and `/guide gap`: what people asked in vain, and what a moderator makes of it."""

from __future__ import annotations

import asyncio

from bot.core.commands.answers import number_in, page
from bot.core.commands.guide.acting import Desk, back
from bot.core.commands.guide.answers import form_of
from bot.core.community.gaps import Cluster, clustered, nearest
from bot.core.community.model import OwnAnswer
from bot.core.markdown import escaped
from bot.core.message import Choice, Reply
from bot.core.ports import StaleError

_SHOWN = 8


async def overview(desk: Desk, rest: str) -> Reply:
    """The questions that were asked often enough, most asked first."""
    wording, settings = desk.wording, desk.community.settings
    found = [each for each in await _clusters(desk) if each.count >= settings.gaps_from]
    choices = [
        Choice(wording.gap_line.format(count=each.count, text=each.first.text), f"/guide gap {each.first.number}")
        for each in found
    ]
    intro = wording.gaps_intro if found else wording.gaps_none.format(count=settings.gaps_from)
    collecting = wording.gaps_collecting if settings.collect_gaps else wording.gaps_not_collecting
    shown = [*page(desk.turn, choices, number_in(rest), "/guide gaps", _SHOWN)]
    if not settings.collect_gaps:
        shown.append(Choice(wording.label_collect, "/guide set collect_gaps on"))
    return desk.reply(wording.gaps_title, f"{intro}\n\n{collecting}", [*shown, *back(desk)])


async def gap(desk: Desk, rest: str) -> Reply:
    """One question with the topics that come nearest, or what is done about it: `/guide gap 7 to cat-tax`."""
    number, _, what = rest.partition(" ")
    cluster = next((each for each in await _clusters(desk) if number_in(number) in each.numbers), None)
    if cluster is None:
        return desk.reply(desk.wording.gaps_title, desk.wording.gap_gone, _list(desk))
    word, _, name = what.partition(" ")
    if word == "to" and (name in desk.community.shared.library.topics or name in desk.community.answers):
        return await _add(desk, cluster, name)
    if word == "answer":
        return await _write(desk, cluster)
    if word == "ignore":
        act = desk.act("gap_ignored", cluster.first.text)
        await desk.store.settle_gaps(desk.id, cluster.numbers, ignored=True, act=act)
        return desk.reply(desk.wording.gaps_title, desk.wording.gap_ignored, _list(desk))
    return _shown(desk, cluster)


def _shown(desk: Desk, cluster: Cluster) -> Reply:
    wording, token = desk.wording, f"/guide gap {cluster.first.number}"
    lines = "\n".join(f"- {each.count} × {escaped(each.text)}" for each in cluster.gaps[:_SHOWN])
    choices = [
        Choice(wording.label_wording.format(title=desk.topic_title(name)), f"{token} to {name}")
        for name in nearest(cluster, desk.community.knowledge)
    ]
    choices += [Choice(wording.label_answer_it, f"{token} answer"), Choice(wording.label_ignore, f"{token} ignore")]
    title = wording.gap_title.format(count=cluster.count, text=cluster.first.text)
    return desk.reply(title, f"{wording.gap_asked}\n\n{lines}", [*choices, *_list(desk)])


async def _add(desk: Desk, cluster: Cluster, name: str) -> Reply:
    """Makes the questions further wordings of an answer, and takes them off the list."""
    own = desk.answer(name).with_wordings(each.text for each in cluster.gaps)
    try:
        await desk.store.keep_answer(desk.id, own, desk.act("wording", name))
    except StaleError:
        return desk.reply(desk.wording.stale_title, desk.turn.wording.failed, _list(desk))
    await desk.store.settle_gaps(desk.id, cluster.numbers, ignored=False, act=desk.act("gap_answered", name))
    body = desk.wording.gap_added.format(title=escaped(desk.topic_title(name)))
    return desk.reply(desk.wording.gaps_title, body, _list(desk))


async def _write(desk: Desk, cluster: Cluster) -> Reply:
    """The form of a new answer with the questions filled in. They leave the list when one of them is answered."""
    questions = "\n".join(each.text[:150] for each in cluster.gaps)
    form = form_of(desk, OwnAnswer(""), {"title": cluster.first.text[:80], "questions": questions})
    return desk.reply(desk.wording.label_new, "", _list(desk), form)


async def _clusters(desk: Desk) -> list[Cluster]:
    """What is still asked in vain; what an answer has been written for meanwhile is left out."""
    topics = desk.community.knowledge.topics
    waiting = [each for each in await desk.store.gaps(desk.id) if not topics.find(each.text).exact]
    return await asyncio.to_thread(clustered, waiting, desk.community.knowledge)


def _list(desk: Desk) -> tuple[Choice, ...]:
    return (Choice(desk.wording.label_gaps, "/guide gaps"), *back(desk))
