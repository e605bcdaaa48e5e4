"""Runs spaCy's small English model over annotated articles, for comparison with `interdict eval` on the same file.

usage: OMP_NUM_THREADS=1 python3 compare.py ARTICLES.jsonl [MODEL]
Needs spaCy and a model, such as en_core_web_sm. Prints words a second (all the pipe, and the tagger of names alone) and the F1 of each kind
with exact bounds; a leading "the" and a closing "'s" are cut off first, as the two mark these differently.
"""
import json, re, sys, time
from collections import Counter
import spacy

KINDS = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": None, "NORP": "nationality", "LAW": "law"}
MARK = re.compile(r"\{\{([^|{}]*)\|([a-z]+)\|[^|{}]*\}\}")

def parse(marked):
    body, gold, at = "", set(), 0
    for m in MARK.finditer(marked):
        body += marked[at:m.start()]
        gold.add((len(body), len(body) + len(m[1]), m[2]))
        body += m[1]
        at = m.end()
    return body + marked[at:], gold

articles = [parse(json.loads(line)["marked"]) for line in open(sys.argv[1], encoding="utf-8")]
model = sys.argv[2] if len(sys.argv) > 2 else "en_core_web_sm"
words = sum(len(body.split()) for body, _ in articles)
for name, off in (("whole pipe", []), ("names alone", ["tagger", "parser", "attribute_ruler", "lemmatizer"])):
    nlp = spacy.load(model, disable=off)
    best = 0
    for _ in range(3):
        start = time.perf_counter()
        docs = list(nlp.pipe([body for body, _ in articles]))
        best = max(best, words / (time.perf_counter() - start))
    print(f"{model}, {name}: {best:,.0f} words/s")
right, found, wanted = Counter(), Counter(), Counter()
for doc, (body, gold) in zip(docs, articles):
    guess = set()
    for e in doc.ents:
        start, end = e.start_char, e.end_char
        if body[start:end].lower().startswith("the "): start += 4
        if body[start:end].endswith(("'s", "’s")): end -= 2
        if KINDS.get(e.label_): guess.add((start, end, KINDS[e.label_]))
    for kind in set(k for k in KINDS.values() if k):
        g, p = {x for x in gold if x[2] == kind}, {x for x in guess if x[2] == kind}
        for key in (kind, "all"):
            right[key] += len(g & p); found[key] += len(p); wanted[key] += len(g)
for key in sorted(wanted):
    print(f"{key:14} F1 {200 * right[key] / max(1, found[key] + wanted[key]):.1f} of {wanted[key]}")
