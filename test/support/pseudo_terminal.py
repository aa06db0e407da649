"""Runs a program in a pseudo-terminal. Lines of JSON on stdin act on it; its output goes to stdout as it is.

{"keys": "\\u0003"}   typed, so that the terminal makes a signal of Ctrl-C
{"size": [40, 80]}    rows and columns; the program hears of it
{"signal": "SIGTERM"}

The first line on stderr is the process id, the last one how it ended: {"pid": 1}, {"code": 130}.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios


def resize(terminal: int, rows: int, columns: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def act(command: dict, terminal: int, pid: int) -> None:
    if "keys" in command:
        os.write(terminal, command["keys"].encode())
    if "size" in command:
        resize(terminal, *command["size"])
    if "signal" in command:
        os.kill(pid, getattr(signal, command["signal"]))


def tell(fact: dict) -> None:
    print(json.dumps(fact), file=sys.stderr, flush=True)


def main(rows: str, columns: str, *program: str) -> None:
    ready, go = os.pipe()
    pid, terminal = pty.fork()
    if pid == 0:
        # The size is set before the program looks at it.
        os.read(ready, 1)
        os.execvp(program[0], program)
    resize(terminal, int(rows), int(columns))
    tell({"pid": pid})
    os.write(go, b".")
    inputs = [terminal, 0]
    pending = b""
    while True:
        readable, _, _ = select.select(inputs, [], [])
        if terminal in readable:
            try:
                output = os.read(terminal, 65536)
            except OSError:  # Linux: nobody has the other end any more
                output = b""
            if not output:
                break
            os.write(1, output)
        if 0 in readable:
            more = os.read(0, 65536)
            if not more:
                inputs.remove(0)
            *lines, pending = (pending + more).split(b"\n")
            for line in lines:
                act(json.loads(line), terminal, pid)
    _, status = os.waitpid(pid, 0)
    tell({"code": os.waitstatus_to_exitcode(status)})


main(*sys.argv[1:])
