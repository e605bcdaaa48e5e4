#!/usr/bin/env python3
"""Many articles through a whole pipeline while its processes are killed, on PostgreSQL and on SQLite, side by side.

Each store gets a pipeline of its own: three extract and two classify workers, and three store workers on PostgreSQL (in a
server that this script starts, with its own durable defaults) or one on SQLite. While articles are pushed, a process is
killed with SIGKILL every few seconds. In the end the audit must be clean, nothing quarantined, and the feed must hold every
article exactly once, numbered without a gap. Exits with 1 where anything is missing or there twice.

    swift build -c release && Tests/endurance.py --articles 50000
"""

import argparse
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import os

TOP = pathlib.Path(__file__).resolve().parent.parent
SENTENCES = [
    "The foreign ministry in Seoul said on Monday that new sanctions would target two shipping firms and a bank.",
    "Officials in Brussels expect the next package of measures against Moscow before the end of the month.",
    "The vessel was last seen off the coast, according to port records reviewed by local reporters.",
    "Analysts doubt that the embargo on refined oil products can be enforced without closer inspection at sea.",
    "President Maria Keller told parliament that the government had no plans to change its policy.",
    "The central bank kept its main interest rate at 4.5 percent and raised its forecast for growth.",
    "Washington froze the assets of 12 individuals and 5 entities linked to the programme, the Treasury said.",
    "Heavy rain closed schools in three provinces, and rescue teams were sent to the river valley.",
]
PIPELINE = """
interdict: 1
run: {folder}/run
ingest: {{submit: "ipc://{{run}}/submit", push: "ipc://{{run}}/push", settle: "ipc://{{run}}/settle", journal: "{{run}}/journal", to: articles}}
queues:
  articles: {{endpoint: "ipc://{{run}}/articles"}}
  extractions: {{endpoint: "ipc://{{run}}/extractions"}}
  verdicts: {{endpoint: "ipc://{{run}}/verdicts"}}
stages:
  extract: {{run: {extract}, from: articles, to: extractions, workers: 3, credit: 64}}
  classify: {{run: {classify}, from: extractions, to: verdicts, workers: 2, credit: 64}}
  store: {{run: interdict-store, from: verdicts, workers: {stores}, credit: 512}}
store: {{database: "{database}"}}
feed: {{publish: "ipc://{{run}}/feed", fetch: "ipc://{{run}}/fetch", wake: "ipc://{{run}}/wake"}}
control: ipc://{{run}}/control
"""


def write_articles(path, count, size):
    with open(path, "w") as file:
        for number in range(count):
            chooser = random.Random(number)
            body = [f"Report {number}."]
            while sum(map(len, body)) < size:
                body.append(chooser.choice(SENTENCES))
            article = {"id": f"e{number}", "title": f"Report {number}", "body": " ".join(body), "source": "endurance"}
            file.write(json.dumps(article) + "\n")


