"""Newcomers: a welcome when somebody joins, and a message to pin that starts the tour."""

from __future__ import annotations

import dataclasses

import discord
from cachetools import TTLCache

from bot.core.message import Reply
from bot.discord import rules
from bot.discord.buttons import Press
from bot.discord.desk import Desk, Interaction, Place, defer, first
from bot.discord.message import community_of, from_community
from bot.discord.render import Card, to_card
from bot.discord.sending import again

REST = 30
"""Seconds between two welcomes in one server: in a rush, one message greets all."""


class Welcome:
    """Welcomes people in the channel `welcome_in`; and where a server wants it, below Discord's own announcement."""

    def __init__(self, desk: Desk, welcome_in: int | None) -> None:
        self._desk = desk
        self._channel = welcome_in
        self._resting: TTLCache[int, bool] = TTLCache(10_000, ttl=REST)

    async def joined(self, client: discord.Client, member: discord.Member) -> None:
        """Welcomes a person who joined the server of our channel."""
        channel = client.get_channel(self._channel) if self._channel else None
        if not isinstance(channel, discord.TextChannel) or channel.guild.id != member.guild.id:
            return
        if (await self._desk.guide.settings_of(community_of(member.guild))).welcome != "off":
            await self._greet(channel, member.guild, member)

    async def announced(self, message: discord.Message) -> None:
        """Welcomes a person whose coming Discord announces, which needs no intent."""
        if message.guild and (await self._desk.guide.settings_of(community_of(message.guild))).welcome == "on":
            await self._greet(message.channel, message.guild, message.author)

    async def _greet(
        self, channel: discord.abc.Messageable, guild: discord.Guild, person: discord.Member | discord.User
    ) -> None:
        if person.bot or not first(self._resting, guild.id):
            return
        reply, card = await self._card(guild)
        hello = self._desk.guide.wording(reply.language).welcome_newcomer.format(name=person.mention)
        await again(lambda: channel.send(hello, embed=card.embed, view=card.view, nonce=person.id))

    async def post(self, client: discord.Client, interaction: Interaction) -> None:
        """Posts the message that starts the tour, for a moderator."""
        settings = await self._desk.settings_for(interaction)
        if not (interaction.permissions.manage_messages or rules.moderates(interaction, settings)):
            await self._desk.tell(interaction, "moderators_only")
            return
        channel = interaction.channel
        if interaction.guild is None or not isinstance(channel, discord.abc.Messageable):
            await self._desk.tell(interaction, "may_not_write")
            return
        await again(lambda: defer(interaction, Place.OWN))
        _, card = await self._card(interaction.guild)
        try:
            await again(lambda: channel.send(embed=card.embed, view=card.view, nonce=interaction.id))
        except discord.Forbidden:
            await self._desk.tell(interaction, "may_not_write")
        else:
            await self._desk.tell(interaction, "posted")

    async def _card(self, guild: discord.Guild) -> tuple[Reply, Card]:
        reply = await self._desk.guide.reply(from_community(guild, "/start"))
        settings = await self._desk.guide.settings_of(community_of(guild))
        reply = dataclasses.replace(reply, body=settings.welcome_text or reply.body)
        ask = Press("ask:", self._desk.guide.wording(reply.language).ask_label, discord.ButtonStyle.primary)
        return reply, to_card(reply, (ask,))
