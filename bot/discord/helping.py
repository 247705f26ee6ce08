"""The menus of a message: to understand it, and to answer it for somebody."""

from __future__ import annotations

import dataclasses

import discord

from bot.core.message import Reply
from bot.discord.buttons import Pick
from bot.discord.desk import Desk, Interaction, Place, defer, deliver
from bot.discord.message import from_author, text_of, to_message
from bot.discord.render import MAX_OPTION, MAX_PLACEHOLDER, Card, clipped, escaped, to_card, to_embed, view_of
from bot.discord.sending import again

EXPLAIN = "/translate"
"""The command that explains a text."""


async def explain(desk: Desk, interaction: Interaction, message: discord.Message) -> None:
    """Explains a message to the person who asks."""
    await desk.answer(interaction, to_message(interaction, f"{EXPLAIN} {text_of(message)}"))


async def offer_answers(desk: Desk, interaction: Interaction, message: discord.Message) -> None:
    """Shows the topics that may answer a message, best first."""
    text = text_of(message)
    asked = from_author(interaction, message.author.id, text)
    language = await desk.guide.language_for(asked, text)
    helper = to_message(interaction, text)
    found = await desk.guide.suggest(helper, "ask")
    wording = desk.guide.wording(await desk.guide.language_for(helper))
    if not text or not found:
        await desk.tell(interaction, "unknown" if text else "empty")
        return
    options = [
        discord.SelectOption(
            label=clipped(each.title, MAX_OPTION), value=each.token, description=clipped(each.summary, MAX_OPTION)
        )
        for each in found
    ]
    custom_id = f"answer:{language}:{message.id}"
    view = view_of([[Pick(custom_id, options, clipped(wording.answer_which, MAX_PLACEHOLDER))]])
    quoted = to_embed(Reply(language, wording.answer_which))
    quoted.description = "> " + escaped(clipped(" ".join(text.split()), MAX_PLACEHOLDER))
    await deliver(interaction, Card(quoted, view), Place.OWN)


async def post_answer(desk: Desk, interaction: Interaction, rest: str, token: str) -> None:
    """Posts the chosen answer: as a reply where we are in the server, else as text with a link to the message."""
    language, message_id = rest.split(":")
    asked = to_message(interaction, token, private=False, reply_language=language)
    message = dataclasses.replace(asked, person="")  # in the language of the question, not in the helper's
    place = Place.SAME if interaction.is_guild_integration() else Place.EVERYONE
    reply = await desk.reply_in_time(interaction, message, place)
    card = to_card(reply, (desk.removable(interaction.user.id, reply.language),))
    if not interaction.is_guild_integration():
        await _answer_with_link(desk, interaction, card, int(message_id), reply.language)
        return
    if not interaction.response.is_done():
        await again(lambda: defer(interaction, Place.SAME))
    sent = await _reply_to(interaction, int(message_id), card)
    await desk.tell(interaction, "answered" if sent else "may_not_write", Place.SAME)


async def _reply_to(interaction: Interaction, message_id: int, card: Card) -> bool:
    """Replies to a message of the channel; returns whether we may."""
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        return False
    reference = discord.MessageReference(
        message_id=message_id, channel_id=interaction.channel_id or 0, fail_if_not_exists=False
    )
    nonce = interaction.id
    try:
        await again(
            lambda: channel.send(
                embed=card.embed, view=card.view, reference=reference, mention_author=False, nonce=nonce
            )
        )
    except discord.Forbidden:
        return False
    return True


async def _answer_with_link(desk: Desk, interaction: Interaction, card: Card, message_id: int, language: str) -> None:
    place = interaction.guild_id or "@me"
    link = f"https://discord.com/channels/{place}/{interaction.channel_id}/{message_id}"
    content = desk.guide.wording(language).answer_to.format(link=link)
    if interaction.response.is_done():
        await again(lambda: interaction.edit_original_response(content=content, embed=card.embed, view=card.view))
    else:
        await again(lambda: interaction.response.send_message(content, embed=card.embed, view=card.view))
