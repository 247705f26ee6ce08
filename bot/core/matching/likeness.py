"""How much alike texts are that no entry answers: by the words they share, or by what they mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.core.matching.index import Index
from bot.core.matching.meaning import Floats, near, table


def alike(index: Index, texts: Sequence[str]) -> Floats:
    """The likeness of each text with each, from 0 to 1; what a word counts was learnt by the index."""
    read = [index.read(text) for text in texts]
    values = [index.values(words) for words in read]
    column = {feature: place for place, feature in enumerate({feature for own in values for feature in own})}
    table_of = np.zeros((len(texts), max(1, len(column))), np.float32)
    for place, own in enumerate(values):
        table_of[place, [column[feature] for feature in own]] = list(own.values())
    table_of /= np.linalg.norm(table_of, axis=1, keepdims=True) + np.float32(1e-9)
    likeness: Floats = table_of @ table_of.T
    if index.meaning and texts:
        vectors = np.stack([table().vector(words) for words in read])
        likeness = np.maximum(likeness, near(vectors, vectors))
    return likeness
