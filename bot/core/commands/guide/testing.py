"""`/guide test`: what a question would find here now, and why."""

from __future__ import annotations

from bot.core.commands.guide.acting import Desk, back
from bot.core.community.view import wordings
from bot.core.knowledge.model import Topic
from bot.core.markdown import escaped
from bot.core.matching.explain import Explained, Verdict, explain
from bot.core.message import Choice, Field, Form, Reply

_EVIDENCE = 4


async def test(desk: Desk, rest: str) -> Reply:
    """Explains, with scores."""
    question = desk.turn.message.fields.get("question", rest).strip()
    if not question:
        field = Field("question", desk.turn.wording.options.question, limit=150)
        return desk.reply(
            desk.wording.label_test,
            desk.wording.test_usage,
            back(desk),
            Form(desk.wording.label_test, "/guide test", (field,)),
        )
    knowledge, answers = desk.community.knowledge, desk.community.answers
    texts = {name: [text for own in each.questions.values() for text in own] for name, each in _topics(desk).items()}
    for name, own in answers.items():
        texts[name] = [*texts.get(name, ()), *wordings(own)]
    found = explain(knowledge.topics, question, texts)
    confidence = desk.wording.test_confidence.format(
        confidence=f"{found.confidence:.2f}", answer=f"{found.answer_from:.2f}", choices=f"{found.choices_from:.2f}"
    )
    parts = [f"**{_verdict(desk, found.verdict)}**", confidence]
    parts += [_candidate(desk, each) for each in found.candidates]
    if found.against and found.against[1] > 0:
        name, score = found.against
        like = escaped(desk.topic_title(name))
        parts.append(desk.wording.test_against.format(title=like, score=f"{score:.2f}"))
    choices = [Choice(desk.topic_title(each.name), f"/guide answer {each.name}") for each in found.candidates]
    title = desk.wording.test_title.format(question=question)
    return desk.reply(title, "\n\n".join(parts), [*choices, *back(desk)])


def _topics(desk: Desk) -> dict[str, Topic]:
    return {**desk.community.shared.library.topics, **desk.community.knowledge.library.topics}


def _candidate(desk: Desk, each: Explained) -> str:
    own = desk.wording.test_own if each.name in desk.community.answers else ""
    line = desk.wording.test_candidate.format(
        title=escaped(desk.topic_title(each.name)), score=f"{each.score:.2f}", own=own, wording=escaped(each.wording)
    )
    evidence = desk.turn.wording.list_separator.join(
        f"{escaped(part.text)} ({part.score:.2f})" for part in each.evidence[:_EVIDENCE]
    )
    return f"- {line}\n\n  {desk.wording.test_evidence.format(evidence=evidence)}" if evidence else f"- {line}"


def _verdict(desk: Desk, verdict: Verdict) -> str:
    return str(getattr(desk.wording, f"test_{verdict.replace('-', '_')}"))
