"""Who may speak to the emulator at all: programs of this machine that know where they are. A web page may not.

A browser runs on this machine too and sends what pages of strangers ask for. It says so in headers that a page cannot
change, and a name that a stranger's DNS points at 127.0.0.1 (DNS rebinding) stays in `Host`."""
from __future__ import annotations

import re
from typing import Any

from . import protocol
from .errors import AwsError

# A bucket's own host, as SDKs address it below http://localhost:PORT; browsers and resolvers keep *.localhost on this machine
OWN = re.compile(r"^(127\.0\.0\.1|\[::1\]|([a-z0-9.-]+\.)?localhost)(:\d{1,5})?$", re.IGNORECASE)
# A person who follows a presigned URL by hand is "none"
OF_OTHER_SITES = ("cross-site", "same-site")
# moto answers these for everybody: its dashboard, which resets everything, and the credentials of an EC2 instance
OF_MOTO = re.compile(r"^/(moto-api|favicon\.ico$|latest/meta-data/|latest/api/)")


def refusal(environ: dict) -> str | None:
    """The sentence for a request that must not come in; None for the others."""
    host = environ.get("HTTP_HOST", "")
    if not OWN.match(host):
        return f"The sandbox is 127.0.0.1, localhost or [::1]; this request asks for {host or 'no host'}."
    if "HTTP_ORIGIN" in environ or environ.get("HTTP_SEC_FETCH_SITE", "").lower() in OF_OTHER_SITES:
        return "The sandbox answers no web page."
    if environ["REQUEST_METHOD"] == "OPTIONS" or "HTTP_UPGRADE" in environ:
        return "The sandbox knows neither preflight requests nor other protocols."
    if OF_MOTO.match(environ.get("PATH_INFO", "/")):
        return "There is nothing at this path."
    return None


def refuse(environ: dict, start_response: Any, sentence: str) -> list:
    """A short body is read, so that the client reads the answer; the connection must end, since a long one is not."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length <= 65536:
        environ["wsgi.input"].read(length)
    status, headers, body = protocol.render_error("json", AwsError("AccessDeniedException", sentence, 403))
    start_response(f"{status} Forbidden", [*headers, ("Content-Length", str(len(body)))])
    return [body]
