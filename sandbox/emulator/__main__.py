"""python3 -m emulator --port 0 --organization FILE [--parent-pid N] [--enforce] [--step-seconds S]"""
from __future__ import annotations

import argparse
import ipaddress
import os
import sys
import time
from importlib import metadata
from typing import Any

from . import MOTO_VERSION, keys


def main() -> None:
    options = _arguments()
    installed = _moto_version()
    if installed != MOTO_VERSION:
        _stop(1, f"The emulator extends moto {MOTO_VERSION} exactly; this Python has {installed or 'no moto'}.")
    if not _is_loopback(options.host):
        _stop(2, f"The emulator only listens on a loopback address, not on {options.host}.")
    secret = os.environ.pop(keys.VARIABLE, "")  # whatever this process starts does not inherit it
    if len(secret) < keys.SHORTEST:
        _stop(2, f"The emulator needs a secret of {keys.SHORTEST} characters or more in {keys.VARIABLE}: what its callers sign with.")
    os.umask(0o077)
    set_up_moto()
    from .organization import seed
    from .server import serve

    began = time.process_time()
    try:
        organization = seed.load(options.organization)
    except (seed.SeedError, ValueError) as error:
        _stop(2, f"The organization file is wrong: {error}")
    serve(options, organization, secret, round(time.process_time() - began, 3))


def set_up_moto() -> None:
    """moto fills unset credentials and accepts any region; a real profile of this machine must never matter."""
    os.environ.update(MOTO_ALLOW_NONEXISTENT_REGION="true", AWS_ACCESS_KEY_ID="sandbox", AWS_SECRET_ACCESS_KEY="sandbox",
                      AWS_EC2_METADATA_DISABLED="true", MOTO_DISABLE_GLOBAL_CORS="true")
    os.environ.pop("AWS_PROFILE", None)


def _arguments() -> Any:
    parser = argparse.ArgumentParser(prog="python3 -m emulator", description="An emulated AWS organization on this machine.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port")
    parser.add_argument("--organization", required=True, metavar="FILE", help="YAML or JSON, see README.md")
    parser.add_argument("--parent-pid", type=int, metavar="N", help="leave when this process is gone")
    parser.add_argument("--enforce", action="store_true", help="evaluate service control policies on every call")
    parser.add_argument("--control-tower", action="store_true", help="with a landing zone of AWS Control Tower")
    parser.add_argument("--slow-iam", type=float, default=0.0, metavar="S", help="a role cannot be assumed for so long after it was made")
    parser.add_argument("--slow-lists", type=float, default=0.0, metavar="S", help="lists show an account or a stack set only so long after it was made")
    parser.add_argument("--step-seconds", type=float, default=0.0, metavar="S", help="artificial time a stack instance takes")
    return parser.parse_args()


def _moto_version() -> Any:
    try:
        return metadata.version("moto")
    except metadata.PackageNotFoundError:
        return None


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _stop(code: int, sentence: str) -> None:
    print(sentence, file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
