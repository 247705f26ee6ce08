"""`/guide answers` and `/guide answer`: a community's own answers, from the first form to the last deletion."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from bot.core.commands.answers import number_in, page, topic_reply
from bot.core.commands.guide.acting import Desk, back, in_language
from bot.core.commands.guide.problems import listed
from bot.core.commands.guide.settings import set_
from bot.core.community.model import OwnAnswer
from bot.core.community.view import as_shown
from bot.core.community.writing import MOST_ANSWERS, checked, from_form, new_id
from bot.core.knowledge.check import MAX_ANSWER
from bot.core.knowledge.model import Topic
from bot.core.markdown import escaped
from bot.core.message import Choice, Field, Form, Reply
from bot.core.ports import StaleError

NEW = "new"
_SHOWN_QUESTIONS = 5
"""Questions of a shipped topic that stand in the form; it is found by all others too."""


async def overview(desk: Desk, rest: str) -> Reply:
    """The own answers, page by page."""
    own = sorted(desk.community.answers.values(), key=lambda each: _title(desk, each).casefold())
    choices = [Choice(f"{_mark(each)} {_title(desk, each)}", f"/guide answer {each.id}") for each in own]
    intro = desk.wording.answers_intro.format(count=len(own)) if own else desk.wording.answers_none
    ways = [Choice(desk.wording.label_new, f"/guide answer {NEW}"), *back(desk)]
    return desk.reply(
        desk.wording.answers_title, intro, [*page(desk.turn, choices, number_in(rest), "/guide answers"), *ways]
    )


async def answer(desk: Desk, rest: str) -> Reply:
    """Shows an answer, or does with it what the word after its id says."""
    name, _, what = rest.partition(" ")
    if name in {"", NEW}:
        return _form(desk, OwnAnswer("")) if name else await overview(desk, "")
    word, _, number = what.partition(" ")
    own, shipped = desk.answer(name), desk.community.shared.library.topics.get(name)
    if word in {"earlier", "take"}:
        return await (_earlier(desk, own) if word == "earlier" else _take(desk, own, number_in(number)))
    if own.version == 0 and shipped is None:
        return desk.reply(desk.wording.answers_title, desk.wording.no_such_answer, back(desk))
    if word in {"publish", "offline", "remove"}:
        return await _change(desk, own, word, number)
    if word == "edit":
        return _form(desk, own, shipped)
    return _shown(desk, own) if own.newest else _of_ours(desk, own, shipped)


async def save(desk: Desk, rest: str) -> Reply:
    """Keeps what was filled into the form as a draft, if it is sound."""
    name, _, version = rest.partition(" ")
    fields = desk.turn.message.fields
    if not fields:
        return await answer(desk, name)
    own = desk.answer(name) if name != NEW else OwnAnswer("")
    if name == NEW and len(desk.community.answers) >= MOST_ANSWERS:
        return desk.reply(desk.wording.answers_title, desk.wording.too_many.format(count=MOST_ANSWERS), back(desk))
    library = desk.community.knowledge.library
    identity = own.id or new_id(fields.get("title", ""), {**desk.community.answers, **library.topics})
    before = own.newest or desk.community.shared.library.topics.get(name)
    value = from_form(fields, identity, before, desk.turn.today)
    draft, problems = checked(value, library, desk.community.answers, desk.turn.today, desk.turn.measures)
    if draft is None or problems:
        lines = listed(desk, problems)
        form = _form(desk, own, before, fields, version).form
        return desk.reply(desk.wording.form_title, desk.wording.invalid.format(problems=lines), back(desk), form)
    began = int(version) if version.isdecimal() else own.version
    changed = dataclasses.replace(own, id=identity, version=began, draft=draft)
    return await _keep(desk, changed, "saved", desk.wording.saved_draft)


async def hide(desk: Desk, rest: str) -> Reply:
    """Hides a shipped topic in this community."""
    off = dict.fromkeys([*desk.community.settings.topics_off, rest])
    reply = await set_(desk, "topics_off", ", ".join(off))
    return dataclasses.replace(reply, body=f"{desk.wording.hidden}\n\n{reply.body}")


async def show_again(desk: Desk, rest: str) -> Reply:
    """Shows a hidden topic again."""
    off = [name for name in desk.community.settings.topics_off if name != rest]
    reply = await set_(desk, "topics_off", ", ".join(off))
    return dataclasses.replace(reply, body=f"{desk.wording.shown}\n\n{reply.body}")


def form_of(desk: Desk, own: OwnAnswer, fields: dict[str, str], version: str = "") -> Form:
    """The form of an answer with these texts in its fields."""
    wording = desk.wording
    names = (
        ("title", wording.field_title, False, True, 80),
        ("answer", wording.field_answer, True, True, MAX_ANSWER),
        ("questions", wording.field_questions, True, True, 4_000),
        ("near_misses", wording.field_near_misses, True, False, 2_000),
        ("review_by", wording.field_review_by, False, False, 10),
    )
    return Form(
        wording.form_title,
        f"/guide save {own.id or NEW} {version or own.version}",
        tuple(
            Field(name, label, fields.get(name, ""), long, required, limit)
            for name, label, long, required, limit in names
        ),
    )


def _form(desk: Desk, own: OwnAnswer, shipped: Topic | None = None, fields: object = None, version: str = "") -> Reply:
    topic = own.newest or shipped
    texts = dict(fields) if isinstance(fields, dict) else _texts(desk, own, topic)
    form = form_of(desk, own, texts, version)
    title = desk.title(topic) if topic else desk.wording.label_new
    return desk.reply(title, "", back(desk), form)


def _texts(desk: Desk, own: OwnAnswer, topic: Topic | None) -> dict[str, str]:
    if topic is None:
        return {}
    language = desk.turn.content_language
    language = language if language in topic.answer else next(iter(topic.answer))
    questions = topic.questions.get(language, ())
    return {
        "title": topic.title[language],
        "answer": topic.answer[language],
        "questions": "\n".join(questions if own.newest else questions[:_SHOWN_QUESTIONS]),
        "near_misses": "\n".join(topic.near_misses if own.newest else ()),
        "review_by": topic.review_by,
    }


def _shown(desk: Desk, own: OwnAnswer, said: str = "") -> Reply:
    """The newest text as people see it, with who wrote it, and what can be done with it."""
    topic = own.newest
    if topic is None:
        return desk.reply(desk.wording.answers_title, said, back(desk))
    preview = topic_reply(desk.turn, as_shown(topic, desk.community.shared.library))
    about = desk.wording.answer_about.format(
        state=_state(desk, own), author=escaped(desk.who(own.author)), date=desk.date(own.updated), id=own.id
    )
    note = "\n\n".join(part for part in (f"*{escaped(said)}*" if said else "", about) if part)
    return dataclasses.replace(
        preview,
        body=f"{preview.body}\n\n> {note.replace(chr(10), chr(10) + '> ')}",
        choices=_ways(desk, own),
        match=None,
        feedback=(),
    )


def _ways(desk: Desk, own: OwnAnswer) -> tuple[Choice, ...]:
    wording, token = desk.wording, f"/guide answer {own.id}"
    question = next(iter(_first_questions(own)), "")
    ways = [Choice(wording.label_publish, f"{token} publish {own.version}")] if own.draft else []
    ways.append(Choice(wording.label_edit, f"{token} edit"))
    if question and len(f"/guide test {question}".encode()) <= 64:
        ways.append(Choice(wording.label_test, f"/guide test {question}"))
    if own.live:
        ways.append(Choice(wording.label_offline, f"{token} offline {own.version}"))
    ways += [
        Choice(wording.label_earlier, f"{token} earlier"),
        Choice(wording.label_remove, f"{token} remove {own.version}"),
        Choice(wording.label_answers, "/guide answers"),
    ]
    return tuple(way for way in ways if len(way.token.encode()) <= 64)


def _of_ours(desk: Desk, own: OwnAnswer, shipped: Topic | None) -> Reply:
    """A shipped topic, which may be replaced or hidden; or further wordings alone."""
    if shipped is None:
        return desk.reply(desk.wording.answers_title, desk.wording.no_such_answer, back(desk))
    reply = topic_reply(desk.turn, shipped)
    hidden = shipped.id in desk.community.settings.topics_off
    wordings = "".join(f"\n- {escaped(text)}" for text in own.wordings)
    body = f"{reply.body}\n\n{desk.wording.state_wordings}:\n{wordings}" if wordings else reply.body
    choices = [
        Choice(desk.wording.label_replace, f"/guide answer {shipped.id} edit"),
        Choice(desk.wording.label_show, f"/guide show {shipped.id}")
        if hidden
        else Choice(desk.wording.label_hide, f"/guide hide {shipped.id}"),
    ]
    if own.version:
        choices.append(Choice(desk.wording.label_remove, f"/guide answer {own.id} remove {own.version}"))
    return dataclasses.replace(desk.reply(reply.title, body, [*choices, *back(desk)]), footers=reply.footers)


async def _change(desk: Desk, own: OwnAnswer, word: str, version: str) -> Reply:
    began = int(version) if version.isdecimal() else own.version
    own = dataclasses.replace(own, version=began)
    if word == "publish":
        changed = dataclasses.replace(own, live=own.newest, draft=None)
        return await _keep(desk, changed, "published", desk.wording.published)
    if word == "offline":
        changed = dataclasses.replace(own, live=None, draft=own.newest)
        return await _keep(desk, changed, "offline", desk.wording.offline)
    changed = dataclasses.replace(own, live=None, draft=None, wordings=())
    return await _keep(desk, changed, "removed", desk.wording.removed)


async def _keep(desk: Desk, changed: OwnAnswer, what: str, said: str) -> Reply:
    """Keeps a change, unless somebody else was faster: then both texts are kept, and theirs is shown."""
    try:
        kept = await desk.store.keep_answer(desk.id, changed, desk.act(what, changed.id))
    except StaleError as stale:
        return await _stale(desk, stale.current)
    return _shown(await desk.again(), kept, said)


async def _stale(desk: Desk, theirs: OwnAnswer) -> Reply:
    wording = desk.wording
    earlier = await desk.store.earlier(desk.id, theirs.id)
    mine = next((each for each in earlier if each.refused and each.author == desk.turn.message.person), None)
    said = wording.stale.format(author=escaped(desk.who(theirs.author))) if theirs.version else wording.stale_gone
    choices = [Choice(wording.label_keep_theirs, f"/guide answer {theirs.id}")] if theirs.version else []
    if mine:
        choices.insert(0, Choice(wording.label_take_mine, f"/guide answer {theirs.id} take {mine.number}"))
    body = (
        f"{said}\n\n{_quoted(in_language(theirs.newest.answer, desk.turn.content_language))}" if theirs.newest else said
    )
    return desk.reply(wording.stale_title, body, choices)


async def _earlier(desk: Desk, own: OwnAnswer) -> Reply:
    """The texts that an answer had, and those that came too late."""
    texts = await desk.store.earlier(desk.id, own.id)
    wording = desk.wording
    title = wording.earlier_title.format(title=_title(desk, own))
    parts: list[str] = []
    for each in texts[:_SHOWN_QUESTIONS]:
        refused = wording.earlier_refused if each.refused else ""
        line = wording.earlier_line.format(
            number=each.number, date=desk.date(each.at.date()), author=escaped(desk.who(each.author)), refused=refused
        )
        parts += [line, _quoted(in_language(each.topic.answer, desk.turn.content_language))]
    choices = [
        Choice(wording.label_take.format(number=each.number), f"/guide answer {own.id} take {each.number}")
        for each in texts[:_SHOWN_QUESTIONS]
    ]
    body = "\n\n".join(parts) or wording.earlier_none
    return desk.reply(title, body, [*choices, Choice(wording.label_answers, "/guide answers")])


async def _take(desk: Desk, own: OwnAnswer, number: int) -> Reply:
    """Makes an earlier text the draft."""
    texts = await desk.store.earlier(desk.id, own.id)
    taken = next((each.topic for each in texts if each.number == number), None)
    if taken is None:
        return await _earlier(desk, own)
    return await _keep(desk, dataclasses.replace(own, draft=taken), "taken", desk.wording.taken)


def _first_questions(own: OwnAnswer) -> Sequence[str]:
    return [question for texts in own.newest.questions.values() for question in texts] if own.newest else ()


def _title(desk: Desk, own: OwnAnswer) -> str:
    return desk.title(own.newest) if own.newest else desk.topic_title(own.id)


def _mark(own: OwnAnswer) -> str:
    return "✎" if own.draft else "✓" if own.live else "+"


def _state(desk: Desk, own: OwnAnswer) -> str:
    if own.live and own.draft:
        return desk.wording.state_changed
    return desk.wording.state_live if own.live else desk.wording.state_draft


def _quoted(markdown: str) -> str:
    return "> " + markdown.replace("\n", "\n> ")
