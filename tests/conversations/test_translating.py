"""Lines that people cannot read, and what they want to say: with an engine, and with none."""

from __future__ import annotations

import pytest

from bot.core.guide import Guide
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import Choice, Message, Reply
from bot.core.ports import Translated, TranslationError
from bot.storage.memory import MemoryStore
from tests.real_content import Day


class Dictionary:
    """An engine that knows a few sentences, and no others."""

    engines = ("Dictionary",)

    def __init__(self, sentences: dict[str, str]) -> None:
        self._sentences = sentences

    async def translate(
        self, text: str, source: str, target: str, person: str = "", conversation: str = ""
    ) -> Translated:
        """The sentence in the other language."""
        if text not in self._sentences:
            raise TranslationError("unavailable")
        return Translated(self._sentences[text], source, "Dictionary")


async def said(real: Knowledge, text: str, sentences: dict[str, str] | None = None, client: str = "en") -> Reply:
    translator = None if sentences is None else Dictionary(sentences)
    guide = Guide(real, MemoryStore(), Day(), translator=translator)
    return await guide.reply(Message(text, client_language=client))


async def test_slang_comes_before_the_machines_sentence(real: Knowledge) -> None:
    reply = await said(real, "/translate 这家店绝绝子", {"这家店绝绝子": "This shop is amazing"})
    assert 0 < reply.body.index("绝绝子** (") < reply.body.index("This shop is amazing")


async def test_the_machines_sentence_is_labelled(real: Knowledge) -> None:
    reply = await said(real, "/translate 今天天气好", {"今天天气好": "The weather is fine today"})
    assert reply.footers == ("Machine translation by Dictionary; it may be wrong.",)
    assert reply.title == "Chinese → English"


async def test_without_an_engine_there_are_words_and_one_honest_line(real: Knowledge) -> None:
    reply = await said(real, "/translate 这家店绝绝子")
    assert "绝绝子 juéjuézi" in reply.body
    assert reply.body.endswith("There is no machine translation right now, so this is what I know myself.")


async def test_links_and_mentions_survive_the_engine(real: Knowledge) -> None:
    reply = await said(real, "/translate 看 @小明 的猫", {"看 [[0]] 的猫": "Look at [[0]]'s cat"})
    assert reply.translation
    assert reply.translation.translation == "Look at @小明's cat"


async def test_into_chinese_the_phrase_book_comes_first(real: Knowledge) -> None:
    sentences = {"thank you so much": "非常感谢", "非常感谢": "thank you very much"}
    reply = await said(real, "/translate thank you so much", sentences)
    assert reply.body.index("太感谢你了") < reply.body.index("非常感谢")
    assert reply.copyable.startswith("太感谢你了")


async def test_a_sentence_in_chinese_is_translated_back_to_be_checked(real: Knowledge) -> None:
    sentences = {"my sofa is very green": "我的沙发很绿", "我的沙发很绿": "My sofa is green"}
    reply = await said(real, "/translate to:zh-Hans my sofa is very green", sentences)
    assert "**Translated back:** My sofa is green" in reply.body
    assert "wǒ" in reply.body


async def test_nothing_is_done_when_it_is_in_that_language_already(real: Knowledge) -> None:
    reply = await said(real, "/translate to:en the weather is fine today", {})
    assert "already in that language" in reply.body


async def test_a_pasted_line_is_explained_to_whoever_reads_english(real: Knowledge) -> None:
    reply = await said(real, "今天被这只小奶猫萌化了，想吸一整天")
    assert reply.translation


async def test_a_share_link_is_cleaned(real: Knowledge) -> None:
    reply = await said(real, "https://www.xiaohongshu.com/explore/65a?xsec_token=CB&share_id=7，看看")
    assert "`https://www.xiaohongshu.com/explore/65a?xsec_token=CB`" in reply.body


async def test_a_question_in_spanish_is_understood_through_the_engine(real: Knowledge) -> None:
    sentences = {"necesito un número de teléfono chino para registrarme": "do i need a chinese phone number"}
    reply = await said(real, "necesito un número de teléfono chino para registrarme", sentences, client="es")
    assert reply.match
    assert reply.match.id == "foreign-phone-number"


ASKED_IN_SPANISH = "necesito un número de teléfono chino para registrarme"


async def test_the_answer_to_a_spanish_question_is_offered_in_spanish(real: Knowledge) -> None:
    reply = await said(real, ASKED_IN_SPANISH, {ASKED_IN_SPANISH: "do i need a chinese phone number"}, client="es")
    assert reply.title == "Do I need a Chinese phone number?"
    assert reply.choices[0] == Choice("In Spanish (by machine)", "/topic_in es foreign-phone-number")


async def test_without_an_engine_nothing_is_offered_in_spanish(real: Knowledge) -> None:
    reply = await said(real, ASKED_IN_SPANISH, client="es")
    assert not [choice for choice in reply.choices if choice.token.startswith("/topic_in")]


async def test_an_answer_in_spanish_is_marked_as_a_machines(real: Knowledge) -> None:
    english = await said(real, "/topic foreign-phone-number")
    sentences = {english.title: "¿Necesito un número chino?", english.body.replace("**", ""): "No."}
    reply = await said(real, "/topic_in es foreign-phone-number", sentences)
    assert (reply.title, reply.body) == ("¿Necesito un número chino?", "No.")
    assert reply.footers[-1] == "Machine translation by Dictionary; it may be wrong."


async def test_an_answer_that_no_engine_can_translate_comes_as_it_is(real: Knowledge) -> None:
    english = await said(real, "/topic foreign-phone-number")
    reply = await said(real, "/topic_in es foreign-phone-number", {})
    assert (reply.title, reply.body) == (english.title, english.body)
    assert "no machine translation" in reply.footers[-1]


@pytest.mark.parametrize("text", ["/translate", "/pinyin"])
async def test_without_a_line_the_command_says_how_to_use_it(real: Knowledge, text: str) -> None:
    assert "`/translate" in (await said(real, text)).body or "Send a line" in (await said(real, text)).body
