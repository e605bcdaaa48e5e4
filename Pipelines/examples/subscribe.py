#!/usr/bin/env python3
"""Prints classified documents, a line each, as they are stored, and misses none; needs pyzmq.

    subscribe.py ipc://run/feed.sock ipc://run/fetch.sock [TOPIC [SINCE [COUNT]]]

TOPIC is a prefix such as event.imposed. It begins behind the number SINCE, or with what comes next, and ends after COUNT
documents.
"""
import json
import sys
import time

import zmq
from curve import Door

arguments = dict(enumerate(sys.argv))
topic, complete = arguments.get(3, ""), int(arguments[4]) if 4 in arguments else None
left = int(arguments.get(5, sys.maxsize))
context = zmq.Context()
published, fetched = context.socket(zmq.SUB), context.socket(zmq.DEALER)
for socket in (published, fetched):
    for option, value in ((zmq.LINGER, 0), (zmq.HEARTBEAT_IVL, 500), (zmq.HEARTBEAT_TIMEOUT, 1500)):
        socket.setsockopt(option, value)
for prefix in (topic, "head"):
    published.subscribe(prefix)
doors = Door(published, sys.argv[1]), Door(fetched, sys.argv[2])  # Encrypted where curve.py finds keys.
poller = zmq.Poller()
for socket in (published, fetched, *(door.events for door in doors)):
    poller.register(socket, zmq.POLLIN)


def show(document, seq):
    global complete, left
    complete = seq
    sys.stdout.buffer.write(document + b"\n")
    sys.stdout.buffer.flush()
    left -= 1
    if left == 0:
        sys.exit()


behind, asked = True, -10.0  # Whether something is missing; when it was asked for, unless it has been answered.
while True:
    if behind and asked + 2 < time.monotonic():
        try:
            header = {"since": complete, "topic": topic, "limit": 200}
            fetched.send_multipart([b"FETCH", json.dumps(header).encode()], zmq.DONTWAIT)
            asked = time.monotonic()
        except zmq.Again:
            pass  # There is no connection yet.
    poller.poll(500 if asked > 0 or not behind else 50)
    for door in doors:
        door.opened()
    while fetched.poll(0):
        word, head, *documents = fetched.recv_multipart()
        if word != b"DOCS":
            sys.exit(f"the feed says {head.decode()}")
        header = json.loads(head)
        if complete is None:
            complete = header["next"]
        for document in documents:
            if (seq := json.loads(document)["seq"]) > complete:
                show(document, seq)
        complete, asked = max(complete, header["next"]), -10.0
        behind = complete < header["head"]
    while published.poll(0):
        name, document = published.recv_multipart()
        value = json.loads(document)
        if complete is None or value["seq"] <= complete:
            continue
        # A document comes once for each of its topics; the others are not above `complete` any more.
        if name != b"head" and not behind and value["prev"].get(topic, sys.maxsize) <= complete:
            show(document, value["seq"])
        else:
            behind = True
