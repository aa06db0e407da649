"""Nobody acts without the secret of a key: signatures of every protocol, presigned requests, and what is left for everybody.

docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
"""
import datetime
import http.client
import json
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from ..keys import PREFIX
from .conftest import DEV, HANGS_AFTER, MANAGEMENT, REGION, allow, unique
from .test_functions import deploy

ODD_KEYS = ["plain.txt", "a b/ü+(1)!*'.txt", "a%20b", "100%.txt", "colon:at@and&equals=.txt", "double//slash", "tilde~", "日本語/ログ.json", ".", "a/../b"]


def code(error):
    return error.value.response["Error"]["Code"], error.value.response["ResponseMetadata"]["HTTPStatusCode"]


def credentials(aws, account=DEV, secret=None, token=None):
    return Credentials(PREFIX + account, secret or aws.keys.of_account(account), token)


def send(aws, method, path, body=b"", headers=None):
    """As it is: with no signature but what `headers` hold. Returns (status, body)."""
    place = urlsplit(aws.endpoint)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=HANGS_AFTER)
    connection.request(method, path, body or None, headers or {})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def sign(aws, method, path, body=b"", service="s3", signer=S3SigV4Auth, host=None, more=None, **keys):
    """Headers, and the path with its query, of a request that botocore signs."""
    place = urlsplit(aws.endpoint)
    request = AWSRequest(method, f"http://{host or place.netloc}{path}", data=body, headers={"Host": host or place.netloc, **(more or {})})
    presigned = {"expires": 60} if signer in (S3SigV4QueryAuth, SigV4QueryAuth) else {}
    signer(credentials(aws, **keys), service, REGION, **presigned).add_auth(request)
    there = urlsplit(request.url)
    return f"{there.path}?{there.query}".rstrip("?"), dict(request.headers.items())


@pytest.fixture(scope="module")
def bucket(aws):
    name = unique("signed")
    aws.client("s3", DEV).create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    aws.client("s3", DEV).put_object(Bucket=name, Key="key", Body=b"body")
    return name


@pytest.mark.parametrize("service, ask, expected", [
    ("sts", lambda client, _: client.get_caller_identity(), ("SignatureDoesNotMatch", 403)),
    ("iam", lambda client, _: client.list_roles(), ("SignatureDoesNotMatch", 403)),
    ("organizations", lambda client, _: client.list_roots(), ("InvalidSignatureException", 400)),
    ("s3", lambda client, bucket: client.get_object(Bucket=bucket, Key="key"), ("SignatureDoesNotMatch", 403)),
    ("s3", lambda client, bucket: client.put_object(Bucket=bucket, Key="other", Body=b"x"), ("SignatureDoesNotMatch", 403)),
    ("s3", lambda client, bucket: client.delete_object(Bucket=bucket, Key="key"), ("SignatureDoesNotMatch", 403)),
    ("s3", lambda client, _: client.list_buckets(), ("SignatureDoesNotMatch", 403)),
    ("lambda", lambda client, _: client.list_functions(), ("InvalidSignatureException", 403)),
    ("guardduty", lambda client, _: client.list_detectors(), ("InvalidSignatureException", 403)),
])
def test_a_wrong_secret_is_refused_by_every_protocol(aws, bucket, service, ask, expected):
    with pytest.raises(ClientError) as error:
        ask(aws.client(service, DEV, secret="sandbox-secret-" + DEV), bucket)
    assert code(error) == expected


def test_a_known_access_key_and_an_invented_signature_run_no_function(aws):
    # the access keys are no secret: before, no path but "/" asked for more
    name = deploy(aws, "exports.handler = async () => 'ran';")["Fn"]
    path, moment = f"/2015-03-31/functions/{name}/invocations", datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    forged = {"X-Amz-Date": moment, "Authorization": f"AWS4-HMAC-SHA256 Credential={PREFIX}{DEV}/{moment[:8]}/{REGION}/lambda/aws4_request, "
                                                     f"SignedHeaders=host;x-amz-date, Signature={'0' * 64}"}
    for headers in ({}, forged):
        status, text = send(aws, "POST", path, b"{}", headers)
        assert status == 403 and "ran" not in text
    assert not _runs(aws, name)
    aws.client("lambda", DEV).invoke(FunctionName=name)
    assert _runs(aws, name)


