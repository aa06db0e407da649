"""The ARN that a call is about, where the request says it plainly: for policies that name resources."""
from __future__ import annotations

from urllib.parse import unquote


def resource_of(request, account: str) -> str:
    """"*" where the emulator does not know it."""
    if request.style == "s3":
        key = unquote(request.path).lstrip("/")
        return f"arn:aws:s3:::{key}" if key else "*"
    params = request.form if request.style == "query" else _params(request)
    for name in ("TopicArn", "RoleArn", "ResourceArn", "TrailARN", "PolicyArn", "SubscriptionArn"):
        if isinstance(params.get(name), str):
            return params[name]
    return _by_name(request.service, params, request.region, account)


def _params(request) -> dict:
    try:
        return request.json
    except Exception:
        return {}


def _by_name(service: str, params: dict, region: str, account: str) -> str:
    named = {
        "iam": (("RoleName", f"arn:aws:iam::{account}:role/"), ("UserName", f"arn:aws:iam::{account}:user/")),
        "sns": (("Name", f"arn:aws:sns:{region}:{account}:"),),
        "ssm": (("Name", f"arn:aws:ssm:{region}:{account}:document/"),),
        "cloudtrail": (("Name", f"arn:aws:cloudtrail:{region}:{account}:trail/"),),
        "events": (("Name", f"arn:aws:events:{region}:{account}:rule/"), ("Rule", f"arn:aws:events:{region}:{account}:rule/")),
        "logs": (("logGroupName", f"arn:aws:logs:{region}:{account}:log-group:"),),
        "cloudformation": (("StackName", f"arn:aws:cloudformation:{region}:{account}:stack/"),),
    }
    for name, prefix in named.get(service, ()):
        value = params.get(name)
        if isinstance(value, str) and value:
            return value if value.startswith("arn:") else prefix + value
    return "*"
