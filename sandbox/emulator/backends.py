"""Where moto keeps its state: one backend a service, account and region."""
from __future__ import annotations

import sys
import threading
from collections import defaultdict
from functools import cache
from typing import Any


@cache
def _service(name: str) -> Any:
    import moto.backends

    return moto.backends.get_backend(name)


def backend(service: str, account: str, region: str) -> Any:
    """The backend of a regional service, or the one backend of a global service such as IAM and S3."""
    of_account = _service(service)[account]
    return of_account[region] if region in of_account.regions else of_account["aws"]


def living(service: str, account: str | None = None) -> list:
    """The backends that somebody has used already, of one account or of all: asking for more would make them."""
    if f"moto.{_MODULES.get(service, service)}.models" not in sys.modules:
        return []
    accounts = _service(service)
    chosen = [account] if account in accounts else [] if account is not None else list(accounts)
    return [accounts[name][region] for name in chosen for region in list(accounts[name])]


def functions_of(account: str, region: str) -> list:
    return [one for backend in living("lambda", account) if backend.region_name == region for one in backend.list_functions()]


_MODULES = {"lambda": "awslambda"}

# moto has no locks of its own; work in one account is done by one thread at a time
_locks: defaultdict[str, threading.RLock] = defaultdict(threading.RLock)


def account_lock(account: str) -> Any:
    return _locks[account]
