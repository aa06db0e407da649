"""The front door: one WSGI application that authenticates, counts and faults every call, then answers or asks moto."""
from __future__ import annotations

import io
import re
import sys
import traceback
from typing import TYPE_CHECKING, Any

from . import protocol, public_objects, rest_json, signature, virtual_hosts
from .backends import account_lock
from .call import NOT_MINE, Answer, Call
from .errors import AwsError
from .operations import operation_name
from .quotas import door as quotas
from .request import Request

if TYPE_CHECKING:
    from .credentials import Identity
    from .world import World

# Where concurrent calls compete: a conditional write must not be overtaken between its condition and its write
ONE_AT_A_TIME = ("dynamodb", "sqs")
EMULATED_ONLY = ("cloudformation", "organizations")  # moto's own versions of these must never answer
REASONS = {200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 500: "Internal Server Error"}


class Application:
    def __init__(self, world: World, control: Any, services: dict, moto: Any):
        self._world, self._control, self._services, self._moto = world, control, services, moto

    def __call__(self, environ: dict, start_response: Any) -> Any:
        body = _read_body(environ)
        path = environ.get("PATH_INFO", "/")
        if path.startswith("/metsuke/"):
            if not self._world.keys.opens_control(environ.get("HTTP_AUTHORIZATION")):
                return _respond(start_response, *self._control.refuse())
            return _respond(start_response, *self._control.handle(environ["REQUEST_METHOD"], path, environ.get("QUERY_STRING", ""), body))
        try:
            authorization = signature.find(environ)
            if authorization is None:
                return self._unsigned(environ, start_response, body)
            request = Request(environ, body, authorization)
        except AwsError as error:
            return _respond(start_response, *protocol.render_error(_style_of_unsigned(environ, body), error))
        try:
            return self._answer(request, environ, start_response)
        except AwsError as error:
            status, headers, text = protocol.render_error(request.error_style, error)
            return _respond(start_response, status, headers, b"" if request.method == "HEAD" else text)
        except Exception as error:  # a bug of the emulator: say so in the answer, the trace goes to stderr
            traceback.print_exc(file=sys.stderr)
            failure = AwsError("InternalFailure", f"emulator: {type(error).__name__}: {error}", 500)
            return _respond(start_response, *protocol.render_error(request.error_style, failure))

    def _unsigned(self, environ: dict, start_response: Any, body: bytes) -> Any:
        """Nobody in particular reads what S3 shows to everybody, and does nothing else."""
        if _style_of_unsigned(environ, body) != "s3":
            raise AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", 403)
        path, query = virtual_hosts.path_of(environ, "s3"), environ.get("QUERY_STRING", "")
        operation = operation_name("s3", environ["REQUEST_METHOD"], path, query, None, {})
        account = public_objects.owner_for_everybody(operation, path, query, self._world.organization)
        self._world.calls.add("s3", operation)
        virtual_hosts.to_path(environ, "s3")
        environ["HTTP_X_MOTO_ACCOUNT_ID"] = account
        return self._moto(environ, start_response)

    def _answer(self, request: Request, environ: dict, start_response: Any) -> Any:
        service, operation = request.service, request.operation
        self._world.calls.add(service, operation)
        identity = self._authenticate(request)
        self._world.faults.check_call(service, operation)
        self._world.enforce_policies(identity, request)
        self._world.require_own_policies(identity, request)
        self._world.require_bucket_owner(identity, request)
        quotas.check(request, identity.account)
        notice = self._world.api_calls.begin(identity, request)
        answer = self._result(service, operation, identity, request, environ, start_response)
        notice()
        return answer

    def _result(self, service: str, operation: str, identity: Identity, request: Request, environ: dict, start_response: Any) -> Any:
        handler = self._handler(service, operation)
        self._authorize(service, operation, identity)
        result: Any = NOT_MINE if handler is None else handler(self._call(service, operation, identity, request))
        if result is NOT_MINE:
            return self._ask_moto(request, identity, environ, start_response)
        if isinstance(result, Answer):
            return _respond(start_response, result.status, result.headers, result.body)
        if self._is_rest_json(service):
            return _respond(start_response, 200, [("Content-Type", "application/json")], rest_json.render(service, operation, result))
        if request.style == "json":
            return _respond(start_response, 200, [("Content-Type", "application/x-amz-json-1.1")], protocol.render_json(result))
        return _respond(start_response, 200, [("Content-Type", "text/xml")], protocol.render_query(service, operation, result))

    def _call(self, service: str, operation: str, identity: Identity, request: Request) -> Call:
        if self._is_rest_json(service):
            params = rest_json.parse(service, operation, request.path, request.query, request.body)
        elif request.style == "json":
            params = request.json if request.header("x-amz-target") else {}  # REST: the handler reads the request itself
        else:
            params = protocol.parse_query(service, operation, request.form)
        return Call(service, operation, params, identity, request.region, request)

    def _is_rest_json(self, service: str) -> bool:
        return getattr(self._services.get(service), "is_rest_json", False)

    def _ask_moto(self, request: Request, identity: Identity, environ: dict, start_response: Any) -> Any:
        service = request.service
        if service in EMULATED_ONLY:
            raise AwsError("UnsupportedOperation", f"The emulator does not know {service}:{request.operation}", 501)
        virtual_hosts.to_path(environ, service)
        environ["HTTP_X_MOTO_ACCOUNT_ID"], environ["HTTP_AUTHORIZATION"] = identity.account, request.authorization.as_header()
        if service not in ONE_AT_A_TIME:
            return self._moto(environ, start_response)
        with account_lock(identity.account):
            return self._moto(environ, start_response)

    def _authenticate(self, request: Request) -> Identity:
        try:
            identity = self._world.credentials.authenticate(request.authorization.access_key, request.authorization.token)
            signature.verify(request.authorization, identity.secret, request.environ, request.body)
            self._world.regions.require(identity.account, request.region)
        except AwsError as error:
            raise _in_words_of(request, error) from None
        return identity

    def _handler(self, service: str, operation: str) -> Any:
        api = self._services.get(service)
        return getattr(api, snake_case(operation), None) if api is not None else None

    def _authorize(self, service: str, operation: str, identity: Identity) -> None:
        check = getattr(self._services.get(service), "authorize", None)
        if check is not None:
            check(snake_case(operation), identity.account)


