"""The Invoke operation. Functions themselves are kept by moto."""
from __future__ import annotations

import base64
import json
import re
import uuid
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from .. import access
from ..call import Answer
from ..errors import AwsError

if TYPE_CHECKING:
    from ..call import Call
    from ..request import Request
    from ..world import World

PATH = re.compile(r"^/2015-03-31/functions/([^/]+)/invocations/?$")


class LambdaApi:
    def __init__(self, world: World):
        self._world = world

    def invoke(self, call: Call) -> Answer:
        request, functions = call.request, self._world.functions
        function = functions.find(unquote(PATH.sub(r"\1", request.path)), call.account, call.region)
        try:
            functions.require_invoke(function, access.caller(call.identity, self._world.organization))
        except access.Refused as reason:
            raise access.denied("AccessDeniedException", reason) from None
        kind = request.header("x-amz-invocation-type") or "RequestResponse"
        if kind == "DryRun":
            return Answer(204, [], b"")
        body = request.body.decode() or "{}"
        if kind == "Event":
            trace = call.identity.trace or self._world.router.journal.open(str(uuid.uuid4()), f"invocation of {function.function_name}")
            functions.invoke_later(function, body, trace)
            return Answer(202, [], b"")
        return self._now(function, body, call, request)

    def _now(self, function: Any, body: str, call: Call, request: Request) -> Answer:
        try:
            event = json.loads(body)
        except ValueError:
            raise AwsError("InvalidRequestContentException", "Could not parse request body into json") from None
        outcome = self._world.functions.run(function, event, call.identity.trace, str(uuid.uuid4()))
        headers = [("Content-Type", "application/json"), ("X-Amz-Executed-Version", "$LATEST")]
        if outcome.error_kind:
            headers.append(("X-Amz-Function-Error", outcome.error_kind))
        if (request.header("x-amz-log-type") or "") == "Tail":
            headers.append(("X-Amz-Log-Result", base64.b64encode(outcome.log.encode()).decode()))
        return Answer(200, headers, json.dumps(outcome.payload, ensure_ascii=False).encode())
