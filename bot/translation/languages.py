"""What each engine calls a language. A code that an engine does not know never reaches it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.config import EngineName

_COLUMNS: tuple[EngineName, ...] = ("google", "mymemory", "microsoft", "libretranslate", "deepl")

# `-`: the engine does not speak it. `A>B`: called A in what is translated and B in what comes out.
_TABLE = """
ours     google  mymemory  microsoft  libretranslate  deepl
en       en      en-GB     en         en              EN>EN-US
zh-Hans  zh-CN   zh-CN     zh-Hans    zh              ZH>ZH-HANS
zh-Hant  zh-TW   zh-TW     zh-Hant    zt              ZH>ZH-HANT
ar       ar      ar-SA     ar         ar              AR
bg       bg      bg-BG     bg         bg              BG
bn       bn      bn-IN     bn         bn              -
cs       cs      cs-CZ     cs         cs              CS
da       da      da-DK     da         da              DA
de       de      de-DE     de         de              DE
el       el      el-GR     el         el              EL
es       es      es-ES     es         es              ES
fa       fa      fa-IR     fa         fa              -
fi       fi      fi-FI     fi         fi              FI
fil      tl      tl-PH     fil        tl              -
fr       fr      fr-FR     fr         fr              FR
he       iw      he-IL     he         he              HE
hi       hi      hi-IN     hi         hi              -
hu       hu      hu-HU     hu         hu              HU
id       id      id-ID     id         id              ID
it       it      it-IT     it         it              IT
ja       ja      ja-JP     ja         ja              JA
ko       ko      ko-KR     ko         ko              KO
ms       ms      ms-MY     ms         ms              -
nb       no      nb-NO     nb         nb              NB
nl       nl      nl-NL     nl         nl              NL
pl       pl      pl-PL     pl         pl              PL
pt       pt      pt-BR     pt         pt              PT>PT-BR
ro       ro      ro-RO     ro         ro              RO
ru       ru      ru-RU     ru         ru              RU
sk       sk      sk-SK     sk         sk              SK
sv       sv      sv-SE     sv         sv              SV
th       th      th-TH     th         th              TH
tr       tr      tr-TR     tr         tr              TR
uk       uk      uk-UA     uk         uk              UK
ur       ur      ur-PK     ur         ur              -
vi       vi      vi-VN     vi         vi              VI
"""

_CANNOT_DETECT = {"mymemory"}
"""MyMemory answers an unknown source language with a warning in place of the translation."""

_WITHOUT_SPACES = {"zh-Hans", "zh-Hant", "ja", "th"}


@dataclass(frozen=True, slots=True)
class Codes:
    """An engine's codes by our tags."""

    sources: Mapping[str, str]
    targets: Mapping[str, str]
    detects: bool

    def speaks(self, source: str, target: str) -> bool:
        """Whether it translates between these; an empty source is one that it has to find out."""
        return target in self.targets and (source in self.sources if source else self.detects)

    def tag_of(self, code: str) -> str:
        """Our tag of a language that the engine found, or nothing."""
        wanted = code.casefold()
        for tag, known in self.sources.items():
            if wanted in {known.casefold(), tag.casefold()}:
                return tag
        return ""


def codes_of(engine: EngineName) -> Codes:
    """The codes of an engine."""
    column = _COLUMNS.index(engine) + 1
    rows = [line.split() for line in _TABLE.strip().splitlines()[1:]]
    pairs = {row[0]: row[column].split(">") for row in rows if row[column] != "-"}
    return Codes(
        sources={tag: pair[0] for tag, pair in pairs.items()},
        targets={tag: pair[-1] for tag, pair in pairs.items()},
        detects=engine not in _CANNOT_DETECT,
    )


def has_spaces(target: str) -> bool:
    """Whether a language puts a space between two sentences."""
    return target not in _WITHOUT_SPACES
