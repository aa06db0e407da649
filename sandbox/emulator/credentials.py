"""Access keys: which principal signs with a key. Every account has one key; AssumeRole hands out temporary ones."""
from __future__ import annotations

import secrets
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from moto.iam.models import iam_backends

from .errors import AwsError
from .keys import PREFIX, Keys

if TYPE_CHECKING:
    from .eventbridge.journal import Trace
    from .organization.model import Organization


class Identity:
    """A caller. `arn` is what GetCallerIdentity shows, `principal_arn` what aws:PrincipalArn holds."""

    runs_function = False  # a Lambda function's credentials: its role's policies are evaluated, its calls belong to a trace
    trace: Trace | None = None
    session_policies: list | None = None  # documents that narrow an assumed role
    task: str | None = None  # of a root session: see root_access.py

    def __init__(self, account: str, secret: str, arn: str, principal_arn: str, user_id: Any, token: str | None = None, expires: Any = None):
        self.account, self.secret, self.arn, self.principal_arn = account, secret, arn, principal_arn
        self.user_id, self.token, self.expires = user_id, token, expires


class Credentials:
    def __init__(self, organization: Organization, keys: Keys):
        self._organization, self._keys = organization, keys
        self._temporary: dict[str, Identity] = {}

    def find(self, access_key: str) -> Identity | None:
        """The identity that owns a key, or None when AWS would not know it."""
        if access_key.startswith(PREFIX):
            account = access_key[len(PREFIX):]
            if account not in self._organization.accounts and account not in self._organization.former:
                return None
            arn = f"arn:aws:iam::{account}:user/sandbox"
            return Identity(account, self._keys.of_account(account), arn, arn, "AIDA" + account.rjust(17, "0"))
        return self._temporary.get(access_key) or self._user_key(access_key)

    def _user_key(self, access_key: str) -> Identity | None:
        """Keys made with iam:CreateAccessKey live in moto's IAM."""
        for account in list(iam_backends):
            key = iam_backends[account]["aws"].access_keys.get(access_key)
            if key is not None and key.user_name and key.status == "Active":
                user = iam_backends[account]["aws"].users[key.user_name]
                return Identity(account, key.secret_access_key, user.arn, user.arn, user.id)
        return None

    def issue(self, account: str, role: Any, session_name: str, seconds: int, session_policies: Any = None) -> tuple:
        """Temporary credentials of an assumed role: (access key id, identity)."""
        identity = Identity(
            account, secrets.token_hex(20),
            f"arn:aws:sts::{account}:assumed-role/{role.name}/{session_name}", role.arn, f"{role.id}:{session_name}",
            token=secrets.token_hex(60), expires=datetime.now(timezone.utc) + timedelta(seconds=seconds))
        identity.session_policies = session_policies
        return self._remember(identity)

    def issue_session(self, caller: Identity, seconds: int) -> tuple:
        """GetSessionToken: the same caller under temporary credentials."""
        expires = datetime.now(timezone.utc) + timedelta(seconds=seconds)
        return self._remember(Identity(caller.account, secrets.token_hex(20), caller.arn, caller.principal_arn, caller.user_id,
                                       token=secrets.token_hex(60), expires=expires))

    def issue_root(self, account: str, task: str, seconds: int) -> tuple:
        """AssumeRoot: the root user of a member, for one task."""
        arn = f"arn:aws:iam::{account}:root"
        identity = Identity(account, secrets.token_hex(20), arn, arn, account, token=secrets.token_hex(60),
                            expires=datetime.now(timezone.utc) + timedelta(seconds=seconds))
        identity.task = task
        return self._remember(identity)

    def _remember(self, identity: Identity) -> tuple:
        access_key = "ASIA" + secrets.token_hex(8).upper()
        self._temporary[access_key] = identity
        return access_key, identity

    def authenticate(self, access_key: str, token: str | None) -> Identity:
        identity = self.find(access_key)
        if identity is None or (identity.token and not secrets.compare_digest(identity.token.encode(), (token or "").encode())):
            raise AwsError("InvalidClientTokenId", "The security token included in the request is invalid.", 403)
        if identity.expires and identity.expires < datetime.now(timezone.utc):
            raise AwsError("ExpiredToken", "The security token included in the request is expired", 403)
        return identity