class Trial:
    def __init__(self, name, options, folder, database, stores):
        self.name, self.options, self.folder = name, options, folder
        self.file = folder / "pipeline.yaml"
        program = "[interdict-{0}, --pass-through]" if options.pass_through else "interdict-{0}"
        self.file.write_text(
            PIPELINE.format(
                folder=folder, database=database, stores=stores, extract=program.format("extract"),
                classify=program.format("classify"),
            )
        )

    def command(self, *words):
        return [str(self.options.programs / "interdict"), *words]

    def interdict(self, *words, check=True):
        result = subprocess.run(self.command(*words), capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if check and result.returncode != 0:
            sys.exit(f"{self.name}: interdict {' '.join(words)} ended with {result.returncode}: {result.stdout}{result.stderr}")
        return result.stdout

    def processes(self):
        lines = (self.folder / "run/processes").read_text().splitlines()
        return [(int(line.split()[0]), line.split()[-1]) for line in lines]

    def run(self, articles):
        self.interdict("up", "--detach", str(self.file))
        chooser, killed = random.Random(self.options.seed), {}
        start = time.monotonic()
        push = subprocess.Popen(
            self.command("push", "--quiet", "--timeout", "120", "--pipeline", str(self.file), str(articles)),
            stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL,
        )
        next_kill = start + self.options.every
        while True:
            audit = json.loads(self.interdict("audit", "--json", "--wait", "0.5", "--pipeline", str(self.file), check=False) or "{}")
            journal = audit.get("journal", {})
            if push.poll() is not None and journal.get("inFlight") == 0 and journal.get("accepted") == self.options.articles:
                break
            if time.monotonic() > next_kill:
                pid, name = chooser.choice(self.processes())
                kind = name.rsplit("-", 1)[0]
                try:
                    os.kill(pid, signal.SIGKILL)
                    killed[kind] = killed.get(kind, 0) + 1
                except ProcessLookupError:
                    pass
                next_kill = time.monotonic() + self.options.every
            if time.monotonic() - start > self.options.patience:
                sys.exit(f"{self.name}: not done after {self.options.patience} s: {audit}")
        seconds = time.monotonic() - start
        self.check(push.stdout.read(), killed, seconds)
        self.interdict("down", "--pipeline", str(self.file))

    def check(self, pushed, killed, seconds):
        count = self.options.articles
        audit = json.loads(self.interdict("audit", "--json", "--wait", "60", "--pipeline", str(self.file)))
        feed = subprocess.Popen(
            self.command("subscribe", "--since", "0", "--count", str(count), "--json", "--pipeline", str(self.file)),
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
        )
        seqs, ids = [], set()
        for line in feed.stdout:
            document = json.loads(line)
            seqs.append(document["seq"])
            ids.add(document["article"]["id"])
        problems = list(audit["findings"])
        if audit["journal"]["quarantined"] or audit["store"]["quarantined"]:
            problems.append(f"quarantined: {audit['journal']['quarantined']}")
        if audit["store"]["articles"] != count or audit["store"]["documents"] != count:
            problems.append(f"the store holds {audit['store']}")
        if sorted(seqs) != list(range(1, count + 1)) or len(ids) != count:
            problems.append(f"the feed has {len(seqs)} documents of {len(ids)} articles, up to #{max(seqs, default=0)}")
        kills = ", ".join(f"{number} {kind}" for kind, number in sorted(killed.items())) or "none"
        print(
            f"{self.name}: {count} articles in {seconds:.0f} s = {count / seconds:.0f}/s; killed: {kills}; "
            f"audit {'clean' if not audit['findings'] else 'NOT clean'}, feed #1 to #{count}"
            + ("" if not problems else "; WRONG: " + "; ".join(problems)),
            flush=True,
        )
        if problems:
            sys.exit(1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--size", type=int, default=1500, help="bytes of an article's text")
    parser.add_argument("--every", type=float, default=5, help="seconds between two kills")
    parser.add_argument("--patience", type=float, default=3600, help="seconds after which a trial has failed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pass-through", action="store_true", help="stages pass articles on unread")
    parser.add_argument("--store", choices=["postgresql", "sqlite"], action="append", help="one of them only")
    parser.add_argument("--programs", type=pathlib.Path, default=TOP / ".build/release")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="interdict-endurance-"))
    try:
        articles = folder / "articles.jsonl"
        write_articles(articles, options.articles, options.size)
        for name in options.store or ["postgresql", "sqlite"]:
            place = folder / name
            place.mkdir()
            if name == "sqlite":
                Trial("SQLite, 1 store worker", options, place, place / "store.sqlite", 1).run(articles)
                continue
            server = place / "server"
            # The server's user must be able to come to its folder.
            for above in (folder, place):
                above.chmod(0o755)
            script = str(TOP / "Tests/postgres")
            started = subprocess.run([script, "start", str(server)], check=True, capture_output=True, text=True)
            try:
                Trial("PostgreSQL, 3 store workers", options, place, started.stdout.strip(), 3).run(articles)
            finally:
                subprocess.run([script, "remove", str(server)], check=True)
    finally:
        # A pipeline that still runs after a failure stops with its folder's supervisor.
        for file in folder.glob("*/pipeline.yaml"):
            subprocess.run([str(options.programs / "interdict"), "down", "--now", "--pipeline", str(file)], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


main()
