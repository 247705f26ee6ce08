"""The connection to Discord: what arrives goes to its handler, with no more intents than the configuration needs."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket

from bot.config import Discord
from bot.core.guide import Guide
from bot.discord import chat, helping, moderating, private, welcome
from bot.discord.buttons import Pick, Press, is_ours
from bot.discord.desk import Desk
from bot.discord.menus import Tree, add_commands, register
from bot.discord.message import community_of
from bot.discord.sending import again

IDENTIFY_EVERY = 5.0
"""Seconds between two new sessions of shards that Discord counts together."""

Interaction = discord.Interaction[Any]

_log = logging.getLogger(__name__)


class GuideClient(discord.AutoShardedClient):
    """Hands each event to whoever answers it."""

    def __init__(self, guide: Guide, settings: Discord) -> None:
        super().__init__(
            intents=intents_for(settings),
            shard_count=settings.shards,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            guild_ready_timeout=0.0,  # it waits for members, of which we keep none
        )
        self.desk = Desk(guide, hears=self.intents.message_content)
        self.settings = settings
        self.chat = chat.Chat(self.desk, settings.listen_in)
        self.welcome = welcome.Welcome(self.desk, settings.welcome_in)
        self.tree = Tree(self)
        self._concurrency = 1
        self._identified: dict[int, float] = {}
        add_commands(self.tree, guide)

    async def setup_hook(self) -> None:
        """Finds the gateway, and makes the commands known where they changed."""
        await self._find_gateway()
        self.add_dynamic_items(Press, Pick)
        if await register(self.tree, self.desk.guide):
            _log.info("the Discord commands were registered anew")

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits its turn: shards of one group may begin a session one after the other."""
        group = (shard_id or 0) % self._concurrency
        wait = self._identified.get(group, -IDENTIFY_EVERY) + IDENTIFY_EVERY - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        self._identified[group] = time.monotonic()

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote something."""
        if message.type is discord.MessageType.new_member:
            await self.desk.serve(message.id, self.welcome.announced(message))
        else:
            await self.chat.heard(self, message)

    async def on_member_join(self, member: discord.Member) -> None:
        """Somebody is new."""
        await self.desk.serve(member.id, self.welcome.joined(self, member))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """We were added to a server."""
        await self.desk.guide.community_joined(community_of(guild))

    async def on_ready(self) -> None:
        """All shards are ready: only now we know every server that we are in, those in an outage among them."""
        await self.desk.guide.communities_present("discord", {community_of(guild) for guild in self.guilds})

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """We were removed from a server."""
        await self.desk.guide.community_left(community_of(guild))

    async def on_interaction(self, interaction: Interaction) -> None:
        """What the library knows no handler for: forms, which it forgets at a restart, and buttons of another age."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self._serve(interaction, private.submitted(self.desk, interaction))
        elif interaction.type is discord.InteractionType.component and not is_ours(interaction):
            await self.unknown(interaction)

    async def unknown(self, interaction: Interaction) -> None:
        """Somebody used what we do not know any more."""
        await self._serve(interaction, self.desk.tell(interaction, "gone"))

    async def asked(self, interaction: Interaction, name: str, argument: str) -> None:
        """Somebody used a slash command."""
        await self._serve(interaction, private.asked(self.desk, interaction, name, argument))

    async def sent_file(self, interaction: Interaction, text: str, attachment: discord.Attachment) -> None:
        """Somebody used a slash command with a file."""
        await self._serve(interaction, moderating.sent_file(self.desk, interaction, text, attachment))

    async def typed(self, interaction: Interaction) -> None:
        """Somebody is typing the option of a slash command."""
        await self.desk.serve(interaction.id, private.suggest(self.desk, interaction))

    async def pressed(self, interaction: Interaction, verb: str, rest: str) -> None:
        """Somebody pressed a button."""
        work = {
            "go": private.go,
            "show": private.show_everyone,
            "remove": private.remove,
            "leave": self.chat.leave_or_return,
            "ask": private.open_form,
            "fill": moderating.fill_in,
        }[verb]
        await self._serve(interaction, work(self.desk, interaction, rest))

    async def picked(self, interaction: Interaction, verb: str, rest: str, value: str) -> None:
        """Somebody chose from a select."""
        if verb == "answer":
            await self._serve(interaction, helping.post_answer(self.desk, interaction, rest, value))
        else:
            language = rest.partition(":")[0]
            await self._serve(interaction, private.go(self.desk, interaction, f"{language}:{value}"))

    async def explain(self, interaction: Interaction, message: discord.Message) -> None:
        """Somebody wants to understand a message."""
        await self._serve(interaction, helping.explain(self.desk, interaction, message))

    async def answer_this(self, interaction: Interaction, message: discord.Message) -> None:
        """Somebody wants a message to be answered."""
        await self._serve(interaction, helping.offer_answers(self.desk, interaction, message))

    async def post_tour(self, interaction: Interaction) -> None:
        """A moderator wants a message that starts the tour."""
        await self._serve(interaction, self.welcome.post(self, interaction))

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Logs that an event failed, without what was in it."""
        _log.error("an event could not be handled: %s", event_method)

    async def _serve(self, interaction: Interaction, work: Any) -> None:
        await self.desk.serve(interaction.id, work, lambda: self.desk.apologise(interaction))

    async def _find_gateway(self) -> None:
        """Asks where the gateway is, unless all that the answer would say is configured."""
        gateway = self.settings.gateway_url
        if self.shard_count is None or (self.settings.api_url and not gateway):
            shards, found, limits = await again(self.http.get_bot_gateway)
            self.shard_count = self.shard_count or shards
            self._concurrency = max(1, limits["max_concurrency"])
            gateway = gateway or found
        if gateway:
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


def intents_for(settings: Discord) -> discord.Intents:
    """No more than what is configured needs."""
    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    intents.message_content = bool(settings.listen_in)
    intents.members = bool(settings.welcome_in)
    return intents
