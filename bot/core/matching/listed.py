"""Which entry has just these words as a text.

Texts are kept as numbers, not as strings: there are thousands, they are looked up and never read, and to make strings
of them would take longer than all else when the program starts. That another text has the same number as one of a
hundred thousand happens once in 10**14 questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """The numbers of texts that one entry alone has, in rising order, and the place of the entry of each."""

    numbers: npt.NDArray[np.uint64]
    entries: npt.NDArray[np.int32]

    @classmethod
    def of(cls, texts: Sequence[tuple[int, Sequence[str]]]) -> Listed:
        """Lists texts given as (entry, words); those of several entries, and those without words, are left out."""
        owners: dict[int, set[int]] = {}
        for entry, text in texts:
            if text:
                owners.setdefault(_number(text), set()).add(entry)
        alone = sorted((number, *owner) for number, owner in owners.items() if len(owner) == 1)
        return cls(
            np.array([number for number, _ in alone], np.uint64), np.array([entry for _, entry in alone], np.int32)
        )

    def entry(self, read: Sequence[str]) -> int | None:
        """The place of the entry that has just these words as a text."""
        number = np.uint64(_number(read))
        place = int(self.numbers.searchsorted(number))
        return int(self.entries[place]) if place < len(self.numbers) and self.numbers[place] == number else None


def _number(read: Sequence[str]) -> int:
    return int.from_bytes(blake2b(" ".join(read).encode(errors="surrogatepass"), digest_size=8).digest(), "big")
