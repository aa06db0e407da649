"""Faults that a test switches on: failing accounts, throttling, API errors, slow operations, slow IAM propagation."""
from __future__ import annotations

import threading
import time
from datetime import datetime, timezone
from typing import Any

from .errors import AwsError


class Faults:
    def __init__(self, step_seconds: float = 0.0, slow_iam: float = 0.0, slow_lists: float = 0.0):
        self._slow_iam, self._slow_lists = slow_iam, slow_lists  # a choice, and no fault: it stays when faults are cleared
        self._lock = threading.Lock()
        self._pace = threading.Condition()
        self.step_seconds = step_seconds
        self.clear(step_seconds)

    def clear(self, step_seconds: float = 0.0) -> None:
        with self._lock:
            self.accounts: dict[str, str] = {}
            self.calls: list = []
            self.role_propagation_seconds = self._slow_iam
        self._set_pace(step_seconds)

    def describe(self) -> dict:
        return {
            "accounts": dict(self.accounts), "calls": [dict(fault) for fault in self.calls],
            "stepSeconds": self.step_seconds, "rolePropagationSeconds": self.role_propagation_seconds,
        }

    def apply(self, wish: dict) -> None:
        """Switch on one fault; ValueError says what is wrong with the wish."""
        kind = wish.get("kind")
        if kind == "account":
            self._fail_account(str(wish["account"]), wish.get("reason"))
        elif kind == "throttle":
            self._fail_calls(wish, "ThrottlingException", "Rate exceeded", 400)
        elif kind == "error":
            self._fail_calls(wish, wish["code"], wish.get("message", ""), int(wish.get("status", 400)))
        elif kind == "step-seconds":
            self._set_pace(float(wish["seconds"]))
        elif kind == "role-propagation":
            self.role_propagation_seconds = float(wish["seconds"])
        elif kind == "clear":
            self.clear()
        else:
            raise ValueError(f"unknown kind of fault: {kind}")

    def _fail_account(self, account: str, reason: str | None) -> None:
        if reason is None:
            self.accounts.pop(account, None)
        else:
            self.accounts[account] = reason

    def _fail_calls(self, wish: dict, code: str, message: str, status: int) -> None:
        fault = {"service": wish["service"], "operation": wish.get("operation"), "code": code, "message": message,
                 "status": status, "times": int(wish.get("times", 1))}
        with self._lock:
            self.calls.append(fault)

    def check_call(self, service: str, operation: str) -> None:
        """Raise the error of the first fault that is meant for this call, and use it up once."""
        if not self.calls:
            return
        with self._lock:
            for fault in self.calls:
                if fault["service"] == service and fault["operation"] in (None, operation):
                    fault["times"] -= 1
                    if fault["times"] <= 0:
                        self.calls.remove(fault)
                    raise AwsError(fault["code"], fault["message"], fault["status"])

    def take_a_step(self) -> None:
        """Waits as long as a step takes; one that is under way ends early when the pace becomes quicker."""
        began = time.monotonic()
        with self._pace:
            while (left := began + self.step_seconds - time.monotonic()) > 0:
                self._pace.wait(left)

    def _set_pace(self, step_seconds: float) -> None:
        with self._pace:
            self.step_seconds = step_seconds
            self._pace.notify_all()

    def is_listed(self, made: datetime) -> bool:
        """Lists are eventually consistent: what was just made may be missing."""
        return not self._slow_lists or (datetime.now(timezone.utc) - made).total_seconds() >= self._slow_lists

    def is_propagated(self, role: Any) -> bool:
        """IAM is eventually consistent: a role just created cannot be assumed or named yet."""
        if not self.role_propagation_seconds:
            return True
        created = role.create_date if role.create_date.tzinfo else role.create_date.replace(tzinfo=timezone.utc)
        return (datetime.now(timezone.utc) - created).total_seconds() >= self.role_propagation_seconds