def _in_words_of(request: Request, error: AwsError) -> AwsError:
    """The same refusal has another code in JSON services and in S3."""
    if error.code == "InvalidClientTokenId" and request.style == "json":
        return AwsError("UnrecognizedClientException", error.message, 400)
    if error.code == "InvalidClientTokenId" and request.style == "s3":
        return AwsError("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403)
    if error.code == "ExpiredToken" and request.style == "json":
        return AwsError("ExpiredTokenException", error.message, 400)
    if error.code == "SignatureDoesNotMatch" and request.style == "json":
        return AwsError("InvalidSignatureException", error.message, 400 if request.header("x-amz-target") else 403)
    return error


def _style_of_unsigned(environ: dict, body: bytes) -> str:
    if environ.get("HTTP_X_AMZ_TARGET"):
        return "json"
    return "query" if b"Action=" in body[:2000] + environ.get("QUERY_STRING", "").encode() else "s3"


def _read_body(environ: dict) -> bytes:
    """Read everything now: a keep-alive connection must not be left with an unread body."""
    stream = environ["wsgi.input"]
    if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
        body = stream.read()
    else:
        body = stream.read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    return body


def _respond(start_response: Any, status: int, headers: list, body: bytes) -> list:
    start_response(f"{status} {REASONS.get(status, 'Status')}",
                   [*headers, ("Content-Length", str(len(body))), ("x-amzn-RequestId", protocol.REQUEST_ID)])
    return [body]


def snake_case(operation: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", operation).lower()
