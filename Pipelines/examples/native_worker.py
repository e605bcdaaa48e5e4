#!/usr/bin/env python3
"""A complete stage worker in Python: speaks the hop protocol (PROTOCOL.md) itself, with pyzmq.

    native_worker.py [ipc://run/articles.sock ipc://run/extractions.sock]      (interdict up says where by environment)

It looks at its sockets between two articles; work of seconds belongs on a thread of its own, or ALIVE comes too late.
"""
import json, os, signal, sys, time  # noqa: E401

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

def work(header, envelope, article):
    """Works on one job; the result is kept until the next queue has said OK to it."""
    started, papers = int(time.time() * 1000), json.loads(envelope)
    extraction = json.dumps(extract(json.loads(article)), ensure_ascii=False, separators=(",", ":")).encode()
    papers["hops"].append({"stage": stage, "worker": name, "attempt": header["attempt"],
                           "started": started, "ended": int(time.time() * 1000)})
    results[header["lease"]] = [0, header["id"], json.dumps(papers).encode(), article, extraction]

(source, source_door), (sink, sink_door) = map(connect, endpoints)
never, poller, jobs, results = float("inf"), zmq.Poller(), {}, {}  # By lease: not begun; not confirmed.
beat, alive_at, leave_at, left = 0.5, never, never, False
for socket in (source, source_door.events, sink, sink_door.events): poller.register(socket, zmq.POLLIN)
while not left and time.monotonic() < leave_at:
    poller.poll(0 if jobs else 50)
    unknown = source_door.opened()  # Connected, for the first time or again.
    for command, head, *payload in received(source):
        header = json.loads(head)
        if command == b"JOB": jobs[header["lease"]] = header, *payload[:2]
        elif command == b"WELCOME": beat, alive_at = header["heartbeat"] / 4, 0
        elif command == b"WHO": unknown = unknown or alive_at < never
        elif command == b"BYE": left = True
        elif command == b"ERROR": print("the queue says", header["reason"], file=sys.stderr)
    if unknown:  # READY makes the queue give others all that this worker held: none of it may be answered any more.
        jobs, results, alive_at = {}, {}, never
        send(source, b"READY", {"worker": name, "stage": stage, "credit": credit})
    if sink_door.opened():  # The next queue has started over, or has never heard of what was sent.
        for result in results.values(): result[0] = 0
    for command, head, *_ in received(sink):
        for lease in json.loads(head).get("n", ()) if command in (b"OK", b"BUSY") else ():
            if command == b"OK" and results.pop(lease, None): send(source, b"DONE", {"lease": lease})
            elif lease in results: results[lease][0] = time.monotonic() + 0.1
    if stopping: jobs = {}  # The queue takes back at BYE what was not begun.
    if jobs:
        lease = next(iter(jobs))
        try: work(*jobs.pop(lease))
        except Exception as error: send(source, b"REJECT", {"lease": lease, "reason": repr(error)})
    for lease, result in results.items():
        if result[0] <= time.monotonic():  # New, refused a moment ago, or five seconds without an answer.
            result[0] = time.monotonic() + 5
            send(sink, b"PUT", {"n": lease, "id": result[1]}, *result[2:])
    if alive_at <= time.monotonic():
        alive_at = time.monotonic() + beat
        send(source, b"ALIVE", {"lease": [*jobs, *results]})
    if stopping and not results and leave_at == never:  # Every DONE is said.
        leave_at = time.monotonic() + 2
        send(source, b"BYE", {})
