#!/usr/bin/env python3
"""Scores labelled pairs of names with nomenklatura's logic-v2 and with interdict, in one run.

usage: logic_v2.py PAIRS.csv [--interdict PATH] [--runs 5]
       PAIRS.csv has the columns schema, name1, name2 and is_match.  nomenklatura must be installed: in a folder of its own,
       python3 -m venv nk && nk/bin/pip install nomenklatura && nk/bin/python logic_v2.py PAIRS.csv

As nomenklatura's own name benchmark does it, a name is an entity of the pair's schema with nothing but a name, and its
threshold is 0.7.  Both sides read every pair once before the clock runs.
"""
import argparse
import csv
import importlib.metadata
import re
import subprocess
import time


def figures(rows, scores, threshold):
    true = sum(1 for row, score in zip(rows, scores) if row["gold"] and score >= threshold)
    flagged = sum(1 for score in scores if score >= threshold)
    wanted = sum(1 for row in rows if row["gold"])
    precision, recall = true / flagged if flagged else 0, true / wanted if wanted else 0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} (from {threshold:.3f})", f1


def show(name, rows, scores):
    print(f"{name}:")
    for title, part in (("all", lambda row: True), ("persons", lambda row: row["schema"] == "Person")):
        kept = [(row, score) for row, score in zip(rows, scores) if part(row)]
        own = [row for row, _ in kept]
        values = [score for _, score in kept]
        best = max(set(values), key=lambda threshold: figures(own, values, threshold)[1])
        print(f"  {title}: at its threshold {figures(own, values, 0.7)[0]}; at the best one {figures(own, values, best)[0]}")


def logic_v2(rows, runs):
    from followthemoney import ValueEntity, model
    from nomenklatura.matching.logic_v2.model import LogicV2

    config = LogicV2.default_config()

    def entity(row, column, place):
        entity = ValueEntity(model.get(row["schema"]), {"id": f"{column}-{place}"})
        entity.add("name", row[column])
        return entity

    def once():
        return [
            float(LogicV2.compare(entity(row, "name1", place), entity(row, "name2", place), config).score)
            for place, row in enumerate(rows)
        ]

    scores = once()
    start = time.perf_counter()
    for _ in range(runs):
        once()
    return scores, len(rows) * runs / (time.perf_counter() - start)


def interdict(path, pairs):
    scored = subprocess.run([path, "lists", "compare", pairs], check=True, capture_output=True, text=True).stdout
    scores = [float(row["score"]) for row in csv.DictReader(scored.splitlines(keepends=True))]
    bench = subprocess.run([path, "lists", "bench", "--pairs", pairs], check=True, capture_output=True, text=True).stdout
    return scores, float(re.search(r"(\d+) pairs a second", bench).group(1))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pairs")
    options.add_argument("--interdict", default="interdict")
    options.add_argument("--runs", type=int, default=5)
    options = options.parse_args()
    with open(options.pairs, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["gold"] = row["is_match"].lower() == "true"
    theirs, their_speed = logic_v2(rows, options.runs)
    ours, our_speed = interdict(options.interdict, options.pairs)
    show(f"logic-v2 of nomenklatura {importlib.metadata.version('nomenklatura')}", rows, theirs)
    show("interdict", rows, ours)
    print(f"pairs a second, warm: logic-v2 {their_speed:.0f}, interdict {our_speed:.0f}: {our_speed / their_speed:.1f} times")


if __name__ == "__main__":
    main()
