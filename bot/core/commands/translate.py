"""`/translate` and a pasted line: slang first, then the machine's sentence, labelled as such; pinyin on request."""

from __future__ import annotations

import dataclasses
import re

from bot.core.commands.answers import phrase_choice
from bot.core.knowledge.model import Phrase
from bot.core.language import understood
from bot.core.markdown import escaped
from bot.core.matching.decide import Outcome
from bot.core.matching.text import has_han
from bot.core.message import Choice, Reply, Slang, Translation
from bot.core.ports import TranslationError
from bot.core.pronounce import pinyin as pinyin_of
from bot.core.pronounce import segmented
from bot.core.sharing import Shared, shared
from bot.core.translating import Asker, Line, same_language, target_for, translate_line, translate_text
from bot.core.turn import Turn

MAX_LINE = 2_000
"""Characters of a line that is translated."""

SURE_PHRASE = 0.65
"""Confidence from which a phrase of the phrase book stands for a line: more than where a person asks for a phrase."""

_TO = re.compile(r"(?:^|\s)to:(?P<tag>[A-Za-z-]{2,10})(?:\s|$)")
_GLOSSED = 12
"""Words of a line that the gloss explains."""


async def translate(turn: Turn) -> Reply:
    """Explains and translates the text after the command, or the message it replies to: `/translate to:es 你好`."""
    text, wanted = _asked(turn.argument)
    text = text or turn.message.quoted.strip()
    if not text:
        return Reply(turn.language, turn.wording.translate_title, turn.wording.translate_usage)
    if len(text) > MAX_LINE:
        return Reply(turn.language, turn.wording.translate_title, turn.wording.line_too_long)
    if link := shared(text):
        return share_reply(turn, link)
    turn = dataclasses.replace(turn, language=turn.reader or turn.language)
    slang = tuple(turn.knowledge.recogniser.recognise(text))
    source, target = target_for(text, wanted, turn.language)
    if not source and slang:  # nothing but an abbreviation, such as yyds
        source, target = "zh-Hans", wanted or turn.language
    line = Line(text, source, target, slang)
    line = await translate_line(Asker.of(turn), line)
    return await _into_chinese(turn, line) if line.target.startswith("zh") else _from_chinese(turn, line)


async def pinyin(turn: Turn) -> Reply:
    """The pinyin of the line on the card whose button was pressed, or of the text after the command."""
    text = turn.argument or _line_on_card(turn.message.quoted)
    if not has_han(text):
        return Reply(turn.language, turn.wording.pinyin_title, turn.wording.pinyin_usage)
    body = f"> {_one_line(text)}\n\n{escaped(pinyin_of(text[:MAX_LINE]))}"
    return Reply(turn.language, turn.wording.pinyin_title, body)


def is_pasted_line(turn: Turn) -> bool:
    """Whether a text is a Chinese line, or a link of the app, from somebody who does not read Chinese."""
    if shared(turn.argument):
        return True
    reads_chinese = not turn.reader or turn.reader.startswith("zh")
    han = sum(has_han(character) for character in turn.argument)
    return not reads_chinese and han >= 2 and 2 * han >= sum(character.isalpha() for character in turn.argument)


def share_reply(turn: Turn, link: Shared) -> Reply:
    """The cleaned link of a share text, and why it was cleaned."""
    if link.short:
        body = turn.wording.share_short
    elif link.removed:
        body = turn.wording.share_cleaned.format(names=", ".join(f"`{name}`" for name in link.removed))
    else:
        body = turn.wording.share_clean_already
    return Reply(
        turn.language,
        turn.wording.share_title,
        f"{body}\n\n`{link.clean}`",
        copyable=link.clean if link.removed else "",
    )


def _from_chinese(turn: Turn, line: Line) -> Reply:
    """What a line means: quotation, slang, the machine's sentence or the honest lack of one."""
    parts = [f"> {_one_line(line.text)}", *_slang_part(turn, line), *_machine_part(turn, line)]
    phrase = _phrase_of(turn, line.text)
    ways = [Choice(turn.wording.pinyin_title, "/pinyin")] if has_han(line.text) else []
    ways += [phrase_choice(turn, phrase)] if phrase else []
    terms = dict.fromkeys(each.term for each in line.slang)
    ways += [Choice(turn.wording.term_label.format(term=term), f"/term {term}") for term in terms][:3]
    return Reply(
        language=turn.language,
        title=_title(turn, line),
        body="\n\n".join(parts),
        choices=tuple(ways),
        footers=_label(turn, line),
        translation=_translation(turn, line, pinyin_of(line.text, line.terms) if has_han(line.text) else ""),
    )


