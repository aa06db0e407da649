"""Lambda: functions that can be read back (running one would need Docker) and their permissions."""
from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile

from ..errors import AwsError
from .registry import ResourceType, register

CONFIGURATION = ("Description", "Environment", "Handler", "MemorySize", "Role", "Runtime", "Timeout", "TracingConfig", "VpcConfig",
                 "Layers", "DeadLetterConfig", "KMSKeyArn", "EphemeralStorage")


def code(given: dict) -> dict:
    """ZipFile in a template is source text; the API takes a zip archive."""
    if "ZipFile" not in given:
        return dict(given)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("index.py"), given["ZipFile"])
    return {"ZipFile": base64.b64encode(out.getvalue()).decode()}


@register("AWS::Lambda::Function")
class Function(ResourceType):
    def create(self, resource) -> None:
        properties, awslambda = resource.properties, resource.backend("lambda")
        resource.physical_id = resource.name("FunctionName", 64)
        if any(item.function_name == resource.physical_id for item in awslambda.list_functions()):
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        wish = {key: properties[key] for key in CONFIGURATION if key in properties}
        wish.update(
            FunctionName=resource.physical_id, Code=code(properties["Code"]), Architectures=properties.get("Architectures", ["x86_64"]),
            PackageType=properties.get("PackageType", "Zip"), Tags={tag["Key"]: tag["Value"] for tag in resource.tags()}, Publish=False)
        resource.model = awslambda.create_function(wish)
        resource.attributes = {"Arn": resource.arn("lambda", f"function:{resource.physical_id}")}

    def update(self, resource, before: dict) -> None:
        properties, awslambda = resource.properties, resource.backend("lambda")
        awslambda.update_function_configuration(
            resource.physical_id, None, {key: properties[key] for key in CONFIGURATION if key in properties})
        if properties["Code"] != before["Code"]:
            awslambda.get_function(resource.physical_id).update_function_code(code(properties["Code"]))

    def delete(self, resource) -> None:
        resource.backend("lambda").delete_function(resource.physical_id)


@register("AWS::Lambda::Permission")
class Permission(ResourceType):
    KEYS = ("Action", "EventSourceToken", "FunctionUrlAuthType", "Principal", "PrincipalOrgID", "SourceAccount", "SourceArn")

    def create(self, resource) -> None:
        name = resource.properties["FunctionName"].rsplit(":", 1)[-1]
        number = hashlib.sha256(f"{resource.stack.id}/{resource.logical_id}".encode()).hexdigest()[:12].upper()
        resource.physical_id = f"{resource.stack.name}-{resource.logical_id}-{number}"[:100]
        resource.attributes = {"Id": resource.physical_id}
        wish = {key: resource.properties[key] for key in self.KEYS if key in resource.properties}
        resource.backend("lambda").add_permission(name, None, json.dumps({"StatementId": resource.physical_id, **wish}))

    def delete(self, resource) -> None:
        name = resource.properties["FunctionName"].rsplit(":", 1)[-1]
        resource.backend("lambda").remove_permission(name, resource.physical_id)
