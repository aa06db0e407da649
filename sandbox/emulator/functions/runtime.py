"""One process of node that holds one function, as an execution environment of Lambda does: one invocation at a time."""
from __future__ import annotations

import io
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from ..credentials import Identity

RUNNER = Path(__file__).with_name("runner.cjs")
LOADING_SECONDS = 60  # AWS gives ten; a machine that is busy with something else needs more


class Died(Exception):
    """The process is gone; it cannot be used again. The dictionary is Lambda's error."""

    def __init__(self, error: dict):
        super().__init__(error["errorMessage"])
        self.error = error


def find_node() -> str | None:
    """The node that started the sandbox, or the first on the path."""
    return os.environ.get("METSUKE_NODE") or shutil.which("node")


def module_folders() -> str:
    """Where `@aws-sdk/*` is found, which Lambda's runtime brings along: beside this package, or above where it is installed."""
    here = Path(__file__).resolve()
    return os.pathsep.join(str(folder / "node_modules") for folder in here.parents if (folder / "node_modules").is_dir())


class Session(NamedTuple):
    """With whose rights the code works, and where its lines go."""

    role: Any  # moto's
    identity: Identity
    stream: str


class Environment:
    """`variables` are the function's own and those that Lambda sets."""

    def __init__(self, node: str, code: bytes, variables: dict, session: Session):
        self.session = session
        self._folder = tempfile.mkdtemp(prefix="metsuke-function-")
        zipfile.ZipFile(io.BytesIO(code)).extractall(self._folder)
        self._loaded = False
        answers, far_end = os.pipe()
        self._answers, self._rest, self._poll = answers, b"", select.poll()
        self._poll.register(answers, select.POLLIN)
        environment = {"PATH": os.environ.get("PATH", ""), "NODE_PATH": module_folders(), "TZ": ":UTC", "LAMBDA_TASK_ROOT": self._folder,
                       "METSUKE_ANSWERS": str(far_end), "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": "true", **variables}
        self._process = subprocess.Popen(
            [node, str(RUNNER)], env=environment, cwd=self._folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, pass_fds=(far_end,))
        os.close(far_end)
        assert self._process.stdin is not None  # a pipe, as asked
        self._input = self._process.stdin

    def invoke(self, id: str, event: Any, arn: str, seconds: float, log: Any) -> dict:
        """Returns {"result": …} or {"error": …}; `log(level, text)` receives what the function says. Raises Died."""
        self._wait_until_loaded(id, log)
        until = time.monotonic() + seconds
        wish = {"id": id, "event": event, "arn": arn, "deadline": int((time.time() + seconds) * 1000)}
        try:
            self._input.write(json.dumps(wish).encode() + b"\n")
            self._input.flush()
        except OSError:
            raise Died(_exited(id)) from None
        while True:
            message = self._read(until, id, seconds)
            if message["kind"] == "log":
                log(message["level"], message["text"])
            elif message["kind"] == "died":
                raise Died(message["error"])
            elif message["id"] == id:
                return {key: message[key] for key in ("result", "error") if key in message}

    def _wait_until_loaded(self, id: str, log: Any) -> None:
        """As on AWS, the time that a function has begins when its code is loaded."""
        while not self._loaded:
            message = self._read(time.monotonic() + LOADING_SECONDS, id, LOADING_SECONDS)
            if message["kind"] == "log":
                log(message["level"], message["text"])
            elif message["kind"] == "died":
                raise Died(message["error"])
            else:
                self._loaded = True

    def _read(self, until: float, id: str, seconds: float) -> dict:
        while b"\n" not in self._rest:
            if not self._poll.poll(max(0.0, until - time.monotonic()) * 1000):
                raise Died({"errorType": "Sandbox.Timedout", "errorMessage": f"RequestId: {id} Error: Task timed out after {seconds:.2f} seconds"})
            piece = os.read(self._answers, 65536)
            if not piece:
                raise Died(_exited(id))
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def close(self) -> None:
        self._process.kill()
        self._input.close()
        self._process.wait()
        os.close(self._answers)
        shutil.rmtree(self._folder, ignore_errors=True)


def _exited(id: str) -> dict:
    return {"errorType": "Runtime.ExitError", "errorMessage": f"RequestId: {id} Error: Runtime exited without providing a reason"}