async def _into_chinese(turn: Turn, line: Line) -> Reply:
    """How to say a line in Chinese: what a local would write first, then the machine's sentence to check."""
    parts = [f"> {_one_line(line.text)}"]
    phrase = _phrase_of(turn, line.text)
    if phrase:
        local = f"**{escaped(phrase.zh)}**\n{escaped(phrase.pinyin)}\n{escaped(phrase.literal)}"
        parts.append(turn.wording.local_says.format(text=local))
    parts += _machine_part(turn, line)
    spoken = line.translated.text if line.translated else ""
    if spoken and has_han(spoken):
        parts += [escaped(pinyin_of(spoken)), *await _back(turn, line, spoken)]
    copyable = phrase.zh if phrase else spoken
    return Reply(
        language=turn.language,
        title=_title(turn, line),
        body="\n\n".join(parts),
        choices=(phrase_choice(turn, phrase),) if phrase else (Choice(turn.wording.say_title, "/say"),),
        footers=_label(turn, line),
        copyable=copyable,
        translation=_translation(turn, line, pinyin_of(spoken) if spoken else ""),
    )


async def _back(turn: Turn, line: Line, spoken: str) -> list[str]:
    """The machine's sentence translated back, so that a person can see what it says."""
    back_into = line.detected or turn.language
    try:
        back = await translate_text(Asker.of(turn), spoken, line.target, back_into)
    except TranslationError:
        return []
    return [turn.wording.translated_back.format(text=escaped(back.text))]


def _slang_part(turn: Turn, line: Line) -> list[str]:
    if not line.slang:
        return []
    language = turn.content_language
    lines = []
    for name in dict.fromkeys(each.term for each in line.slang):
        term = turn.library.terms[name]
        about = f"**{escaped(term.id)}** ({escaped(term.pinyin)}): {escaped(term.meaning[language])}"
        tone = getattr(turn.wording.tones, term.tone)
        caution = f" {escaped(term.caution[language])}" if language in term.caution else ""
        lines.append(f"- {about} *{tone}*{'.' if caution else ''}{caution}")
    return [f"{turn.wording.slang_in_line}\n\n" + "\n".join(lines)]


def _machine_part(turn: Turn, line: Line) -> list[str]:
    if line.translated:
        return [escaped(line.translated.text)]
    if same_language(line.detected, line.target):
        return [turn.wording.already_in_language]
    if line.why_not is None:
        return [turn.wording.nothing_to_translate]
    reasons = {
        "quota": turn.wording.translation_quota,
        "too long": turn.wording.line_too_long,
        "unsupported": turn.wording.translation_unsupported,
        "unavailable": turn.wording.translation_unavailable,
    }
    return [*_gloss(turn, line), reasons[line.why_not]]


def _gloss(turn: Turn, line: Line) -> list[str]:
    """The words of a Chinese line with their pinyin, and their meaning where glossary or phrase book know it."""
    if not has_han(line.text):
        return []
    known = turn.knowledge.glossary.forms
    words = list(dict.fromkeys(word for word in segmented(line.text, line.terms) if has_han(word)))[:_GLOSSED]
    lines = []
    for word in words:
        heads = known.get(word, ())
        meaning = turn.library.terms[heads[0]].literal if heads else ""
        lines.append(f"- {escaped(word)} {pinyin_of(word, line.terms)}" + (f" – {escaped(meaning)}" if meaning else ""))
    return [f"{turn.wording.word_by_word}\n\n" + "\n".join(lines)]


def _phrase_of(turn: Turn, text: str) -> Phrase | None:
    finding = turn.knowledge.phrases.find(text)
    if finding.outcome is not Outcome.ANSWER or not (finding.exact or finding.confidence >= SURE_PHRASE):
        return None
    return turn.library.phrases[finding.candidates[0].name]


def _title(turn: Turn, line: Line) -> str:
    names = turn.wording.languages
    source = names.of(line.detected) or turn.wording.language_unknown
    target = names.of(line.target) or line.target
    return turn.wording.translated_title.format(source=source, target=target)


def _label(turn: Turn, line: Line) -> tuple[str, ...]:
    if line.translated is None or not line.translated.engine:
        return ()
    return (turn.wording.by_machine.format(engine=line.translated.engine),)


def _translation(turn: Turn, line: Line, pinyin: str) -> Translation:
    language = turn.content_language
    return Translation(
        text=line.text,
        detected=line.detected,
        target=line.target,
        translation=line.translated.text if line.translated else "",
        engine=line.translated.engine if line.translated else "",
        slang=tuple(
            Slang(each.term, each.start, each.end, turn.library.terms[each.term].meaning[language])
            for each in line.slang
        ),
        pinyin=pinyin,
    )


def _asked(argument: str) -> tuple[str, str]:
    """The text to translate, and the language it was asked in: `to:es` stands before or after the text."""
    found = _TO.search(argument)
    if not found:
        return argument.strip(), ""
    wanted = understood(found["tag"]) or found["tag"]
    return (argument[: found.start()] + " " + argument[found.end() :]).strip(), wanted


def _line_on_card(card: str) -> str:
    """The line on a card: the first one with Chinese after the title."""
    lines = card.splitlines()[1:] or card.splitlines()
    return next((line.lstrip("> ") for line in lines if has_han(line)), "")


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))
