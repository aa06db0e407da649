"""The ARN that a call is about, where the request says it plainly: for policies that name resources."""
from __future__ import annotations

from urllib.parse import unquote


def resource_of(request, account: str) -> str:
    """"*" where the emulator does not know it."""
    if request.style == "s3":
        key = unquote(request.path).lstrip("/")
        return f"arn:aws:s3:::{key}" if key else "*"
    params = request.form if request.style == "query" else _params(request)
    named = _by_name(request.service, request.operation, params, request.region, account)
    if named is not None:  # first: a rule or a stack may be given a role that is not what the call is about
        return named
    for name in ("TopicArn", "RoleArn", "ResourceArn", "TrailARN", "PolicyArn", "SubscriptionArn"):
        if isinstance(params.get(name), str):
            return params[name]
    if request.service == "lambda" and "/functions/" in request.path:
        name = unquote(request.path).split("/functions/")[1].split("/")[0]
        return name if name.startswith("arn:") else f"arn:aws:lambda:{request.region}:{account}:function:{name}"
    if request.service == "sqs" and isinstance(params.get("QueueUrl"), str):
        owner, name = params["QueueUrl"].split("/")[-2:]
        return f"arn:aws:sqs:{request.region}:{owner}:{name}"
    return "*"


def _params(request) -> dict:
    try:
        return request.json
    except Exception:
        return {}


def _by_name(service: str, operation: str, params: dict, region: str, account: str):
    named = {
        "dynamodb": (("TableName", f"arn:aws:dynamodb:{region}:{account}:table/"),),
        "iam": (("RoleName", f"arn:aws:iam::{account}:role/"), ("UserName", f"arn:aws:iam::{account}:user/")),
        "sns": (("Name", f"arn:aws:sns:{region}:{account}:"),),
        "ssm": (("Name", f"arn:aws:ssm:{region}:{account}:" + ("parameter/" if "Parameter" in operation else "document/")),),
        "cloudtrail": (("Name", f"arn:aws:cloudtrail:{region}:{account}:trail/"),),
        "events": (("Name", f"arn:aws:events:{region}:{account}:rule/"), ("Rule", f"arn:aws:events:{region}:{account}:rule/")),
        "logs": (("logGroupName", f"arn:aws:logs:{region}:{account}:log-group:"),),
        "cloudformation": (("StackName", f"arn:aws:cloudformation:{region}:{account}:stack/"),),
    }
    for name, prefix in named.get(service, ()):
        value = params.get(name)
        if isinstance(value, str) and value:
            if value.startswith("arn:"):
                return value
            return prefix + (value.lstrip("/") if service == "ssm" else value)  # /shop/url is parameter/shop/url
    return None
