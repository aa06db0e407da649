"""Invocations: by a caller who waits, or later, with Lambda's retries and what happens to an event that failed for good."""
from __future__ import annotations

import json
import time
import uuid
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from .. import access
from ..backends import backend
from ..errors import AwsError
from ..eventbridge.targets import bury
from ..sts import ROLE_ARN, find_role
from . import logs
from .pool import Pool
from .runtime import Died, Environment, Session, find_node

if TYPE_CHECKING:
    from ..world import World

ATTEMPTS = 3  # asynchronous invocations are tried twice again; the emulator does not wait minutes in between
CREDENTIAL_SECONDS = 12 * 3600


class Outcome:
    def __init__(self, payload: Any, error_kind: Any = None, log: str = ""):
        self.payload, self.error_kind, self.log = payload, error_kind, log


class Functions:
    def __init__(self, world: World):
        self._world, self._pool = world, Pool()

    def find(self, name_or_arn: str, account: str | None = None, region: str | None = None) -> Any:
        if name_or_arn.startswith("arn:"):
            parts = name_or_arn.split(":")
            region, account, name = parts[3], parts[4], parts[6]
        else:
            name = name_or_arn.split(":")[-1]
        assert account and region  # a name alone comes with its place
        for function in backend("lambda", account, region).list_functions():
            if function.function_name == name:
                return function
        raise AwsError("ResourceNotFoundException", f"Function not found: arn:aws:lambda:{region}:{account}:function:{name}", 404)

    def require_invoke(self, function: Any, principal: Any) -> None:
        document = {"Statement": [{**statement, "Principal": _principal(statement)} for statement in function.policy.statements]}
        access.require(principal, "lambda:InvokeFunction", function.function_arn, function.account_id, document,
                       f"the policy of the function {function.function_name}")

    # -- later
    def invoke_later(self, function: Any, body: str, trace: Any) -> None:
        try:
            event = json.loads(body)
        except ValueError:
            raise AwsError("InvalidRequestContentException", f"Could not parse request body into json: {body[:80]}") from None
        self._world.router.later(trace, self._try, function, event, trace)

    def _try(self, function: Any, event: Any, trace: Any) -> None:
        settings = function.event_invoke_config[-1].config if function.event_invoke_config else {}
        attempts = 1 + settings.get("MaximumRetryAttempts", ATTEMPTS - 1)
        id = str(uuid.uuid4())
        hop = trace.hop(function.account_id, function.region, "function", function.function_name, "delivered", request=id)
        for attempt in range(1, attempts + 1):
            outcome = self.run(function, event, trace, id)
            if outcome.error_kind:
                trace.hop(function.account_id, function.region, "function", function.function_name, "failed", _message(outcome), attempt=attempt)
            else:
                if isinstance(outcome.payload, str):
                    hop["result"] = outcome.payload[:200]
                return self._destination(function, "OnSuccess", settings, event, outcome, id, attempt, trace)
        self._dead_letter(function, event, outcome, id, trace)
        self._destination(function, "OnFailure", settings, event, outcome, id, attempts, trace)

    def _dead_letter(self, function: Any, event: Any, outcome: Any, id: str, trace: Any) -> None:
        arn = (getattr(function, "dead_letter_config", None) or {}).get("TargetArn")
        if arn:
            attributes = {"RequestID": id, "ErrorCode": "200", "ErrorMessage": _message(outcome)[:1024]}
            self._hand_over(function, arn, json.dumps(event, ensure_ascii=False), attributes, trace)

    def _destination(self, function: Any, kind: str, settings: dict, event: Any, outcome: Any, id: str, attempts: int, trace: Any) -> None:
        arn = ((settings.get("DestinationConfig") or {}).get(kind) or {}).get("Destination")
        if not arn:
            return
        record = {
            "version": "1.0", "timestamp": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "requestContext": {"requestId": id, "functionArn": f"{function.function_arn}:$LATEST", "approximateInvokeCount": attempts,
                               "condition": "RetriesExhausted" if outcome.error_kind else "Success"},
            "requestPayload": event, "responsePayload": outcome.payload,
            "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", **({"functionError": outcome.error_kind} if outcome.error_kind else {})},
        }
        self._hand_over(function, arn, json.dumps(record, ensure_ascii=False), {}, trace)

    def _hand_over(self, function: Any, arn: str, body: str, attributes: dict, trace: Any) -> None:
        """With the function's own role, which must be allowed to send there."""
        service, organization = arn.split(":")[2], self._world.organization
        try:
            principal = access.role_of(function.role, "lambda.amazonaws.com", function.account_id, function.function_arn, organization)
            if service == "sqs":
                return bury(trace, arn, body, attributes, principal)
            if service != "sns":
                raise access.Refused(f"the emulator sends failed events to queues and topics only, not to {service}")
            topics = self._world.topics
            topics.require_publish(topics.find(arn), principal)
            topics.publish(topics.find(arn), body, trace)
        except (access.Refused, AwsError) as error:
            trace.hop(function.account_id, function.region, service, arn, "failed", f"the event is lost: {error}")

    # -- now
    def run(self, function: Any, event: Any, trace: Any, id: str) -> Outcome:
        if not (function.run_time or "").startswith("nodejs"):
            return _failed("Runtime.Unsupported", f"the emulator runs Node.js functions, not {function.run_time}", "Unhandled")
        place, revision = function.function_arn, self._revision(function)
        environment = self._pool.take(place, revision, lambda: self._make(function))
        environment.session.identity.trace = trace
        log, began, alive = logs.Log(function, environment, id), time.monotonic(), False
        try:
            answer = environment.invoke(id, event, function.function_arn, float(function.timeout or 3), log.say)
            alive = True
        except Died as death:
            log.say("", death.error["errorMessage"])
            answer = {"error": death.error}
        finally:
            environment.session.identity.trace = None
            self._pool.give_back(place, revision, environment) if alive else self._pool.throw_away(place, environment)
        log.close((time.monotonic() - began) * 1000)
        return Outcome(answer.get("error", answer.get("result")), "Unhandled" if "error" in answer else None, log.tail())

    def _revision(self, function: Any) -> str:
        return json.dumps([function.code_sha_256, function.environment_vars, function.role, function.handler, function.memory_size], sort_keys=True)

    def _make(self, function: Any) -> Environment:
        node = find_node()
        if node is None:
            raise AwsError("ServiceException", "emulator: no node to run the function with; set METSUKE_NODE", 500)
        role, access_key, identity = self._credentials(function)
        stream = logs.stream_name()
        return Environment(node, function.code_bytes, {
            **{key: str(value) for key, value in (function.environment_vars or {}).items()},
            "AWS_REGION": function.region, "AWS_DEFAULT_REGION": function.region, "AWS_ENDPOINT_URL": self._world.endpoint,
            "AWS_ACCESS_KEY_ID": access_key, "AWS_SECRET_ACCESS_KEY": identity.secret, "AWS_SESSION_TOKEN": identity.token,
            "AWS_LAMBDA_FUNCTION_NAME": function.function_name, "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size), "AWS_LAMBDA_LOG_GROUP_NAME": function.logs_group_name,
            "AWS_LAMBDA_LOG_STREAM_NAME": stream, "_HANDLER": function.handler,
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.run_time}",
        }, Session(role, identity, stream))

    def _credentials(self, function: Any) -> tuple:
        match = ROLE_ARN.match(function.role)
        role = find_role(*match.groups()) if match else None
        if match is None or role is None:
            raise AwsError("InvalidParameterValueException", f"The role {function.role} defined for the function cannot be assumed by Lambda.")
        access_key, identity = self._world.credentials.issue(match[1], role, function.function_name, CREDENTIAL_SECONDS)
        identity.runs_function = True
        return role, access_key, identity


def _failed(kind: str, text: str, error_kind: str) -> Outcome:
    return Outcome({"errorType": kind, "errorMessage": text}, error_kind)


def _message(outcome: Outcome) -> str:
    return f'{outcome.payload.get("errorType", "Error")}: {outcome.payload.get("errorMessage", "")}'


def _principal(statement: dict) -> Any:
    """moto keeps an account as its bare id, where AWS makes the ARN of its root of it."""
    principal = statement["Principal"]
    return principal if isinstance(principal, dict) or principal == "*" else {"AWS": principal}
