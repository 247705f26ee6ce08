"""Makes replies out of topics, terms and phrases. Every command that shows one shows it the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.citing import citations, footers
from bot.core.commands.opinions import feedback
from bot.core.knowledge.model import Phrase, Term, Topic
from bot.core.knowledge.wording import Wording
from bot.core.markdown import escaped
from bot.core.matching.index import Ranked
from bot.core.message import Candidate, Choice, Match, Reply
from bot.core.turn import Turn


def candidates(ranked: Iterable[Ranked]) -> tuple[Candidate, ...]:
    """What the matcher ranked, as a match names it."""
    return tuple(Candidate("topic", found.name, found.score) for found in ranked)


def topic_reply(turn: Turn, topic: Topic, match: Match | None = None) -> Reply:
    """A topic's answer with its follow-ups."""
    language = turn.content_language
    cited = citations(topic.sources, turn.library.sources, turn.wording)
    follow_ups = (turn.library.topics[name] for name in topic.next if name in turn.library.topics)
    return Reply(
        language=turn.language,
        title=topic.title[language],
        body=topic.answer[language],
        choices=tuple(topic_choice(turn, follow_up) for follow_up in follow_ups),
        footers=footers(topic, cited, turn.wording, turn.today),
        sources=cited,
        match=match or Match("answer", "topic", topic.id, 1.0),
        feedback=feedback(turn, topic.id),
    )


def term_reply(turn: Turn, term: Term, match: Match | None = None) -> Reply:
    """A glossary entry: what it means, how it sounds, when to be careful, when it is not slang."""
    cited = citations(term.sources, turn.library.sources, turn.wording)
    see_also = dict.fromkeys(head for form in term.see_also for head in turn.knowledge.glossary.find(form))
    return Reply(
        language=turn.language,
        title=f"{term.id} · {term.pinyin}",
        body="\n\n".join(_term_lines(turn, term)),
        choices=tuple(Choice(head, f"/term {head}") for head in see_also if head != term.id)[:3],
        footers=footers(term, cited, turn.wording, turn.today),
        sources=cited,
        match=match or Match("answer", "term", term.id, 1.0),
    )


def phrase_reply(turn: Turn, phrase: Phrase, match: Match | None = None) -> Reply:
    """A phrase as a local would write it, with what one needs to dare to post it."""
    wording, language = turn.wording, turn.content_language
    reply = phrase.reply
    lines = [
        f"**{escaped(phrase.zh)}**\n{escaped(phrase.pinyin)}",
        escaped(phrase.en),
        wording.phrase_literal.format(text=escaped(phrase.literal)),
        wording.phrase_style.format(text=getattr(wording.styles, phrase.style)),
        *([escaped(phrase.note[language])] if language in phrase.note else []),
        wording.phrase_reply.format(text=f"{escaped(reply.zh)} ({escaped(reply.pinyin)}) – {escaped(reply.en)}"),
    ]
    cited = citations(phrase.sources, turn.library.sources, wording)
    return Reply(
        language=turn.language,
        title=turn.library.situations[phrase.situation][language],
        body="\n\n".join(lines),
        choices=(Choice(wording.more_phrases, f"/situation {phrase.situation}"),),
        footers=footers(phrase, cited, wording, turn.today),
        sources=cited,
        copyable=phrase.zh,
        match=match or Match("answer", "phrase", phrase.id, 1.0),
    )


def choices_reply(turn: Turn, match: Match, body: str) -> Reply:
    """Asks back which of the offered is meant."""
    offered = tuple(choice_for(turn, candidate) for candidate in match.offered)
    return Reply(
        language=turn.language,
        title=turn.wording.choices_title,
        body=body,
        choices=(*offered, Choice(turn.wording.none_of_these, "/none")),
        match=match,
    )


def choice_for(turn: Turn, candidate: Candidate) -> Choice:
    """The button that leads to a candidate."""
    if candidate.kind == "term":
        return Choice(turn.wording.term_label.format(term=candidate.id), f"/term {candidate.id}")
    if candidate.kind == "phrase":
        return phrase_choice(turn, turn.library.phrases[candidate.id])
    return topic_choice(turn, turn.library.topics[candidate.id])


def topic_choice(turn: Turn, topic: Topic) -> Choice:
    """The button that leads to a topic."""
    return Choice(topic.title[turn.content_language], f"/topic {topic.id}")


def phrase_choice(turn: Turn, phrase: Phrase) -> Choice:
    """The button that leads to a phrase, by what it says in the reader's language."""
    spoken = phrase.zh if turn.content_language == "zh" else phrase.en
    return Choice(turn.wording.phrase_label.format(phrase=spoken), f"/phrase {phrase.id}")


def page(turn: Turn, choices: Sequence[Choice], number: int, token: str, size: int = 8) -> tuple[Choice, ...]:
    """One page of many choices, with the ways to the pages before and after it; `token` takes a page's number."""
    pages = page_count(choices, size)
    number = min(max(number, 1), pages)
    shown = [*choices[(number - 1) * size : number * size]]
    if number > 1:
        shown.append(Choice(turn.wording.earlier, f"{token} {number - 1}"))
    if number < pages:
        shown.append(Choice(turn.wording.more, f"{token} {number + 1}"))
    return tuple(shown)


def number_in(text: str) -> int:
    """The number of a page or a card that a text is, else 1; there are never as many as a number of six digits."""
    return int(text[:6]) if text.isdecimal() else 1


def page_count(choices: Sequence[Choice], size: int = 8) -> int:
    """How many pages choices fill; at least one."""
    return max(1, -(-len(choices) // size))


def _term_lines(turn: Turn, term: Term) -> Iterable[str]:
    wording, language = turn.wording, turn.content_language
    yield escaped(term.meaning[language])
    yield _facts(wording, term)
    if language in term.caution:
        yield wording.term_caution.format(text=escaped(term.caution[language]))
    if term.example:
        yield wording.term_example.format(text=f"{escaped(term.example.zh)} {escaped(term.example.en)}")
    if language in term.everyday_sense:
        yield wording.term_everyday.format(text=escaped(term.everyday_sense[language]))


def _facts(wording: Wording, term: Term) -> str:
    lines = [
        wording.term_literal.format(text=escaped(term.literal)),
        wording.term_tone.format(text=getattr(wording.tones, term.tone)),
    ]
    if term.variants:
        variants = wording.list_separator.join(escaped(form) for form in term.variants)
        lines.append(wording.term_variants.format(text=variants))
    return "\n".join(f"- {line}" for line in lines)
