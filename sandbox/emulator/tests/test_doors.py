"""Attacks through a browser of this machine: what a page of a stranger can make it send, as real requests."""
import http.client
from urllib.parse import urlsplit

import pytest

from .conftest import HANGS_AFTER

HEALTH = "/metsuke/health"
HERE: dict[str, str] = {}


def ask(aws, method="GET", path=HEALTH, headers=HERE, body=None):
    place = urlsplit(aws.endpoint)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=HANGS_AFTER)
    connection.putrequest(method, path, skip_host="Host" in headers)
    # with the token: it is not what stops a page
    for name, value in {**aws.token, **headers}.items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize("host", [
    "rebound.example.com", "rebound.example.com:{port}", "127.0.0.1.nip.io:{port}", "localhost.example.com", "s3.amazonaws.com",
    "moto_api", "lambda.us-east-1.amazonaws.com", "localhost:{port}.example.com", "evil@localhost:{port}", "",
])
def test_a_foreign_host_is_refused(aws, host):
    # DNS rebinding: the page's own name leads to 127.0.0.1, and the browser takes the answer for the page's own
    assert ask(aws, headers={"Host": host.format(port=urlsplit(aws.endpoint).port)}).status == 403


def test_a_foreign_host_in_the_request_line_is_refused(aws):
    assert ask(aws, path=f"http://rebound.example.com{HEALTH}").status == 403


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}", "bucket.name.localhost:{port}"])
def test_the_hosts_of_this_machine_are_let_in(aws, host):
    assert aws.status(HEALTH, {"Host": host.format(port=urlsplit(aws.endpoint).port)}) == 200


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example.com"}, {"Origin": "null"}, {"Origin": "http://localhost:3000"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Upgrade": "websocket", "Connection": "Upgrade"},
], ids=lambda headers: " ".join(headers.values()))
@pytest.mark.parametrize("method, path, body", [
    ("GET", HEALTH, None), ("GET", "/a-bucket/a-key", None), ("POST", "/metsuke/faults", b'{"kind":"clear"}'),
    ("POST", "/2015-03-31/functions/attack/invocations", b"{}"),
])
def test_what_a_page_sends_is_refused_and_answered_without_cors(aws, method, path, body, headers):
    answer = ask(aws, method, path, headers, body)
    assert answer.status == 403
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_a_preflight_request_is_refused(aws):
    asked = {"Origin": "https://evil.example.com", "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization"}
    for path in (HEALTH, "/a-bucket/a-key", "/"):
        for headers in (asked, {}):
            answer = ask(aws, "OPTIONS", path, headers)
            assert answer.status == 403 and answer.headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize("path", ["/moto-api/", "/moto-api/data.json", "/moto-api/reset", "/%6doto-api/data.json", "/latest/meta-data/iam/security-credentials/"])
def test_moto_has_no_door_of_its_own(aws, path):
    for method in ("GET", "POST"):
        assert ask(aws, method, path, body=b"" if method == "POST" else None).status == 403


def test_a_long_body_of_a_stranger_is_not_read(aws):
    # the answer comes before the body does, and the connection ends
    answer = ask(aws, "POST", "/", {"Origin": "https://evil.example.com", "Content-Length": "99999999999"}, None)
    assert answer.status == 403


@pytest.mark.parametrize("method, path", [
    ("GET", "/metsuke/health"), ("GET", "/metsuke/resources"), ("GET", "/metsuke/mail"), ("POST", "/metsuke/events"), ("POST", "/metsuke/faults"),
    ("POST", "/metsuke/organization/accounts"), ("POST", "/metsuke/schedules/run"), ("GET", "/metsuke/nothing"),
])
@pytest.mark.parametrize("authorization", [
    "", "Bearer", "Bearer wrong", "Bearer {secret}", "bearer {token}", "Basic {token}", "Bearer {token}x", "Bearer ä",
])
def test_a_control_path_asks_for_the_token(aws, method, path, authorization):
    headers = {"Authorization": authorization.format(secret=aws.secret, token=aws.keys.control_token).encode("latin-1")}
    assert ask(aws, method, path, headers, b"{}" if method == "POST" else None).status == 403
