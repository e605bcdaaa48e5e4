#!/usr/bin/env python3
"""A small extract stage for interdict-adapter: one JSON line in, one JSON line out, standard library only.

    interdict-adapter --pipeline FILE --stage NAME -- python3 extract_lines.py

A line in is {"article": {...}}, the line out an interdict.extraction/1 document. It knows the countries of
gazetteer/countries.tsv by name, demonym and capital, and takes runs of capitalised words for people and organisations.
Python counts strings in code points, and so does the protocol: the offsets need no conversion.
"""
import bisect
import json
import pathlib
import re
import sys

COUNTRIES = pathlib.Path(__file__).resolve().parent.parent / "gazetteer" / "countries.tsv"
WORD = re.compile(r"[^\W_](?:[\w&]|[’'.-](?=\w))*")
SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’)]*(?=\s)|(?=\n\s*\n)|\Z)", re.S)
TITLES = set("President Minister Secretary Chancellor Ambassador General Chairman Senator Mr Mrs Ms Dr".split())
BODIES = set("Agency Army Authority Bank Board Bureau Commission Committee Company Congress Corp Corporation Council "
             "Department Forces Foundation Group Guard Inc Industries Institute Ltd Ministry Navy Office Organization "
             "Party Senate Treasury Union University".split())
COMMON = set("A An And As At But By For From He Her His How However I If In It Its Many Most No On One Our She So Some "
             "That The Their There These They This Those Two We What When Where While Who Why With You".split())


def known_names():
    """Every name of every country, folded, with its kind, country code and shown name; the first country keeps it."""
    names = {}
    for line in COUNTRIES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, shown, others, demonyms, capitals = (line.split("\t") + [""] * 4)[:5]
        for kind, values in (("place", [shown] + others.split("|")), ("nationality", demonyms.split("|")),
                             ("place", capitals.split("|"))):
            for name in filter(None, values):
                names.setdefault(name, (kind, code, name if name in capitals.split("|") else shown))
    return names


def country_mentions(body, names, pattern):
    for match in pattern.finditer(body):
        kind, code, shown = names[match.group()]
        yield match.start(), match.end(), kind, code, shown, 0.9


def name_mentions(body, taken):
    """Runs of at least two capitalised words on one line, or one all in capitals, outside what is taken."""
    run = []
    for word in list(WORD.finditer(body)) + [None]:
        follows = word and (not run or re.fullmatch(r"[ ]", body[run[-1].end():word.start()]))
        fits = word and word.group()[0].isupper() and not taken[word.start()]
        if run and not (follows and fits):
            last_title = max((index for index, item in enumerate(run) if item.group() in TITLES), default=-1)
            run = run[last_title + 1:]
            while run and run[0].group() in COMMON:
                run.pop(0)
            if len(run) > 1 or (run and re.fullmatch(r"[A-Z]{3,6}", run[0].group())):
                yield named(body, run)
            run = []
        if fits:
            run.append(word)


def named(body, run):
    start, end, words = run[0].start(), run[-1].end(), [word.group() for word in run]
    before = WORD.findall(body[max(0, start - 40):start])
    if BODIES & set(words) or len(words) == 1 or len(words) > 4:
        return start, end, "organization", None, body[start:end], 0.6
    return start, end, "person", None, body[start:end], 0.7 if before and before[-1] in TITLES else 0.4


def extract(article, names, pattern):
    """The interdict.extraction/1 document of an article."""
    body = article["body"]
    sentences = [(match.start(), match.end()) for match in SENTENCE.finditer(body)]
    breaks = [match.end() for match in re.finditer(r"\n\s*\n", body)]
    found = list(country_mentions(body, names, pattern))
    taken = bytearray(len(body))
    for start, end, *_ in found:
        taken[start:end] = b"\1" * (end - start)
    found = sorted(found + list(name_mentions(body, taken)))
    mentions, entities = [], {}
    for start, end, kind, code, shown, confidence in found:
        key = (kind, code, shown)
        entity = entities.setdefault(key, {"id": f"e{len(entities) + 1}", "kind": kind, "name": shown,
                                           "country": code, "aliases": [], "mentions": []})
        text = body[start:end]
        if text != shown and text not in entity["aliases"]:
            entity["aliases"].append(text)
        entity["mentions"].append(len(mentions))
        sentence = bisect.bisect_right(sentences, (start, len(body))) - 1
        mentions.append({"kind": kind, "start": start, "end": end, "text": text, "sentence": max(sentence, 0),
                         "entity": entity["id"], "country": code, "confidence": confidence})
    return {"schema": "interdict.extraction/1", "model": "extract_lines/1", "language": article.get("language"),
            "sentences": [{"start": start, "end": end, "paragraph": bisect.bisect_right(breaks, start)}
                          for start, end in sentences],
            "mentions": mentions, "entities": list(entities.values()),
            "descriptions": [], "quantities": [], "dates": [], "money": [], "identifiers": [], "goods": []}


def make_extract():
    """A function that makes an article's extraction; loads the names once."""
    names = known_names()
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    return lambda article: extract(article, names, pattern)


def main():
    make = make_extract()
    for line in sys.stdin.buffer:
        try:
            answer = make(json.loads(line)["article"])
        except (KeyError, TypeError, ValueError) as error:
            answer = {"reject": f"{type(error).__name__}: {error}"}
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
