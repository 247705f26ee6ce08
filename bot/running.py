"""Serves every configured platform in one event loop, until a signal ends it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

import platformdirs

from bot.app import NAME, SystemClock, load_knowledge, reloading_on_hangup
from bot.config import Config, ConfigurationError
from bot.core.guide import Guide
from bot.core.knowledge.problems import Problem
from bot.core.ports import StoreError
from bot.limiting import PerMinute
from bot.markup import faults
from bot.secrets import secret
from bot.service import Service, ServiceError
from bot.storage.engine import file_url
from bot.storage.store import SqlStore
from bot.translation.chain import Chain
from bot.translation.setup import DAY_SECONDS, TranslationSetupError, make_chain

_NOTHING_TO_SERVE = (
    "no platform has a token: set TELEGRAM_TOKEN or DISCORD_TOKEN, or name a file with one in the configuration"
    " (docs/telegram.md and docs/discord.md say where tokens come from)"
)

_log = logging.getLogger(__name__)


async def run(config: Config) -> None:
    """Serves until SIGTERM or SIGINT, or until no platform is left.

    Raises:
        ProblemsFound: if the content is wrong.
        ConfigurationError: if the configuration is wrong, or no platform has a token.
        ServiceError: if a platform refuses or cannot be reached at the start, or the last one ended by itself.
        StoreError: if the database cannot be opened.
    """
    tokens = _tokens(config)
    if not tokens:
        raise ConfigurationError([Problem("environment", 0, _NOTHING_TO_SERVE)])
    async with serving_guide(config) as guide:
        with reloading_on_hangup(guide, config):
            await _serve(_services(config, guide, tokens))


@contextlib.asynccontextmanager
async def serving_guide(config: Config) -> AsyncIterator[Guide]:
    """A guide with all that serving needs: a store, a limit for each person, translation engines."""
    async with store_of(config) as store, _expiring(store), translator_of(config, store) as translator:
        yield Guide(
            await asyncio.to_thread(load_knowledge, config),
            store,
            SystemClock(),
            limiter=PerMinute(config.limits.per_minute),
            translator=translator,
            default_language=config.language,
            measures=[faults],
        )


def database_of(config: Config) -> str:
    """The address of the database: the operator's, else a file of our own."""
    return config.storage.url or file_url(platformdirs.user_data_path(NAME) / "guide.db")


def _tokens(config: Config) -> dict[str, str]:
    """The token of each platform that has one.

    Raises:
        ConfigurationError: if a file that should hold a token does not.
    """
    telegram = secret("TELEGRAM_TOKEN", config.telegram.token_file)
    discord = secret("DISCORD_TOKEN", config.discord.token_file)
    return {name: token for name, token in (("telegram", telegram), ("discord", discord)) if token}


def _services(config: Config, guide: Guide, tokens: Mapping[str, str]) -> list[Service]:
    """A service for each platform that has a token."""
    services: list[Service] = []
    if token := tokens.get("telegram"):
        from bot.telegram.service import TelegramService  # noqa: PLC0415 - a platform that is not used costs nothing

        services.append(TelegramService(guide, config.telegram, token))
    if token := tokens.get("discord"):
        from bot.discord.service import DiscordService  # noqa: PLC0415 - the same

        services.append(DiscordService(guide, config.discord, token))
    return services


@contextlib.asynccontextmanager
async def store_of(config: Config) -> AsyncIterator[SqlStore]:
    """The operator's database, opened."""
    store = await SqlStore.open(database_of(config))
    try:
        yield store
    finally:
        await store.close()


@contextlib.asynccontextmanager
async def _expiring(store: SqlStore) -> AsyncIterator[None]:
    """Inside, what has been kept long enough is removed, once a day."""

    async def expire() -> None:
        while True:
            with contextlib.suppress(StoreError):  # the store has logged it; tomorrow is early enough
                await store.expire()
            await asyncio.sleep(DAY_SECONDS)

    task = asyncio.create_task(expire())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@contextlib.asynccontextmanager
async def translator_of(config: Config, store: SqlStore | None = None) -> AsyncIterator[Chain | None]:
    """The engines that the operator enabled, nothing where there are none; a store keeps what they translated."""
    if not config.translation.engines:
        yield None
        return
    try:
        cache = store.translations(config.translation.cache_days * DAY_SECONDS) if store else None
        chain = make_chain(config.translation, cache)
    except TranslationSetupError as error:
        raise ConfigurationError([Problem("translation", 0, line) for line in str(error).splitlines()]) from None
    try:
        yield chain
    finally:
        await chain.close()


async def _serve(services: Sequence[Service]) -> None:
    """Starts every platform and serves until a signal comes, which may be before all have started."""
    stopping = asyncio.Event()
    served: list[Service] = []
    with _set_by_signals(stopping):
        signalled = asyncio.create_task(stopping.wait())
        serving = asyncio.create_task(_start_and_watch(services, served))
        try:
            await asyncio.wait({signalled, serving}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                serving.result()
        finally:
            signalled.cancel()
            serving.cancel()
            await asyncio.wait({serving})
            await _stop(served)


async def _start_and_watch(services: Sequence[Service], served: list[Service]) -> None:
    """Trouble on one platform leaves the others running; the trouble of the last one is raised.

    `served`: those that run now.
    """
    for service in services:
        await service.start()
        served.append(service)
        _log.info("%s is being served", service.name)
    watched = {asyncio.create_task(service.wait()): service for service in services}
    try:
        while True:
            ended, _ = await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                service = watched.pop(task)
                trouble = _told(service, task.exception())
                if not watched:
                    raise trouble
                served.remove(service)
                await service.stop()  # or it would go on trying
                _log.error("%s is no longer served: %s", service.name, trouble)
    finally:
        for task in watched:
            task.cancel()


async def _stop(served: Sequence[Service]) -> None:
    if served:
        unsent = sum(await asyncio.gather(*(service.stop() for service in served)))
        _log.info("stopped; %s", f"{unsent} replies could not be sent" if unsent else "every reply was sent")


def _told(service: Service, trouble: BaseException | None) -> ServiceError:
    if isinstance(trouble, ServiceError):
        return trouble
    return ServiceError(f"{service.name} ended by itself" + (f" ({type(trouble).__name__})" if trouble else ""))


@contextlib.contextmanager
def _set_by_signals(event: asyncio.Event) -> Iterator[None]:
    """Inside, SIGTERM and SIGINT set the event instead of ending the program in the middle of a reply."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    try:
        for each in signals:
            loop.add_signal_handler(each, event.set)
    except NotImplementedError:  # Windows: Ctrl-C ends the program with KeyboardInterrupt
        yield
        return
    try:
        yield
    finally:
        for each in signals:
            loop.remove_signal_handler(each)
