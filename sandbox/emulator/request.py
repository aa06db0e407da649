"""One signed request as AWS's protocols have it: its service, operation, parameters and headers."""
from __future__ import annotations

from . import protocol, virtual_hosts
from .operations import operation_name, service_name
from .signature import Authorization


class Request:
    def __init__(self, environ: dict, body: bytes, authorization: Authorization):
        self.environ, self.body, self.authorization = environ, body, authorization
        self.method, self.path = environ["REQUEST_METHOD"], virtual_hosts.path_of(environ, authorization.service)
        self.query, self.region = environ.get("QUERY_STRING", ""), authorization.region
        target = self.header("x-amz-target")
        self._form: dict | None = None
        if target:
            self.style = "json"
        elif authorization.service == "s3":
            self.style = "s3"
        else:
            self.style = "query" if (environ.get("CONTENT_TYPE") or "").startswith("application/x-www-form") or "Action=" in self.query else "json"
        self.service = service_name(authorization.service, target, self.path)
        self.operation = operation_name(self.service, self.method, self.path, self.query, target, self.form)

    def header(self, name: str) -> str | None:
        if name == "content-type":
            return self.environ.get("CONTENT_TYPE")
        if name == "content-length":
            return self.environ.get("CONTENT_LENGTH")
        return self.environ.get("HTTP_" + name.upper().replace("-", "_"))

    @property
    def form(self) -> dict:
        if self._form is None:
            self._form = {}
            if self.style == "query":
                self._form = protocol.parse_form(self.body or self.query.encode())
        return self._form

    @property
    def error_style(self) -> str:
        """EC2 asks as other query services do, and puts its errors elsewhere."""
        return "ec2" if self.service == "ec2" and self.style == "query" else self.style

    @property
    def json(self) -> dict:
        return protocol.parse_json(self.body)
