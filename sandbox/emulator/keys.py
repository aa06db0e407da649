"""What callers prove themselves with: all of it comes from the one secret of this sandbox. src/sandbox/secret.mjs derives the same."""
from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

VARIABLE = "METSUKE_SANDBOX_SECRET"
SHORTEST = 32
PREFIX = "AKIASBX0"


class Keys:
    def __init__(self, secret: str):
        self._secret = secret.encode()
        self._of_accounts: dict[str, str] = {}
        self.control_token = self._derive("control")

    def of_account(self, account: str) -> str:
        """The secret access key of an account; its access key id is PREFIX and the account's id."""
        if account not in self._of_accounts:
            self._of_accounts[account] = self._derive(f"account {account}")[:40]
        return self._of_accounts[account]

    def opens_control(self, authorization: Any) -> bool:
        return hmac.compare_digest((authorization or "").encode(), f"Bearer {self.control_token}".encode())

    def _derive(self, purpose: str) -> str:
        return base64.urlsafe_b64encode(hmac.new(self._secret, purpose.encode(), hashlib.sha256).digest()).decode().rstrip("=")
