"""Why a resource could not be made, changed or deleted, in CloudFormation's words."""
from __future__ import annotations

import uuid

from ..errors import AwsError


class ResourceFailed(Exception):
    def __init__(self, logical_id: str, type: str, reason: str):
        super().__init__(reason)
        self.logical_id, self.type, self.reason = logical_id, type, reason


def explain(error: Exception) -> str:
    """A handler's failure in CloudFormation's words."""
    message = getattr(error, "message", None) or getattr(error, "description", None) or str(error) or type(error).__name__
    code = getattr(error, "code", None)
    code = code if isinstance(code, str) else getattr(error, "error_type", type(error).__name__)
    if not isinstance(error, AwsError) or not code.startswith("Plain"):
        if "already exist" in message or "AlreadyExists" in code:
            code = "AlreadyExists"
        elif code.startswith("AccessDenied") or code == "AuthorizationError":
            code = "AccessDenied"
        elif code.startswith("Insufficient"):
            message, code = f"Invalid request provided: {message}", "InvalidRequest"
        elif "Exceeded" in code or code == "OverLimit":
            code = "ServiceLimitExceeded"
        return f'Resource handler returned message: "{message}" (RequestToken: {uuid.uuid4()}, HandlerErrorCode: {code})'
    return message


def is_gone(error: Exception) -> bool:
    """Deleting what somebody else deleted before is no failure."""
    text = f"{getattr(error, 'code', '')} {getattr(error, 'error_type', '')} {type(error).__name__}"
    return any(word in text for word in ("NotFound", "NoSuch", "DoesNotExist", "ResourceNotFound"))
