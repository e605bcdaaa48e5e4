"""Connects the other examples, encrypted where they are given keys, and says in words why they are refused; needs pyzmq.

    INTERDICT_SERVER_KEY       the server's public key: `interdict keys show server`
    INTERDICT_CLIENT_KEY_FILE  a pair whose public key is on the server's list (`interdict keys allow`): a file of
                               `interdict keys generate`, or of pyzmq's zmq.auth.create_certificates

Without the first, connections are plain, which ipc:// always is.
"""
import os
import sys
import time

import zmq
import zmq.auth
from zmq.utils.monitor import parse_monitor_message

EVENTS = (zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_DISCONNECTED | zmq.EVENT_HANDSHAKE_FAILED_AUTH | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL
          | zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL)
MECHANISM_MISMATCH = 0x11000002


class Door:
    """A socket's connection, with its monitor in `events`, to be polled."""

    def __init__(self, socket, endpoint):
        self.endpoint, self.is_open, self.breaks, self.begin = endpoint, False, 0, 0.0
        server = os.environ.get("INTERDICT_SERVER_KEY", "")
        self.is_encrypted = endpoint.startswith("tcp://") and server != ""
        if self.is_encrypted:
            pair = zmq.auth.load_certificate(os.environ["INTERDICT_CLIENT_KEY_FILE"])
            socket.curve_publickey, socket.curve_secretkey = pair
            socket.curve_serverkey = server.encode()
            socket.setsockopt(zmq.HANDSHAKE_IVL, 1500)
        self.events = socket.get_monitor_socket(EVENTS)
        socket.connect(endpoint)

    def opened(self):
        """Whether a connection was made since the last call. Ends the program where none will ever be made."""
        opened = False
        while self.events.poll(0):
            message = parse_monitor_message(self.events.recv_multipart())
            event, value = message["event"], message["value"]
            if event == zmq.EVENT_HANDSHAKE_SUCCEEDED:
                opened, self.is_open, self.breaks = True, True, 0
            elif event == zmq.EVENT_DISCONNECTED:
                self.is_open = False
            elif event == zmq.EVENT_HANDSHAKE_FAILED_AUTH:  # libzmq tries no more after this.
                sys.exit(f"{self.endpoint} refuses this program's key ({value}): it is not on the server's list")
            elif event == zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL and value == MECHANISM_MISMATCH:  # Nor after this.
                sys.exit(f"{self.endpoint} " + ("isn't encrypted; nothing was sent" if self.is_encrypted else
                                                "takes encrypted connections only; set INTERDICT_SERVER_KEY"))
            elif self.is_encrypted:  # A server with another key can't read what it gets, and breaks off each time.
                self.breaks += 1
                self.begin = self.begin if self.breaks > 1 else time.monotonic()
                if self.breaks >= 4 and time.monotonic() > self.begin + 0.6:
                    sys.exit(f"{self.endpoint} doesn't prove that it has the server's key; nothing was sent")
        return opened
