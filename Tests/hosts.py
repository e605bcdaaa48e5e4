#!/usr/bin/env python3
"""Three hosts on this machine: a pipeline over encrypted TCP, one of whose hosts is cut off in the middle, and comes back.

    Tests/hosts.py [--articles 20000] [--programs .build/debug]

Each host is a network namespace, joined to the first by a pair of virtual cables: the hub with ingest, queues, store and
feed, and two with workers only. It makes the namespaces itself, and nothing leaves them. It needs root and iproute2, and says
so where it can't have them. Articles pass the stages unread, so that the network is what is tried.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
options.add_argument("--articles", type=int, default=4000)
options.add_argument("--programs", type=pathlib.Path, default=TOP / ".build/debug")
arguments = options.parse_args()
HUB, HOSTS = f"interdict-{os.getpid()}-hub", [f"interdict-{os.getpid()}-{name}" for name in ("one", "two")]
INTERDICT = str(arguments.programs.resolve() / "interdict")


def run(*words, check=True, **settings):
    done = subprocess.run(words, text=True, capture_output=True, timeout=300, **settings)
    if check and done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}: {done.stderr.strip() or done.stdout}")
    return done.stdout


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(0)


class Host:
    """A namespace with a run folder; commands in it see the hub at an address of their own."""

    def __init__(self, space, folder, hub):
        self.space, self.run_folder, self.process = space, folder / space, None
        self.run_folder.mkdir()
        names = {f"INTERDICT_{name}": hub for name in ("INGEST", "QUEUE", "FEED")}
        self.environment = {**os.environ, **names, "INTERDICT_RUN": str(self.run_folder)}
        self.pipeline = str(folder / "tcp.yaml")

    def interdict(self, *words, check=True):
        command = ["ip", "netns", "exec", self.space, INTERDICT, *words, "--pipeline", self.pipeline]
        return run(*command, check=check, env=self.environment)

    def up(self, only):
        command = ["ip", "netns", "exec", self.space, INTERDICT, "up", self.pipeline, "--only", only]
        log = (self.run_folder / "up.log").open("w")
        self.process = subprocess.Popen(
            command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    def log(self):
        return (self.run_folder / "up.log").read_text()


def wait(what, condition, seconds=60):
    """Looks again and again until the condition gives something, which is given back."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise RuntimeError(f"{what}: not within {seconds} s")


def namespaces():
    for space in (HUB, *HOSTS):
        run("ip", "netns", "add", space)
        run("ip", "-n", space, "link", "set", "lo", "up")
    for number, space in enumerate(HOSTS, 1):
        run("ip", "link", "add", f"cable{number}", "netns", HUB, "type", "veth", "peer", "name", "cable", "netns", space)
        for end, name, address in ((HUB, f"cable{number}", 1), (space, "cable", 2)):
            run("ip", "-n", end, "address", "add", f"10.77.{number}.{address}/24", "dev", name)
            run("ip", "-n", end, "link", "set", name, "up")


def pipeline(folder):
    """The shipped file, with stages that pass everything on and a fixed number of workers."""
    text = (TOP / "Pipelines/tcp.yaml").read_text()
    text = re.sub(r"run: (interdict-(extract|classify))", r"run: [\1, --pass-through]", text)
    text = re.sub(r"workers: \{min: 1, max: \"[^\"]*\"\}", "workers: 1", text)
    text = re.sub(r"(lease: )60s, heartbeat: 5s", r"\g<1>20s, heartbeat: 2s", text)
    (folder / "tcp.yaml").write_text(text)


def keys(hub, workers):
    """The hub's keys stay on the hub; each other host gets a pair of its own, which the hub allows."""
    hub.interdict("keys", "generate")
    for host in workers:
        name = host.space.rsplit("-", 1)[1]
        hub.interdict("keys", "generate", name)
        hub.interdict("keys", "allow", name)
        target = host.run_folder / "keys"
        target.mkdir(mode=0o700)
        shutil.copy(hub.run_folder / "keys/server.key", target)
        for ending in ("key", "key_secret"):
            shutil.copy(hub.run_folder / f"keys/{name}.{ending}", target / f"client.{ending}")


