#!/usr/bin/env python3
"""A complete stage worker in Python: speaks the hop protocol (PROTOCOL.md) itself, with pyzmq.

    native_worker.py [ipc://run/articles.sock ipc://run/extractions.sock]      (interdict up says where by environment)

Where several processes host a queue, each argument is a list of their endpoints, parted by commas. It looks at its sockets
between two articles; work of seconds belongs on a thread of its own, or ALIVE comes too late.
"""
import json, os, signal, sys, time, zlib  # noqa: E401

import zmq
from curve import Door
from extract_lines import make_extract

given = {name: os.environ.get("INTERDICT_" + name) for name in ("FROM", "TO", "STAGE", "WORKER", "CREDIT")}
stage, credit, name = given["STAGE"] or "extract", int(given["CREDIT"] or 8), given["WORKER"] or f"python-{os.getpid()}"
endpoints, extract, context, stopping = sys.argv[1:] or [given["FROM"], given["TO"]], make_extract(), zmq.Context(), []
for number in (signal.SIGTERM, signal.SIGINT): signal.signal(number, lambda *_: stopping.append(True))

def connect(endpoint):
    socket = context.socket(zmq.DEALER)
    for option, value in ((zmq.LINGER, 0), (zmq.SNDHWM, 0), (zmq.RCVHWM, 0),
                          (zmq.HEARTBEAT_IVL, 500), (zmq.HEARTBEAT_TIMEOUT, 1500), (zmq.RECONNECT_IVL_MAX, 500)):
        socket.setsockopt(option, value)
    return socket, Door(socket, endpoint)  # Encrypted where curve.py finds keys.

def send(socket, command, header, *payload):
    try: socket.send_multipart([command, json.dumps(header).encode(), *payload], zmq.DONTWAIT)
    except zmq.Again: pass  # The connection is down; what matters is said again when it is back.

def received(socket):
    while socket.poll(0): yield socket.recv_multipart()

class Source:
    """A process of the queue that this worker takes from; leases are that process's own."""
    def __init__(self, endpoint):
        self.socket, self.door = connect(endpoint)
        self.beat, self.alive_at, self.left = 0.5, never, False
        self.jobs, self.results = {}, {}  # By lease: not begun; not confirmed.

    def receive(self):
        unknown = self.door.opened()  # Connected, for the first time or again.
        for command, head, *payload in received(self.socket):
            header = json.loads(head)
            if command == b"JOB": self.jobs[header["lease"]] = header, *payload[:2]
            elif command == b"WELCOME": self.beat, self.alive_at = header["heartbeat"] / 4, 0
            elif command == b"WHO": unknown = unknown or self.alive_at < never
            elif command == b"BYE": self.left = True
            elif command == b"ERROR": print("the queue says", header["reason"], file=sys.stderr)
        if unknown:  # READY makes the queue give others all that this worker held: none of it may be answered any more.
            self.jobs, self.results, self.alive_at = {}, {}, never
            send(self.socket, b"READY", {"worker": name, "stage": stage, "credit": -(-credit // len(sources))})

    def work(self, header, envelope, article):
        """Works on one job; the result is kept until the next queue has said OK to it."""
        started, papers = int(time.time() * 1000), json.loads(envelope)
        extraction = json.dumps(extract(json.loads(article)), ensure_ascii=False, separators=(",", ":")).encode()
        papers["hops"].append({"stage": stage, "worker": name, "attempt": header["attempt"],
                               "started": started, "ended": int(time.time() * 1000)})
        self.results[header["lease"]] = [0, header["id"], json.dumps(papers).encode(), article, extraction]

    def stay_alive(self):
        if self.alive_at <= time.monotonic():
            self.alive_at = time.monotonic() + self.beat
            send(self.socket, b"ALIVE", {"lease": [*self.jobs, *self.results]})

def deliver(number, source, lease, result):
    """Puts a result into the next queue: by its id at the same process, as long as that can be reached."""
    open_sinks = [sink for sink, door in sinks if door.is_open] or [sink for sink, _ in sinks]
    numbers[number] = source, lease
    result[0] = time.monotonic() + 5
    send(open_sinks[zlib.crc32(result[1].encode()) % len(open_sinks)], b"PUT", {"n": number, "id": result[1]}, *result[2:])

never, sources, numbers, last, leave_at = float("inf"), [], {}, 0, float("inf")
sources.extend(map(Source, endpoints[0].split(",")))
sinks, poller = [connect(endpoint) for endpoint in endpoints[1].split(",")], zmq.Poller()
for socket, door in [(source.socket, source.door) for source in sources] + sinks:
    for each in socket, door.events: poller.register(each, zmq.POLLIN)
while not all(source.left for source in sources) and time.monotonic() < leave_at:
    poller.poll(0 if any(source.jobs for source in sources) else 50)
    for source in sources: source.receive()
    if any([door.opened() for _, door in sinks]):  # The next queue has started over, or has never heard of what was sent.
        for source in sources:
            for result in source.results.values(): result[0] = 0
    for sink, _ in sinks:
        for command, head, *_ in received(sink):
            for number in json.loads(head).get("n", ()) if command in (b"OK", b"BUSY") else ():
                source, lease = numbers.get(number, (sources[0], None))
                numbers.pop(number, None)
                if command == b"OK" and source.results.pop(lease, None): send(source.socket, b"DONE", {"lease": lease})
                elif lease in source.results: source.results[lease][0] = time.monotonic() + 0.1
    for source in sources:
        if stopping: source.jobs = {}  # The queue takes back at BYE what was not begun.
        if source.jobs:
            lease = next(iter(source.jobs))
            try: source.work(*source.jobs.pop(lease))
            except Exception as error: send(source.socket, b"REJECT", {"lease": lease, "reason": repr(error)})
        for lease, result in source.results.items():
            if result[0] <= time.monotonic():  # New, refused a moment ago, or five seconds without an answer.
                last += 1
                deliver(last, source, lease, result)
        source.stay_alive()
    if stopping and leave_at == never and not any(source.results for source in sources):  # Every DONE is said.
        leave_at = time.monotonic() + 2
        for source in sources: send(source.socket, b"BYE", {})
