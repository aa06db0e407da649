"""python3 -m emulator.tests.forks SOCKET PARENT: emulators for tests, each a fork of one process that has imported everything.

A line of JSON on the socket, {"parameters": […], "environment": {…}, "log": "file"}, starts one with the parameters of
`python3 -m emulator`; the answer is {"pid": N}. What it says is in its log, as if it had been started by itself. This process has no
thread and no organization, so that a fork begins like a fresh emulator. It leaves when PARENT is gone.
"""
from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys

from ..__main__ import main as emulate
from ..__main__ import set_up_moto

SERVICES = ("athena", "cloudtrail", "cloudwatch", "config", "dynamodb", "ec2", "events", "firehose", "glue", "iam", "kms", "lambda",
            "logs", "s3", "scheduler", "sns", "sqs", "ssm", "stepfunctions", "sts")


def main(path: str, parent: int) -> None:
    _import_everything()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended emulators leave nothing behind
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(f"{path}.new")
    listener.listen(64)
    os.rename(f"{path}.new", path)  # it is found only when it listens
    listener.settimeout(0.5)
    print("ready", flush=True)
    while _is_alive(parent):
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        with connection:
            wish = json.loads(connection.makefile().readline())
            pid = os.fork()
            if pid == 0:
                listener.close()
                connection.close()
                _become_emulator(wish)
            connection.sendall(json.dumps({"pid": pid}).encode() + b"\n")


def _import_everything() -> None:
    set_up_moto()  # read when moto is imported
    import moto.backends
    from moto.moto_server.werkzeug_app import create_backend_app

    from .. import keys, server
    from ..organization import seed
    from ..types import registry, schema

    for service in SERVICES:
        moto.backends.get_backend(service)
        create_backend_app(service)
    registry.load_all()
    importlib.import_module("moto.ssm.responses")
    schema.warm_up()
    server.make_application(server.World(seed.build({"management": {"name": "nobody"}}), keys.Keys("of nobody" * 4)))
    gc.collect()
    gc.freeze()


def _become_emulator(wish: dict) -> None:
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(wish["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.environ.clear()
    os.environ.update(wish["environment"])
    sys.argv = ["emulator", *wish["parameters"]]
    try:
        emulate()
    except SystemExit as end:
        sys.stderr.flush()
        os._exit(int(end.code or 0))
    finally:
        os._exit(1)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
