"""A small sound content folder, so that a test can break one file of it at a time."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.core.knowledge.check import Measure, check
from bot.core.knowledge.content import load, read_folder
from bot.core.knowledge.document import Reading
from bot.core.knowledge.model import Library
from bot.core.knowledge.problems import Problem

TODAY = datetime.date(2026, 11, 24)

_WORDING = Path(__file__).parents[2] / "content" / "wording"


@dataclass(frozen=True, slots=True)
class SmallContent:
    """A content folder on disk, and what the program says about it, its files named as seen from the folder."""

    folder: Path

    @classmethod
    def sound(cls, folder: Path) -> SmallContent:
        """Writes a folder that has no problem."""
        content = cls(folder)
        for name, text in FILES.items():
            content.write(name, text)
        shutil.copytree(_WORDING, folder / "wording")
        return content

    def write(self, name: str, text: str) -> None:
        """Writes one file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replaces what stands once in a file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> None:
        """Removes one file."""
        (self.folder / name).unlink()

    def read(self) -> Reading:
        """What reading the folder gives."""
        return read_folder(self.folder)

    def library(self) -> Library:
        """The library of the folder, which must have no error."""
        return load(self.folder)

    def read_problems(self) -> list[str]:
        """What reading the folder finds."""
        return self._said(self.read().problems)

    def problems(self, today: datetime.date = TODAY, measures: Sequence[Measure] = ()) -> list[str]:
        """What checking the folder finds."""
        return self._said(check(self.read(), today, measures))

    def _said(self, problems: Sequence[Problem]) -> list[str]:
        return [str(problem).replace(f"{self.folder}/", "") for problem in sorted(problems)]


