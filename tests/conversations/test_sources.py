"""Where an answer comes from and how old it is, said under it."""

from __future__ import annotations

import datetime

import pytest

from bot.core.citing import IN_FOOTER
from bot.core.guide import Guide
from bot.core.knowledge.model import GENERAL_KNOWLEDGE, Library
from bot.core.knowledge.wording import Wording
from bot.core.matching.knowledge_base import Knowledge
from tests.conversations.people import Person, guide_of
from tests.real_content import Day

SHOWN = ["/topic cat-tax", "/term yyds", "/phrase thank-you-so-much"]


@pytest.mark.parametrize("shown", SHOWN)
async def test_a_card_names_its_sources_and_its_date(anna: Person, shown: str) -> None:
    first, second = (await anna.says(shown)).footers

    assert first.startswith("Source")
    assert second.startswith("As of ")


@pytest.mark.parametrize("shown", SHOWN)
async def test_a_card_past_its_date_says_so(real: Knowledge, shown: str) -> None:
    bea = Person(guide_of(real, Day(datetime.date(2030, 1, 1))))

    assert "may be out of date" in (await bea.says(shown)).footers[-1]


async def test_a_card_is_not_stale_on_its_very_date(real: Knowledge, library: Library) -> None:
    due = datetime.date.fromisoformat(library.topics["cat-tax"].review_by)

    assert len((await Person(guide_of(real, Day(due))).says("/topic cat-tax")).footers) == 2


async def test_a_card_is_stale_on_the_day_after(real: Knowledge, library: Library) -> None:
    due = datetime.date.fromisoformat(library.topics["cat-tax"].review_by)
    after = Day(due + datetime.timedelta(days=1))

    assert len((await Person(guide_of(real, after)).says("/topic cat-tax")).footers) == 3


async def test_what_nobody_looked_up_says_so(anna: Person, library: Library, english: Wording) -> None:
    name = next(name for name, term in library.terms.items() if term.sources == (GENERAL_KNOWLEDGE,))

    assert english.general_knowledge in (await anna.says(f"/term {name}")).footers[0]


async def test_a_footer_names_the_first_sources_and_counts_the_rest(
    anna: Person, library: Library, english: Wording
) -> None:
    name, topic = next(each for each in library.topics.items() if len(each[1].sources) > IN_FOOTER)
    reply = await anna.says(f"/topic {name}")
    named = ", ".join(source.text for source in reply.sources[:IN_FOOTER])
    counted = english.footer_more.format(sources=named, count=len(topic.sources) - IN_FOOTER)

    assert reply.footers[0] == english.footer_sources.format(sources=counted)


async def test_a_source_read_in_a_repost_is_not_linked(guide: Guide, library: Library) -> None:
    anna = Person(guide)
    for name in library.topics:
        for source in (await anna.says(f"/topic {name}")).sources:
            known = library.sources.get(source.id)
            assert not (known and known.repost and source.link)


async def test_a_link_of_a_source_can_be_clicked_in_sources(anna: Person, library: Library) -> None:
    name, link = next(
        (name, link)
        for name, topic in library.topics.items()
        for source in topic.sources
        if source in library.sources and (link := library.sources[source].link)
    )

    assert f"]({link})" in (await anna.says(f"/sources {name}")).body


@pytest.mark.parametrize(("language", "date"), [("en", "As of August 2026"), ("zh", "2026年8月")])
async def test_dates_are_written_as_people_write_them(anna: Person, language: str, date: str) -> None:
    await anna.says(f"/lang {language}")

    assert any(date in footer for footer in (await anna.says("/topic foreign-phone-number")).footers)
