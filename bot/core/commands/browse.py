"""`/topics` and `/tour`: what there is, shelf by shelf, and the first day, card by card."""

from __future__ import annotations

from bot.core.commands.answers import number_in, page, page_count, topic_choice
from bot.core.message import Choice, Reply
from bot.core.turn import Turn


async def topics(turn: Turn) -> Reply:
    """The shelves, or one page of a shelf: `/topics about 2`."""
    name, _, number = turn.argument.partition(" ")
    category = turn.library.categories.get(name)
    if category is None:
        return _shelves(turn)
    shelf = [topic for topic in turn.library.topics.values() if topic.category == name]
    choices = [topic_choice(turn, topic) for topic in shelf]
    current = number_in(number)
    pages = page_count(choices)
    return Reply(
        language=turn.language,
        title=category.title[turn.content_language],
        body=turn.wording.category_page.format(page=min(max(current, 1), pages), pages=pages),
        choices=(
            *page(turn, choices, current, f"/topics {name}"),
            Choice(turn.wording.all_topics, "/topics"),
        ),
    )


async def tour(turn: Turn) -> Reply:
    """One card of the tour: `/tour 3`, the first where no number is given."""
    cards = turn.library.tour
    number = min(max(number_in(turn.argument), 1), len(cards))
    card = cards[number - 1]
    ways = [topic_choice(turn, turn.library.topics[name]) for name in card.topics if name in turn.library.topics]
    if number > 1:
        ways.append(Choice(turn.wording.tour_back, f"/tour {number - 1}"))
    if number < len(cards):
        ways.append(Choice(turn.wording.tour_next, f"/tour {number + 1}"))
    title = turn.wording.tour_title.format(number=number, count=len(cards), title=card.title[turn.content_language])
    titles = enumerate((each.title[turn.content_language] for each in cards), start=1)
    jumps = tuple(Choice(f"{place}. {each}", f"/tour {place}") for place, each in titles)
    return Reply(turn.language, title, card.text[turn.content_language], tuple(ways), jumps=jumps)


def _shelves(turn: Turn) -> Reply:
    shelved = {topic.category for topic in turn.library.topics.values()}
    choices = tuple(
        Choice(category.title[turn.content_language], f"/topics {name}")
        for name, category in turn.library.categories.items()
        if name in shelved
    )
    return Reply(turn.language, turn.wording.topics_title, turn.wording.topics, choices)