def _runs(aws, name):
    """The streams of its log: a run makes one."""
    logs, group = aws.client("logs", DEV), f"/aws/lambda/{name}"
    return logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"] and logs.describe_log_streams(logGroupName=group)["logStreams"]


@pytest.mark.parametrize("change", [
    lambda path, headers, body: (path + "2", headers, body), lambda path, headers, body: (path + "?acl=", headers, body),
    lambda path, headers, body: (path, headers, b"other"), lambda path, headers, body: (path, {**headers, "X-Amz-Meta-Who": "them"}, body),
    lambda path, headers, body: (path, {**headers, "X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD"}, b"other"),
    lambda path, headers, body: (path, {**headers, "Authorization": headers["Authorization"].replace(DEV, MANAGEMENT)}, body),
], ids=["path", "query", "body", "header", "hash", "key"])
def test_what_was_signed_is_what_counts(aws, bucket, change):
    path, headers = sign(aws, "PUT", f"/{bucket}/changed", b"body", more={"X-Amz-Meta-Who": "us"})
    assert send(aws, "PUT", path, b"body", headers)[0] == 200
    assert send(aws, "PUT", *_body_last(*change(path, headers, b"body")))[0] in (400, 403)


def _body_last(path, headers, body):
    return path, body, headers


@pytest.mark.parametrize("minutes", [-16, 16])
def test_an_old_signature_is_refused(aws, monkeypatch, minutes):
    import botocore.auth

    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda **_: moment.replace(tzinfo=None))
    for service, expected in (("sts", "SignatureDoesNotMatch"), ("s3", "RequestTimeTooSkewed")):
        with pytest.raises(ClientError) as error:
            client = aws.client(service, DEV)
            client.get_caller_identity() if service == "sts" else client.list_buckets()
        assert code(error) == (expected, 403)


@pytest.mark.parametrize("key", ODD_KEYS)
@pytest.mark.parametrize("style", ["path", "virtual"])
def test_every_key_of_an_object_can_be_signed(aws, bucket, key, style):
    client = aws.client("s3", DEV)
    if style == "path":
        client.put_object(Bucket=bucket, Key=key, Body=b"x", Metadata={"who": "a  b"}, Tagging="a=1&b=c%20d")
        assert client.get_object(Bucket=bucket, Key=key)["Body"].read() == b"x"
        assert client.list_objects_v2(Bucket=bucket, Prefix=key)["Contents"][0]["Key"] == key
        return
    from urllib.parse import quote

    client.put_object(Bucket=bucket, Key=key, Body=b"y")
    path, headers = sign(aws, "GET", "/" + quote(key, safe="/~"), host=f"{bucket}.localhost:{urlsplit(aws.endpoint).port}")
    aws.control("/metsuke/calls/reset", {})
    assert send(aws, "GET", path, b"", headers) == (200, "y")
    assert aws.control("/metsuke/calls")["byOperation"] == {"s3.GetObject": 1}


def test_a_bucket_with_dots_has_a_host_too(aws):
    name = unique("dotted.name")
    aws.client("s3", DEV).create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    aws.client("s3", DEV).put_object(Bucket=name, Key="key", Body=b"body")
    path, headers = sign(aws, "GET", "/key", host=f"{name}.localhost:{urlsplit(aws.endpoint).port}")
    assert send(aws, "GET", path, b"", headers) == (200, "body")


