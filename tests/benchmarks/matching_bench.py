"""What a question costs: our matcher beside a search engine, fuzzy matching, a trained classifier and an encoder.

    python -m tests.benchmarks.matching_bench [--large] [--minilm]

The base are 1,500 English questions of our own topics, the same number of each; what is asked are 300 test questions.
Every matcher answers every question once, a few at a time in turn, on one thread. With `--large`: 10,000 entries of
ten texts each, put together from halves of our questions; each matcher in a process of its own. The peers are those
of the optional dependencies `bench` and `minilm`; one that is not installed is said to be missing.
"""

from __future__ import annotations

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
os.environ |= {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}

import argparse
import dataclasses
import itertools
import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from bot.core.evaluation import read_tests
from bot.core.knowledge.content import load
from bot.core.matching.cache import pack
from bot.core.matching.compiling import against, compile_knowledge, topic_texts
from bot.core.matching.decide import Matcher
from bot.core.matching.indexing import compile_index
from bot.core.matching.knowledge_base import Knowledge
from tests.benchmarks import matching_peers as peers

PHRASINGS, QUESTIONS, WARM_UP = 1_500, 300, 100
TURNS = 5
LARGE, LARGE_PHRASINGS = 10_000, 10
CACHED, CACHED_PHRASINGS = 1_000, 5
ROOT = Path(__file__).parents[2]

READ_AGAIN = """
import os, sys, time
from pathlib import Path
import numpy
def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
before, start = memory(), time.perf_counter()
from bot.core.matching.cache import unpack
knowledge = unpack(Path(sys.argv[1]).read_bytes())
knowledge.topics.find("how do i change the language of the app")
print(f"{(time.perf_counter() - start) * 1000:.0f} ms, {memory() - before:.0f} MB")
"""

Build = Callable[[peers.Pairs], peers.Find]


@dataclass(slots=True)
class Measured:
    """A matcher that was built; what each question took, in microseconds; how many it found the topic of."""

    name: str
    find: peers.Find
    build: float
    took: list[float] = field(default_factory=list)
    right: int = 0

    def ask(self, questions: Iterable[tuple[str, str]]) -> None:
        """Asks questions of known topics."""
        for topic, text in questions:
            start = time.perf_counter()
            found = self.find(text)
            self.took.append((time.perf_counter() - start) * 1e6)
            self.right += found == topic

    def percentile(self, share: float) -> float:
        """What so many percent of the questions took at most."""
        return float(np.percentile(self.took, share))

    def top1(self) -> float:
        """Percent of the questions whose topic was found."""
        return 100 * self.right / len(self.took)


def built(build: Build, pairs: peers.Pairs) -> Measured | None:
    """A matcher, warm; none if its library is missing."""
    start = time.perf_counter()
    try:
        find = build(pairs)
    except ImportError as missing:
        say(f"{build.__name__}: missing ({missing.name} is not installed)")
        return None
    measured = Measured(build.__name__, find, time.perf_counter() - start)
    for _, text in pairs[:WARM_UP]:
        find(text)
    return measured


def own_questions() -> peers.Pairs:
    """The English questions of our topics: the first of each topic, then the second of each, and so on."""
    topics = load(ROOT / "content").topics.items()
    columns = ([(name, text) for text in topic.questions.get("en", ())] for name, topic in topics)
    return [pair for row in itertools.zip_longest(*columns) for pair in row if pair]


def test_questions(topics: set[str]) -> peers.Pairs:
    """Some English test questions of these topics, from first to last."""
    tests = [test for test in read_tests(ROOT / "tests" / "questions") if test.language == "en"]
    every = [(test.topic, test.text) for test in tests if test.topic in topics]
    return [every[place] for place in np.linspace(0, len(every) - 1, min(QUESTIONS, len(every))).astype(int)]


