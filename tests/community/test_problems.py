"""What is wrong with what moderators write is said in the language that they read."""

from __future__ import annotations

import pytest

from bot.core.knowledge.faults import ENGLISH, fault
from bot.core.knowledge.kinds import names_in
from bot.core.knowledge.wording import FaultWording
from bot.core.matching.knowledge_base import Knowledge
from bot.core.message import File
from tests.community.rooms import ANSWER, Member

AROUND = {"place", "item", "near"}


@pytest.fixture
def reader(moderator: Member) -> Member:
    moderator.language = "zh-CN"
    return moderator


def test_every_kind_of_fault_has_words_that_name_nothing_else(knowledge: Knowledge) -> None:
    wordings = knowledge.library.wording.values()
    assert set(FaultWording.__struct_fields__) - AROUND == set(ENGLISH)
    for wording in wordings:
        for kind, english in ENGLISH.items():
            assert names_in(getattr(wording.faults, kind)) <= names_in(english)


def test_a_fault_is_its_english_sentence() -> None:
    wrong = fault("unknown", ["answer", "title"], key="titel")

    assert wrong == "unknown key 'titel'; did you mean 'title'?"
    assert (wrong.kind, wrong.names, wrong.near) == ("unknown", {"key": "titel"}, "title")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "标题：没有填写"),
        ({"title": "x" * 81}, "标题：超过了 80 个字符"),
        ({"answer": "# Rules"}, "这里不能用标题"),
        ({"answer": "x" * 1_501}, "有 1,501 个字符，最多 1,500 个"),
        ({"questions": "one\n" + "q" * 151}, "（第 2 项）：超过了 150 个字符"),
        ({"questions": "what is the cat tax"}, "“what is the cat tax”已经是话题“cat-tax”的问法"),
        ({"review_by": "soon"}, "要写完整的日期"),
        ({"review_by": "2027-02-30"}, "没有这一天"),
    ],
)
async def test_a_form_is_explained_in_chinese(reader: Member, fields: dict[str, str], said: str) -> None:
    await reader.says("/guide answer new")
    assert said in (await reader.fills_in(**{**ANSWER, **fields})).body


async def test_who_reads_traditional_characters_gets_them(moderator: Member) -> None:
    moderator.language = "zh-TW"
    await moderator.says("/guide answer new")
    assert "超過了 80 個字" in (await moderator.fills_in(**{**ANSWER, "title": "x" * 81})).body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cooldown soon", "cooldown：要写整数"),
        ("cooldown 9999", "cooldown：要在 0 到 3600 之间"),
        ("listen suer", "只能是 mention、never、sure 之一。是不是想写“sure”？"),
        ("lisen sure", "没有“lisen”这一项。是不是想写“listen”？"),
        ("commands_off privacy", "“privacy”不是可以关掉的命令"),
        ("topics_off nothing", "没有话题“nothing”"),
    ],
)
async def test_a_setting_is_explained_in_chinese(reader: Member, text: str, said: str) -> None:
    assert said in (await reader.says(f"/guide set {text}")).body.replace("\\", "")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("rules.yaml", b"title: [", "rules.yaml:2：这不是有效的 YAML"),
        ("rules.yaml", b"a: 1\na: 2", "键“a”重复了，第一次在第 1 行"),
        ("rules.yaml", b"- a", "rules.yaml：要写成“键: 值”的行"),
        ("My Rules.yaml", b"a: 1", "编号只能用小写字母和数字"),
        ("rules.yaml", b"titel: x", "缺少键“answer”"),
        ("all.zip", b"PK", "all.zip：这不是能打开的压缩包"),
    ],
)
async def test_a_file_is_explained_in_chinese(reader: Member, name: str, data: bytes, said: str) -> None:
    assert said in (await reader.says("/guide import", file=File(name, data))).body.replace("\\", "")