@pytest.mark.parametrize("payload", ["UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"])
def test_an_unsigned_payload_is_taken_under_a_signature(aws, bucket, payload):
    chunked = payload.startswith("STREAMING")
    body = b"5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n" if chunked else b"hello"
    more = {"X-Amz-Content-SHA256": payload, **({"Content-Encoding": "aws-chunked", "X-Amz-Decoded-Content-Length": "5", "X-Amz-Trailer": "x-amz-checksum-crc32"} if chunked else {})}

    class Signer(S3SigV4Auth):
        def payload(self, request):
            return payload

        def _set_necessary_date_headers(self, request):
            super()._set_necessary_date_headers(request)
            request.headers.replace_header("X-Amz-Content-SHA256", payload)

    path, headers = sign(aws, "PUT", f"/{bucket}/streamed", body, signer=Signer, more=more)
    assert send(aws, "PUT", path, body, headers)[0] == 200
    assert aws.client("s3", DEV).get_object(Bucket=bucket, Key="streamed")["Body"].read() == b"hello"


# -- presigned ----------------------------------------------------------------------------------------------------------
def presigning(aws, **keys):
    return boto3.client("s3", endpoint_url=aws.endpoint, region_name=REGION, config=Config(signature_version="s3v4"), **(keys or {
        "aws_access_key_id": PREFIX + DEV, "aws_secret_access_key": aws.keys.of_account(DEV)}))


def fetch(url, method="GET", body=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, {"Content-Type": "text/plain"}, method=method), timeout=HANGS_AFTER) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize("key", ODD_KEYS)
def test_a_presigned_url_gives_and_takes_one_object(aws, bucket, key):
    client, place = presigning(aws), {"Bucket": bucket, "Key": key}
    assert fetch(client.generate_presigned_url("put_object", place), "PUT", b"given")[0] == 200
    url = client.generate_presigned_url("get_object", {**place, "ResponseContentType": "text/plain; charset=utf-8"})
    assert fetch(url) == (200, "given")
    assert fetch(url, "DELETE")[0] == 403 and fetch(url, "PUT", b"mine")[0] == 403


@pytest.mark.parametrize("spoil, expected", [
    (lambda url: url.replace("/key?", "/streamed?"), "SignatureDoesNotMatch"), (lambda url: url.replace("X-Amz-Expires=3600", "X-Amz-Expires=7200"), "SignatureDoesNotMatch"),
    (lambda url: url + "&acl=", "SignatureDoesNotMatch"), (lambda url: url[:-1] + ("0" if url[-1] != "0" else "1"), "SignatureDoesNotMatch"),
    (lambda url: url.replace("X-Amz-Expires=3600", "X-Amz-Expires=604801"), "AuthorizationQueryParametersError"),
    (lambda url: url.split("&X-Amz-Signature")[0], "IncompleteSignature"), (lambda url: url.split("?")[0], "AccessDenied"),
], ids=["other object", "longer", "other operation", "other signature", "a week and a second", "no signature", "no query"])
def test_a_presigned_url_cannot_be_changed(aws, bucket, spoil, expected):
    status, text = fetch(spoil(presigning(aws).generate_presigned_url("get_object", {"Bucket": bucket, "Key": "key"})))
    assert status in (400, 403) and f"<Code>{expected}</Code>" in text


def test_a_presigned_url_ends(aws, bucket, monkeypatch):
    import botocore.auth

    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=61)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda **_: moment.replace(tzinfo=None))
    status, text = fetch(presigning(aws).generate_presigned_url("get_object", {"Bucket": bucket, "Key": "key"}, ExpiresIn=60))
    assert status == 403 and "Request has expired" in text


def test_signature_version_2_is_not_supported(aws, bucket):
    # S3 user guide: buckets made after June 24, 2020 do not support it
    client = boto3.client("s3", endpoint_url=aws.endpoint, region_name=REGION, aws_access_key_id=PREFIX + DEV,
                          aws_secret_access_key=aws.keys.of_account(DEV), config=Config(signature_version="s3"))
    status, text = fetch(client.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "key"}))
    assert status == 400 and "Please use AWS4-HMAC-SHA256" in text


def test_signature_version_4a_is_not_supported(aws):
    headers = {"Authorization": f"AWS4-ECDSA-P256-SHA256 Credential={PREFIX}{DEV}/20261130/s3/aws4_request, SignedHeaders=host, Signature=00"}
    assert send(aws, "GET", "/", b"", headers)[0] in (400, 403)