FILES = {
    "guide.yaml": """\
languages: [en, zh]
categories:
  start:
    title:
      en: Getting started
      zh: 新手入门
    topics: [phone-number, get-the-app, first-day]
  culture:
    title:
      en: Culture
      zh: 文化
    topics: [cat-tax, momo-identity]
""",
    "topics/start/phone-number.yaml": """\
title:
  en: Do I need a Chinese phone number?
  zh: 需要中国手机号吗？
answer:
  en: No, an ordinary foreign number works.
  zh: 不需要，国外的号码就行。
questions:
  en:
    - do i need a chinese phone number
    - can i sign up with a foreign number
    - which mobile number works for registration
    - is an american phone number enough
  zh:
    - 需要中国手机号吗
    - 外国号码能注册吗
near_misses:
  - what is the phone number of the police
  - how do i call a chinese number from abroad
sources: [app-help]
as_of: 2026-05
review_by: 2027-05-20
next: [get-the-app, cat-tax]
""",
    "topics/start/get-the-app.yaml": """\
title:
  en: Where do I get the app?
  zh: 在哪里下载？
answer:
  en: From the official store of your phone.
  zh: 在手机自带的应用商店里下载。
questions:
  en:
    - where do i get the app
    - how to download rednote on my iphone
    - install the app on android
    - is it in the app store
  zh:
    - 在哪里下载小红书
    - 安卓手机怎么安装
near_misses:
  - how do i download a film
  - install windows on my computer
sources: [app-help, newspaper-2025-01]
as_of: 2026-05
review_by: 2027-05-20
next: [phone-number]
""",
    "topics/culture/cat-tax.yaml": """\
title:
  en: What is the cat tax?
  zh: 什么是交猫税？
answer:
  en: A joke; newcomers pay with a picture of their cat.
  zh: 一个玩笑，新来的发一张猫的照片。
questions:
  en:
    - what is the cat tax
    - why must i pay with a picture of my cat
    - everybody wants cat photos from me
    - i have a dog can i pay the cat tax
  zh:
    - 什么是交猫税
    - 为什么要我发猫的照片
near_misses:
  - how much tax do i pay on a car
  - why does my cat sneeze
sources: [newspaper-2025-01]
as_of: 2026-05
review_by: 2027-05-20
next: [momo-identity]
""",
    "topics/culture/momo-identity.yaml": """\
title:
  en: Why are so many people called momo?
  zh: 为什么那么多人叫 momo？
answer:
  en: It is a shared name under which people stay anonymous.
  zh: 这是大家共用的名字，为了匿名。
questions:
  en:
    - why are so many people called momo
    - who is momo with the pink dinosaur
    - should i become a momo too
    - is momo one person or many
  zh:
    - 为什么那么多人叫momo
    - 粉色恐龙头像是谁
near_misses:
  - momo challenge on youtube
  - where can i eat nepalese momo
sources: [general-knowledge]
as_of: 2026-05
review_by: 2027-05-20
""",
    "slang/buzz.yaml": """\
as_of: 2026-05
review_by: 2027-05-20
terms:
  种草:
    variants: [长草, zc]
    pinyin: zhòng cǎo
    literal: plant grass
    meaning:
      en: To make somebody want a thing.
      zh: 让人想买。
    tone: playful
    example:
      zh: 被你种草了。
      en: Now I want it too.
    see_also: [绿茶]
    sources: [general-knowledge]
  绿茶:
    pinyin: lǜchá
    literal: green tea
    meaning:
      en: Somebody who plays innocent.
      zh: 装无辜的人。
    tone: rude
    sources: [general-knowledge]
""",
    "slang/letters.yaml": """\
as_of: 2026-05
review_by: 2027-05-20
terms:
  yyds:
    variants: [永远的神, YYDS]
    pinyin: yǒngyuǎn de shén
    literal: eternal god
    meaning:
      en: The greatest of all time.
      zh: 永远的神。
    tone: warm
    sources: [general-knowledge]
  666:
    variants: [zc]
    pinyin: liù liù liù
    literal: six six six
    meaning:
      en: Well played.
      zh: 厉害。
    tone: playful
    sources: [general-knowledge]
""",
    "phrases/thanking.yaml": """\
title:
  en: Thanking
  zh: 道谢
as_of: 2026-05
review_by: 2027-05-20
sources: [general-knowledge]
phrases:
  thank-you:
    en: Thank you!
    zh: 谢谢！
    pinyin: Xièxie!
    literal: thanks
    style: neutral
    questions:
      en: [how do i say thank you, a word of thanks]
      zh: [谢谢怎么说]
    reply:
      zh: 不客气！
      pinyin: Bú kèqi!
      en: You are welcome!
  thanks-for-help:
    en: Thank you for your help!
    zh: 谢谢你的帮助！
    pinyin: Xièxie nǐ de bāngzhù!
    literal: thank your help
    style: polite
    questions:
      en: [how do i thank someone for helping me]
      zh: [怎么感谢别人帮忙]
    reply:
      zh: 小事！
      pinyin: Xiǎoshì!
      en: It was nothing!
  thanks-for-welcome:
    en: Thank you for the warm welcome!
    zh: 谢谢大家的欢迎！
    pinyin: Xièxie dàjiā de huānyíng!
    literal: thank everybody's welcome
    style: casual
    questions:
      en: [how do i react to a warm welcome]
      zh: [大家欢迎我该说什么]
    reply:
      zh: 欢迎！
      pinyin: Huānyíng!
      en: Welcome!
""",
    "tour.yaml": """\
cards:
  - title:
      en: Sign up
      zh: 注册
    text:
      en: Get the app and sign up with your own number.
      zh: 下载应用，用自己的号码注册。
    topics: [get-the-app, phone-number]
  - title:
      en: Say hello
      zh: 打招呼
    text:
      en: Pay the cat tax.
      zh: 交猫税。
    topics: [cat-tax]
""",
    "elsewhere.yaml": """\
groups:
  weather:
    en: [what is the weather tomorrow, will it rain on sunday]
    zh: [明天天气怎么样]
  sport:
    en: [who won the match last night]
    zh: [昨晚谁赢了比赛]
""",
    "sources.yaml": """\
sources:
  app-help:
    publisher: Help pages of the app
    link: https://example.com/help
  newspaper-2025-01:
    publisher: A newspaper
    title: They pay with cats
    date: 2025-01
    repost: yes
""",
}
