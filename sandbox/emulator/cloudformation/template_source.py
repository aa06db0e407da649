"""The template that a call brings along, or points at."""
from __future__ import annotations

import re

from ..backends import backend
from ..call import Call
from ..errors import validation_error
from ..quotas import cloudformation as quotas
from ..types import registry
from .template import Template, parse


def template_of(call: Call) -> Template:
    body, url = call.params.get("TemplateBody"), call.params.get("TemplateURL")
    if url:
        body = _from_s3(call, url)
        quotas.OBJECT.hold(len(body.encode()))
    elif body is None:
        raise validation_error("Either Template URL or Template Body must be specified.")
    else:
        quotas.BODY.hold(len(body.encode()), "templateBody")
    template = parse(body)
    unknown = sorted({item["Type"] for item in template.resources.values() if not registry.is_known(item["Type"])})
    if unknown:
        raise validation_error(f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]")
    return template


def _from_s3(call: Call, url: str) -> str:
    match = re.match(r"^https?://(?:([^./]+)\.s3[.\w-]*|[^/]+/([^/]+))/(.+)$", url.split("?")[0])
    bucket, key = (match.group(1) or match.group(2), match.group(3)) if match else (None, None)
    from moto.s3.models import s3_backends  # a slow import

    owner = s3_backends.bucket_accounts.get(bucket)
    found = backend("s3", owner[1], call.region).get_object(bucket, key) if owner else None
    if found is None:
        raise validation_error(f"S3 error: The specified key does not exist. ({url})")
    return found.value.decode("utf-8")
