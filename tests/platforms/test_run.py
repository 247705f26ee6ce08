"""The program as an operator runs it: `run`, `doctor` and `invite`, against both platforms on loopback."""

from __future__ import annotations

import asyncio
import dataclasses
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.program import Here, Program, Ran, write_config
from tests.core.small_content import SmallContent
from tests.platforms.discord import payloads
from tests.platforms.discord.calls import Fault as DiscordFault
from tests.platforms.discord.gateway import TOKEN as DISCORD_TOKEN
from tests.platforms.discord.server import DiscordServer, running
from tests.platforms.serving import Serving, until
from tests.platforms.telegram.people import Person
from tests.platforms.telegram.server import TOKEN as TELEGRAM_TOKEN
from tests.platforms.telegram.server import BotApi, Fault

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")

QUESTION = "what is the cat tax"
ANSWER = "A joke; newcomers pay with a picture of their cat."
NEW_ANSWER = "A custom; newcomers show their cat."
TELEGRAM = {"TELEGRAM_TOKEN": TELEGRAM_TOKEN}
DISCORD = {"DISCORD_TOKEN": DISCORD_TOKEN}
WRONG = "7654321:not-the-one"

Run = Callable[..., Serving]
Command = Callable[..., Awaitable[Ran]]


@dataclass(frozen=True, slots=True)
class Settings:
    """A configuration, and the file in which it stands."""

    file: Path
    values: dict[str, object]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what was compiled is kept for all tests."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    server = BotApi()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with running() as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, content: SmallContent, kept: Path, api: BotApi, discord: DiscordServer) -> Settings:
    """The configuration that everybody begins with."""
    values: dict[str, object] = {
        "content": str(content.folder),
        "cache": str(kept),
        "storage": {"url": f"sqlite:///{tmp_path / 'guide.db'}"},
        "telegram": {"api_url": api.url},
        "discord": {"api_url": discord.api_url},
    }
    return Settings(write_config(tmp_path / "config.yaml", **values), values)


@pytest.fixture
def program(tmp_path: Path, settings: Settings) -> Program:
    return Program(tmp_path, settings.file)