def test_who_am_i_can_be_presigned(aws):
    path, _ = sign(aws, "GET", "/?Action=GetCallerIdentity&Version=2011-06-15", service="sts", signer=SigV4QueryAuth)
    assert DEV in send(aws, "GET", path)[1]
    assert send(aws, "GET", path.replace("GetCallerIdentity", "GetSessionToken"))[0] == 403


# -- temporary credentials ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("given", [
    lambda aws: aws.client("sts", DEV).get_session_token()["Credentials"], lambda aws: aws.assume(DEV),
], ids=["GetSessionToken", "AssumeRole"])
def test_temporary_credentials_have_a_secret_of_their_own(aws, bucket, given):
    first, second = given(aws), given(aws)
    assert len({first["SecretAccessKey"], second["SecretAccessKey"], aws.keys.of_account(DEV)}) == 3

    def ask(secret=first["SecretAccessKey"], token=first["SessionToken"]):
        client = aws.client("s3", key=first["AccessKeyId"], secret=secret, token=token)
        return client.get_object(Bucket=bucket, Key="key")["Body"].read()

    assert ask() == b"body"
    for wrong in ({"secret": second["SecretAccessKey"]}, {"token": second["SessionToken"]}, {"token": None}):
        with pytest.raises(ClientError, match="403|SignatureDoesNotMatch|InvalidAccessKeyId"):
            ask(**wrong)
    url = presigning(aws, aws_access_key_id=first["AccessKeyId"], aws_secret_access_key=first["SecretAccessKey"],
                     aws_session_token=first["SessionToken"]).generate_presigned_url("get_object", {"Bucket": bucket, "Key": "key"})
    assert fetch(url) == (200, "body")
    assert fetch(url.replace("X-Amz-Security-Token=", "X-Amz-Security-Token=0"))[0] == 403


# -- nobody in particular -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("method, path, body", [
    ("GET", "/", None), ("GET", "/{bucket}", None), ("HEAD", "/{bucket}", None), ("GET", "/{bucket}/key", None), ("HEAD", "/{bucket}/key", None),
    ("PUT", "/{bucket}/key", b"mine"), ("PUT", "/{bucket}?policy", b"{}"), ("PUT", "/another-bucket-of-mine", b""), ("DELETE", "/{bucket}/key", None),
    ("POST", "/{bucket}?delete", b"<Delete/>"), ("POST", "/{bucket}", b"key=form"), ("GET", "/{bucket}/no-such-key", None), ("GET", "/no-such-bucket/key", None),
    ("POST", "/?Action=AssumeRoleWithSAML&Version=2011-06-15", b""), ("POST", "/", b"Action=AssumeRoleWithWebIdentity&Version=2011-06-15"),
    ("GET", "/v20180820/configuration/publicAccessBlock", None), ("GET", "/lambda_us-east-1/2015-03-31/functions/", None),
    ("GET", "/us-east-1_pool/.well-known/jwks.json", None),
])
def test_nobody_may_do_anything(aws, bucket, method, path, body):
    for more in ({}, {"x-moto-account-id": DEV}):
        assert send(aws, method, path.format(bucket=bucket), body, more)[0] == 403


def test_everybody_reads_what_is_public(aws):
    client, name = aws.client("s3", DEV), unique("public")
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    for key in ("open/a", "closed", "by-acl"):
        client.put_object(Bucket=name, Key=key, Body=b"body", **({"ACL": "public-read"} if key == "by-acl" else {}))
    client.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
        {**allow("s3:GetObject", f"arn:aws:s3:::{name}/open/*")["Statement"][0], "Principal": "*"}]}))

    def seen():
        return [send(aws, "GET", f"/{name}{path}")[0] for path in ("/open/a", "/closed", "/by-acl", "/open/a?acl", "/open/a?tagging", "")]

    assert seen() == [200, 403, 200, 403, 403, 403]
    assert send(aws, "PUT", f"/{name}/open/a", b"mine")[0] == 403
    client.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration={
        "BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True})
    assert seen() == [403] * 6
