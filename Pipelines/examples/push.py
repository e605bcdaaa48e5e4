#!/usr/bin/env python3
"""Submits articles, JSON lines on standard input, and prints the receipts of what was not accepted; needs pyzmq.

    push.py ipc://run/submit.sock < articles.jsonl

Every article is kept until its receipt comes. What ingestion was too busy for is submitted again; so is what is
unanswered after a reconnect, and then ingestion knows what it has. Exits with 1 if anything was rejected.
"""
import json
import sys
import time
from collections import Counter

import zmq
from curve import Door

WINDOW = 500
context = zmq.Context()
socket = context.socket(zmq.DEALER)
for option, value in ((zmq.LINGER, 0), (zmq.TCP_KEEPALIVE, 1), (zmq.TCP_KEEPALIVE_IDLE, 10)):
    socket.setsockopt(option, value)
door = Door(socket, sys.argv[1])  # Encrypted where curve.py finds keys.
poller = zmq.Poller()
poller.register(socket, zmq.POLLIN)
poller.register(door.events, zmq.POLLIN)

lines = enumerate((line for line in sys.stdin.buffer if line.strip()), 1)
unanswered, due, counts, at_end = {}, {}, Counter(), False  # By number: the article; when to send it.
while unanswered or not at_end:
    while len(unanswered) < WINDOW and not at_end:
        number, line = next(lines, (None, None))
        at_end = line is None
        if not at_end:
            unanswered[number], due[number] = line, 0
    for number in [number for number, moment in due.items() if moment <= time.monotonic()]:
        try:
            socket.send_multipart([b"SUBMIT", b'{"n":%d}' % number, unanswered[number]], zmq.DONTWAIT)
            del due[number]
        except zmq.Again:
            break  # There is no connection.
    poller.poll(50)
    if door.opened():
        due = dict.fromkeys(unanswered, 0)
    while socket.poll(0):
        word, *receipts = socket.recv_multipart()
        for receipt in map(json.loads, receipts if word == b"RECEIPT" else ()):
            number, status = receipt.get("n"), receipt["status"]
            if number not in unanswered:
                continue
            if status == "busy":
                due[number] = time.monotonic() + 0.1
                continue
            del unanswered[number]
            due.pop(number, None)
            counts[status] += 1
            if status != "accepted":
                print(json.dumps(receipt, ensure_ascii=False))
print(", ".join(f"{counts[status]} {status}" for status in ("accepted", "duplicate", "rejected")), file=sys.stderr)
sys.exit(1 if counts["rejected"] else 0)