@pytest.fixture
def here(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Runs a command to its end inside the test, while the platforms go on."""
    inside = Here(tmp_path, capsys, monkeypatch, settings.file)

    async def ran(*arguments: str, **tokens: str) -> Ran:
        for name, token in tokens.items():
            monkeypatch.setenv(name, token)
        return await asyncio.to_thread(inside.run, *arguments)

    return ran


@pytest.fixture
def run(program: Program) -> Iterator[Run]:
    """Starts the program with tokens; kills it after the test if it is still there."""
    started: list[Serving] = []

    def start(**tokens: str) -> Serving:
        started.append(Serving(dataclasses.replace(program, environment=tokens)))
        return started[-1]

    yield start
    for serving in started:
        serving.kill()


@pytest.fixture
async def both(run: Run) -> Serving:
    """The program with both platforms, serving."""
    serving = run(**TELEGRAM, **DISCORD)
    await serving.says("telegram is being served")
    await serving.says("discord is being served")
    return serving


@pytest.fixture
def anna(api: BotApi) -> Person:
    return Person(api)


async def ended(program: Program, *arguments: str, **tokens: str) -> Ran:
    """Runs a command to its end while the platforms go on."""
    return await asyncio.to_thread(lambda: program.run(*arguments, **tokens))


async def on_telegram(person: Person, text: str = QUESTION) -> str:
    """What the program answers on Telegram."""
    return (await person.ask(text)).text


async def on_discord(server: DiscordServer, text: str = QUESTION) -> str:
    """What the program answers on Discord."""
    call = await (await server.command("ask", text)).answered()
    return str(call.embed["description"])


def configured(settings: Settings, **changes: object) -> None:
    """Changes the configuration."""
    write_config(settings.file, **settings.values | changes)


def nowhere() -> str:
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


# it serves


async def test_telegram_alone_is_served_until_a_signal(run: Run, anna: Person, discord: DiscordServer) -> None:
    serving = run(**TELEGRAM)
    await serving.says("telegram is being served")
    assert ANSWER in await on_telegram(anna)
    assert (await serving.stop()).code == 0
    assert not discord.requests


async def test_discord_alone_is_served_until_an_interrupt(
    run: Run, settings: Settings, api: BotApi, discord: DiscordServer
) -> None:
    gateway = {"gateway_url": discord.gateway.url, "shards": 1}
    configured(settings, discord={"api_url": discord.api_url} | gateway)
    serving = run(**DISCORD)
    await serving.says("discord is being served")
    assert await on_discord(discord) == ANSWER
    serving.signal(signal.SIGINT)
    assert (await serving.ended()).code == 0
    assert not api.attempts
    assert "GET /api/v10/gateway/bot" not in discord.requests


async def test_both_are_served_by_one_program(both: Serving, anna: Person, discord: DiscordServer) -> None:
    assert ANSWER in await on_telegram(anna)
    assert await on_discord(discord) == ANSWER
    stopped = await both.stop()
    assert stopped.code == 0
    assert "every reply was sent" in stopped.err


async def test_a_signal_while_it_starts_ends_it(run: Run, api: BotApi, discord: DiscordServer) -> None:
    discord.gateway.url = nowhere().replace("http", "ws")
    serving = run(**TELEGRAM, **DISCORD)
    await serving.says("telegram is being served")
    await until(lambda: discord.commands)
    stopped = await serving.stop()
    assert stopped.code == 0
    assert "discord is being served" not in stopped.err


async def test_a_hangup_brings_what_has_changed(
    both: Serving, content: SmallContent, anna: Person, discord: DiscordServer
) -> None:
    content.change("topics/culture/cat-tax.yaml", ANSWER, NEW_ANSWER)
    both.signal(signal.SIGHUP)
    await both.says("the content was read again")
    assert NEW_ANSWER in await on_telegram(anna)
    assert await on_discord(discord) == NEW_ANSWER


async def test_a_chosen_language_survives_a_restart(run: Run, anna: Person) -> None:
    first = run(**TELEGRAM)
    await on_telegram(anna, "/lang zh")
    await first.stop()
    run(**TELEGRAM)
    assert "永远的神" in await on_telegram(anna, "/slang yyds")


# it does not start


async def test_without_a_token_nothing_is_served(program: Program) -> None:
    left = await ended(program, "run")
    assert left.code == 2
    assert "TELEGRAM_TOKEN" in left.err
    assert len(left.err.splitlines()) == 1


async def test_without_a_token_no_database_is_made(program: Program, tmp_path: Path) -> None:
    await ended(program, "run")
    assert not (tmp_path / "guide.db").exists()


@pytest.mark.parametrize("name", ["TELEGRAM_TOKEN", "DISCORD_TOKEN"])
async def test_a_refused_token_is_said_in_one_line_without_it(program: Program, name: str) -> None:
    left = await ended(program, "run", **{name: WRONG})
    assert left.code == 77
    assert name in left.err
    assert len(left.err.splitlines()) == 1
    assert WRONG not in left.err


@pytest.mark.parametrize("tokens", [TELEGRAM, DISCORD], ids=["telegram", "discord"])
async def test_a_server_that_is_not_there_is_said_in_one_line(
    program: Program, settings: Settings, tokens: dict[str, str]
) -> None:
    configured(settings, telegram={"api_url": nowhere()}, discord={"api_url": nowhere()})
    left = await ended(program, "run", **tokens)
    assert left.code == 69
    assert "cannot be reached" in left.err
    assert len(left.err.splitlines()) == 1


async def test_one_refused_token_keeps_both_from_starting(program: Program) -> None:
    left = await ended(program, "run", **TELEGRAM, DISCORD_TOKEN=WRONG)
    assert left.code == 77
    assert left.err.splitlines()[-1].startswith("Discord refuses the token")
    assert WRONG not in left.err


async def test_a_refused_intent_is_said_in_the_last_line(
    program: Program, settings: Settings, discord: DiscordServer
) -> None:
    discord.gateway.granted = 0
    configured(settings, discord={"api_url": discord.api_url, "listen_in": [payloads.CHANNEL]})
    left = await ended(program, "run", **DISCORD)
    assert left.code == 77
    assert "discord.listen_in" in left.err.splitlines()[-1]


# trouble while it serves


async def test_a_second_poller_on_telegram_leaves_discord_answering(
    both: Serving, api: BotApi, discord: DiscordServer
) -> None:
    api.always_conflicts = True
    await api.deliver(api.update("poll", {}))
    await both.says("telegram is no longer served: Telegram: another program fetches")
    await until(lambda: not api.connections)  # the other program is left in peace
    assert await on_discord(discord) == ANSWER
    assert (await both.stop()).code == 0


async def test_a_telegram_that_went_away_leaves_discord_answering(
    both: Serving, api: BotApi, discord: DiscordServer
) -> None:
    await api.stop()
    await both.says("Telegram cannot be reached")
    assert await on_discord(discord) == ANSWER
    assert (await both.stop()).code == 0


async def test_a_token_that_discord_takes_back_leaves_telegram_answering(
    both: Serving, anna: Person, discord: DiscordServer
) -> None:
    await discord.gateway.drop(code=4004)
    await both.says("discord is no longer served: Discord refuses the token")
    assert ANSWER in await on_telegram(anna)
    assert (await both.stop()).code == 0


async def test_the_trouble_of_the_last_platform_ends_the_program(run: Run, api: BotApi) -> None:
    serving = run(**TELEGRAM)
    await serving.says("telegram is being served")
    api.token_works = False
    await api.deliver(api.update("poll", {}))
    left = await serving.ended()
    assert left.code == 77
    assert "Telegram refused the token" in left.err


async def test_a_discord_that_went_away_leaves_telegram_answering(
    both: Serving, anna: Person, discord: DiscordServer
) -> None:
    await discord.stop()
    await both.says("Attempting a reconnect")
    assert ANSWER in await on_telegram(anna)
    stopped = await both.stop()
    assert stopped.code == 0
    assert "Traceback" not in stopped.err


async def test_the_log_holds_neither_tokens_nor_what_people_write(
    both: Serving, api: BotApi, anna: Person, discord: DiscordServer
) -> None:
    api.fail("sendMessage", Fault(500))
    discord.faults = [DiscordFault("POST", "/callback", status=502), DiscordFault("POST", "/messages", status=400)]
    await on_telegram(anna)
    await on_discord(discord)
    await discord.write(payloads.message(QUESTION, place=payloads.DIRECT, server=None))
    await until(lambda: discord.posted)
    log = (await both.stop()).err
    assert "Telegram did not take a message" in log
    assert "an event could not be answered" in log
    assert not [secret for secret in (TELEGRAM_TOKEN, DISCORD_TOKEN, "cat", "joke") if secret in log]


# doctor


def found(left: Ran) -> list[tuple[object, object]]:
    """Part and verdict of each finding."""
    return [(finding["part"], finding["verdict"]) for finding in left.objects]


def said(left: Ran, part: str) -> list[object]:
    """What was found about a part."""
    return [finding["text"] for finding in left.objects if finding["part"] == part]


async def test_doctor_finds_all_in_order(here: Command) -> None:
    left = await here("doctor", "--json", **TELEGRAM, **DISCORD)
    assert left.code == 0
    assert set(found(left)) == {
        ("content", "ok"),
        ("storage", "ok"),
        ("telegram", "ok"),
        ("discord", "ok"),
        ("translation", "off"),
    }
    assert said(left, "telegram") == [
        "the token is that of @RednoteGuideBot",
        "it may be added to groups",
        "privacy mode is on: in groups it sees only what is meant for it",
        "inline mode is on",
        "it will ask for news (polling)",
    ]
    assert said(left, "discord")[0] == "the token is that of the application guide"


async def test_doctor_says_a_line_for_each_finding(here: Command) -> None:
    left = await here("doctor")
    assert [line.split()[:2] for line in left.out.splitlines()] == [
        ["ok", "content"],
        ["ok", "storage"],
        ["off", "telegram"],
        ["off", "discord"],
        ["off", "translation"],
    ]
    assert left.code == 0


async def test_doctor_says_which_tokens_are_refused(here: Command) -> None:
    left = await here("doctor", "--json", TELEGRAM_TOKEN=WRONG, DISCORD_TOKEN=WRONG)
    assert left.code == 77
    assert ("telegram", "trouble") in found(left)
    assert ("discord", "trouble") in found(left)
    assert WRONG not in left.out + left.err


async def test_doctor_says_what_cannot_be_reached(here: Command, settings: Settings) -> None:
    configured(settings, telegram={"api_url": nowhere()}, discord={"api_url": nowhere()})
    left = await here("doctor", "--json", **TELEGRAM, **DISCORD)
    assert left.code == 69
    assert "cannot be reached" in str(said(left, "telegram"))
    assert "cannot be reached" in str(said(left, "discord"))


async def test_doctor_finds_the_intent_that_would_be_refused(
    here: Command, settings: Settings, discord: DiscordServer
) -> None:
    configured(settings, discord={"api_url": discord.api_url, "welcome_in": payloads.CHANNEL})
    left = await here("doctor", "--json", **DISCORD)
    assert left.code == 77
    assert "Server Members Intent" in str(said(left, "discord")[-1])
    assert "Message Content Intent" not in left.out


async def test_doctor_finds_a_webhook_that_polling_will_replace(here: Command, api: BotApi) -> None:
    api.webhook = {"url": "https://guide.example.org/telegram"}
    left = await here("doctor", "--json", **TELEGRAM)
    assert said(left, "telegram")[-1] == "a webhook is registered; polling will take its place"
    assert api.webhook


async def test_doctor_finds_errors_in_the_content(here: Command, content: SmallContent) -> None:
    content.change("topics/culture/cat-tax.yaml", "answer:", "anwser:")
    left = await here("doctor", "--json")
    assert left.code == 1
    assert ("content", "trouble") in found(left)


async def test_doctor_finds_a_database_that_does_not_open(here: Command, settings: Settings) -> None:
    configured(settings, storage={"url": "sqlite:////dev/null/guide.db"})
    left = await here("doctor", "--json")
    assert left.code == 69
    assert ("storage", "trouble") in found(left)


async def test_doctor_finds_a_token_file_that_is_not_there(here: Command, settings: Settings, tmp_path: Path) -> None:
    configured(settings, telegram={"token_file": str(tmp_path / "none")})
    left = await here("doctor", "--json")
    assert left.code == 2
    assert ("telegram", "trouble") in found(left)


# invite


async def test_invite_makes_the_link_of_an_application_without_asking(here: Command, discord: DiscordServer) -> None:
    left = await here("invite", "4242")
    assert left.code == 0
    assert left.out.startswith("https://discord.com/oauth2/authorize?client_id=4242&scope=bot+applications.commands")
    assert not discord.requests


async def test_invite_asks_discord_for_the_application(here: Command) -> None:
    left = await here("invite", **DISCORD)
    assert left.code == 0
    assert f"client_id={payloads.APPLICATION}&" in left.out


@pytest.mark.parametrize("application", ["my-bot", "0", "9" * 5_000])
async def test_invite_wants_a_number(here: Command, application: str) -> None:
    left = await here("invite", application)
    assert left.code == 2
    assert len(left.err.splitlines()) == 1


async def test_invite_says_what_it_needs(here: Command) -> None:
    left = await here("invite")
    assert left.code == 2
    assert "DISCORD_TOKEN" in left.err


async def test_invite_says_that_the_token_is_refused(here: Command) -> None:
    left = await here("invite", DISCORD_TOKEN=WRONG)
    assert left.code == 77
    assert WRONG not in left.err
    assert len(left.err.splitlines()) == 1


async def test_a_token_may_stand_in_a_file(here: Command, settings: Settings, discord: DiscordServer) -> None:
    file = settings.file.with_name("token")
    file.write_text(f"{DISCORD_TOKEN}\n", encoding="utf-8")
    configured(settings, discord={"api_url": discord.api_url, "token_file": str(file)})
    assert (await here("invite")).code == 0


async def test_a_token_of_two_lines_is_a_mistake_in_the_configuration(here: Command) -> None:
    left = await here("invite", DISCORD_TOKEN="one\ntwo")  # noqa: S106 - nobody's
    assert left.code == 2
    assert left.err.startswith("DISCORD_TOKEN:")
    assert len(left.err.splitlines()) == 1