def recombined(entries: int, phrasings: int) -> tuple[peers.Pairs, peers.Pairs]:
    """A large base, and questions: each text is the head of one of our questions and the tail that its entry has.

    A question is a text of the base that lacks a word.
    """
    chance = random.Random(7)  # noqa: S311 - the same base every time
    texts = [text.split() for _, text in own_questions()]
    pairs = []
    for entry in range(entries):
        tail = chance.choice(texts)
        heads = [chance.choice(texts) for _ in range(phrasings)]
        pairs += [(str(entry), " ".join([*head[: len(head) // 2], *tail[len(tail) // 2 :]])) for head in heads]
    asked = []
    for name, text in chance.sample(pairs, QUESTIONS):
        shorter = text.split()
        shorter.pop(chance.randrange(len(shorter)))
        asked.append((name, " ".join(shorter)))
    return pairs, asked


def small(builds: Sequence[Build]) -> None:
    """Measures matchers side by side, at the size of our own content."""
    pairs = own_questions()[:PHRASINGS]
    asked = test_questions({topic for topic, _ in pairs})
    matchers = [measured for build in builds if (measured := built(build, pairs))]
    for turn, matcher in itertools.product(range(TURNS), matchers):
        matcher.ask(asked[turn::TURNS])
    say(f"\n{len(pairs):,} phrasings of {len({topic for topic, _ in pairs})} topics, {len(asked)} questions\n")
    say("| matcher | p50 µs | p99 µs | p50 to ours | build s | top-1 |")
    say("|---|---:|---:|---:|---:|---:|")
    middle = matchers[0].percentile(50)
    for matcher in matchers:
        p50, p99 = matcher.percentile(50), matcher.percentile(99)
        say(
            f"| {matcher.name} | {p50:,.0f} | {p99:,.0f} | {p50 / middle:.2f} | {matcher.build:.2f} "
            f"| {matcher.top1():.1f} % |"
        )


def large(builds: Sequence[Build]) -> None:
    """Measures matchers on a base far larger than ours."""
    say(f"\n{LARGE:,} entries of {LARGE_PHRASINGS} phrasings, {QUESTIONS} questions\n")
    say("| matcher | p50 µs | p99 µs | p50 to ours | build s | memory MB | top-1 |")
    say("|---|---:|---:|---:|---:|---:|---:|")
    ours = 0.0
    for build in builds:
        here, there = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=large_one, args=(build, there))
        process.start()
        found = here.recv()
        process.join()
        if isinstance(found, tuple):
            p50, p99, seconds, memory, top1 = found
            ours = ours or p50
            say(
                f"| {build.__name__} | {p50:,.0f} | {p99:,.0f} | {p50 / ours:.2f} | {seconds:.1f} "
                f"| {memory:.0f} | {top1:.1f} % |"
            )


def large_one(build: Build, pipe: Connection) -> None:
    """Measures one matcher in a process of its own."""
    pairs, asked = recombined(LARGE, LARGE_PHRASINGS)
    before = memory()
    measured = built(build, pairs)
    if measured is None:
        pipe.send(None)
        return
    used = memory() - before
    measured.ask(asked)
    pipe.send((measured.percentile(50), measured.percentile(99), measured.build, used, measured.top1()))


def own_content() -> None:
    """Measures how long all texts of our own content take to compile."""
    library = load(ROOT / "content")
    entries, counter = topic_texts(library), against(library)
    texts = sum(len(own) for _, own in (*entries, *counter))
    start = time.perf_counter()
    compile_index(entries, counter, meaning=True)
    took = time.perf_counter() - start
    say(f"\nour own content: {texts:,} phrasings compiled in {took:.1f} s, {took / texts * 1000:.2f} s per 1,000")


def cached() -> None:
    """Measures what the compiled knowledge of 1,000 topics needs, above numpy, once it was kept and is read again."""
    library = load(ROOT / "content")
    entries: dict[str, list[str]] = {}
    for name, text in recombined(CACHED, CACHED_PHRASINGS)[0]:
        entries.setdefault(name, []).append(text)
    one = next(iter(library.topics.values()))
    topics = {name: replace(one, questions={"en": tuple(texts)}, near_misses=()) for name, texts in entries.items()}
    start = time.perf_counter()
    knowledge = compile_knowledge(replace(library, topics=topics, elsewhere={}))
    took = time.perf_counter() - start
    by_words = Knowledge(
        knowledge.library,
        _by_words(knowledge.topics),
        lambda: _by_words(knowledge.phrases),
        knowledge.glossary,
        knowledge.recogniser,
    )
    say(f"{CACHED:,} topics of {CACHED_PHRASINGS} phrasings: compiled and probed in {took:.1f} s")
    say(f"read from the cache: {_read_again(knowledge)} above bare numpy; by words alone {_read_again(by_words)}")


def _by_words(matcher: Matcher) -> Matcher:
    return Matcher(dataclasses.replace(matcher.index, meaning=None), matcher.calibration)


def _read_again(knowledge: Knowledge) -> str:
    with tempfile.NamedTemporaryFile(suffix=".knowledge") as file:
        file.write(pack(knowledge))
        file.flush()
        child = [sys.executable, "-c", READ_AGAIN, file.name]
        return subprocess.run(child, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603


def memory() -> float:
    """Megabytes that this process has in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def say(line: str) -> None:
    """Prints a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measures what was asked for."""
    parser = argparse.ArgumentParser(description="what a question costs")
    parser.add_argument("--large", action="store_true", help="measure a base of 10,000 entries too")
    parser.add_argument("--minilm", action="store_true", help="measure the sentence encoder too")
    options = parser.parse_args()
    encoder = [peers.minilm] if options.minilm else []
    small([peers.ours, peers.ours_by_words, peers.bm25s, peers.tantivy, peers.rapidfuzz, peers.svc, *encoder])
    own_content()
    cached()
    if options.large:
        large([peers.ours_by_words, peers.bm25s, peers.tantivy])


if __name__ == "__main__":
    main()