def articles(folder, name, count):
    path = folder / f"{name}.jsonl"
    filler = "Words about ships. " * 100
    with path.open("w") as file:
        for number in range(count):
            file.write(json.dumps({"id": f"{name}{number}", "title": f"Report {name}{number}", "body": filler}) + "\n")
    return str(path)


def queues(hub):
    return json.loads(hub.interdict("status", "--json", check=False))["queues"]


def in_flight(hub):
    return json.loads(hub.interdict("status", "--json", check=False))["ingest"]["articles"]["inFlight"]


def trial(folder):
    hub = Host(HUB, folder, "127.0.0.1")
    workers = [Host(space, folder, f"10.77.{number}.1") for number, space in enumerate(HOSTS, 1)]
    try:
        pipeline(folder)
        keys(hub, workers)
        hub.up("queue,ingest,store,feed")
        wait("the hub's start", lambda: "ready after" in hub.log())
        for host in workers:
            host.up("extract,classify")
            wait(f"the start of {host.space}", lambda: "ready after" in host.log())
        cut_off(hub, workers, folder)
        print(hub.interdict("audit", "--wait", "200").strip())
    except Exception:
        for host in (hub, *workers):
            print(f"--- {host.space}\n{host.log() if host.process else ''}", file=sys.stderr)
        raise
    finally:
        for host in (*workers, hub):
            host.stop()


def cut_off(hub, workers, folder):
    count = arguments.articles
    command = ["ip", "netns", "exec", hub.space, INTERDICT, "push", "--quiet", articles(folder, "a", count)]
    push = subprocess.Popen([*command, "--pipeline", hub.pipeline], env=hub.environment, stdout=subprocess.DEVNULL)
    wait("a tenth of the articles", lambda: queues(hub)["articles"]["done"] >= count // 10)
    begin = time.monotonic()
    run("ip", "-n", HUB, "link", "set", "cable1", "down")
    lost = wait("the loss of a host's workers", lambda: sum(queue["workersLost"] for queue in queues(hub).values()))
    print(f"a host was cut off; the queues gave up {lost} workers within {time.monotonic() - begin:.1f} s")
    if push.wait(300) != 0:
        raise RuntimeError(f"push ended with {push.returncode}")
    wait("the other host's end of it", lambda: in_flight(hub) == 0, 200)
    again = sum(queue["redispatched"] for queue in queues(hub).values())
    if again == 0:
        raise RuntimeError("nothing was handed to other workers, so the cut came too late to be a trial")
    print(f"{again} articles that it held were done by the other host")

    begin = time.monotonic()
    run("ip", "-n", HUB, "link", "set", "cable1", "up")
    stages = ("articles", "extractions")
    wait("the return of its workers", lambda: all(len(queues(hub)[name]["workers"]) == 2 for name in stages))
    print(f"the cable was plugged in, and the workers came back by themselves within {time.monotonic() - begin:.1f} s")
    hub.interdict("push", "--quiet", articles(folder, "b", 1000))
    total = count + 1000
    lines = hub.interdict("subscribe", "--since", "0", "--count", str(total), "--json").splitlines()
    if [json.loads(line)["seq"] for line in lines] != list(range(1, total + 1)):
        raise RuntimeError("the feed has a gap, or something twice")
    if len({json.loads(line)["article"]["id"] for line in lines}) != total:
        raise RuntimeError("an article is missing, or was stored twice")
    for name in stages:
        idle = [worker for worker in queues(hub)[name]["workers"] if worker["done"] == 0]
        if idle:
            raise RuntimeError(f"a worker of {name} that came back got nothing to do: {idle}")
    print(f"{total} articles stored, each once")


signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # So that what was made is removed.
if os.geteuid() != 0:
    skip("network namespaces need root")
if not shutil.which("ip"):
    skip("there is no ip; install iproute2")
try:
    namespaces()
except RuntimeError as error:
    for space in (HUB, *HOSTS):
        subprocess.run(["ip", "netns", "delete", space], capture_output=True)
    skip(f"network namespaces are not allowed here: {error}")
try:
    with tempfile.TemporaryDirectory(prefix="interdict-hosts-") as folder:
        trial(pathlib.Path(folder))
finally:
    for space in (HUB, *HOSTS):
        run("ip", "netns", "delete", space, check=False)
