"""Lambda: functions (those of Node.js run, see ../functions), their permissions and what becomes of failed invocations."""
from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource

CONFIGURATION = ("Description", "Environment", "Handler", "MemorySize", "Role", "Runtime", "Timeout", "TracingConfig", "VpcConfig",
                 "Layers", "DeadLetterConfig", "KMSKeyArn", "EphemeralStorage")


def code(given: dict, runtime: str) -> dict:
    """ZipFile in a template is source text, which becomes index.js or index.py; the API takes a zip archive."""
    if "ZipFile" not in given:
        return dict(given)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("index.py" if runtime.startswith("python") else "index.js"), given["ZipFile"])
    return {"ZipFile": base64.b64encode(out.getvalue()).decode()}


@register("AWS::Lambda::Function")
class Function(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, awslambda = resource.properties, resource.backend("lambda")
        resource.physical_id = resource.name("FunctionName", 64)
        if any(item.function_name == resource.physical_id for item in awslambda.list_functions()):
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        wish = {key: properties[key] for key in CONFIGURATION if key in properties}
        wish.update(
            FunctionName=resource.physical_id, Code=code(properties["Code"], properties.get("Runtime", "")), Architectures=properties.get("Architectures", ["x86_64"]),
            PackageType=properties.get("PackageType", "Zip"), Tags={tag["Key"]: tag["Value"] for tag in resource.tags()}, Publish=False)
        resource.model = awslambda.create_function(wish)
        resource.attributes = {"Arn": resource.arn("lambda", f"function:{resource.physical_id}")}
        self._apply(resource.model, properties)

    def _apply(self, function: Any, properties: dict) -> None:
        """What moto keeps no place for: read by ../functions."""
        function.dead_letter_config = properties.get("DeadLetterConfig")
        function.reserved_concurrency = properties.get("ReservedConcurrentExecutions")
        group = (properties.get("LoggingConfig") or {}).get("LogGroup")
        function.logs_group_name = group or f"/aws/lambda/{function.function_name}"

    def update(self, resource: Resource, before: dict) -> None:
        properties, awslambda = resource.properties, resource.backend("lambda")
        awslambda.update_function_configuration(
            resource.physical_id, None, {key: properties[key] for key in CONFIGURATION if key in properties})
        if properties["Code"] != before["Code"]:
            awslambda.get_function(resource.physical_id).update_function_code(code(properties["Code"], properties.get("Runtime", "")))
        self._apply(awslambda.get_function(resource.physical_id), properties)

    def delete(self, resource: Resource) -> None:
        resource.backend("lambda").delete_function(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        found = [item for item in resource.backend("lambda").list_functions() if item.function_name == resource.physical_id]
        if not found:
            return None
        return {"Handler": found[0].handler, "Timeout": found[0].timeout, "ReservedConcurrentExecutions": found[0].reserved_concurrency}


@register("AWS::Lambda::Permission")
class Permission(ResourceType):
    KEYS = ("Action", "EventSourceToken", "FunctionUrlAuthType", "Principal", "PrincipalOrgID", "SourceAccount", "SourceArn")

    def create(self, resource: Resource) -> None:
        name = resource.properties["FunctionName"].rsplit(":", 1)[-1]
        number = hashlib.sha256(f"{resource.stack.id}/{resource.logical_id}".encode()).hexdigest()[:12].upper()
        resource.physical_id = f"{resource.stack.name}-{resource.logical_id}-{number}"[:100]
        resource.attributes = {"Id": resource.physical_id}
        wish = {key: resource.properties[key] for key in self.KEYS if key in resource.properties}
        resource.backend("lambda").add_permission(name, None, json.dumps({"StatementId": resource.physical_id, **wish}))

    def delete(self, resource: Resource) -> None:
        name = resource.properties["FunctionName"].rsplit(":", 1)[-1]
        resource.backend("lambda").remove_permission(name, resource.physical_id)

    def read(self, resource: Resource) -> Any:
        name = resource.properties["FunctionName"].rsplit(":", 1)[-1]
        found = [item for item in resource.backend("lambda").list_functions() if item.function_name == name]
        policy = found[0].policy if found else None
        return {} if policy and any(item.get("Sid") == resource.physical_id for item in policy.statements) else None


@register("AWS::Lambda::EventInvokeConfig")
class EventInvokeConfig(ResourceType):
    def create(self, resource: Resource) -> None:
        properties = resource.properties
        resource.physical_id = f'{properties["FunctionName"]}|{properties["Qualifier"]}'
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        keys = ("MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig")
        awslambda, name = resource.backend("lambda"), resource.properties["FunctionName"]
        awslambda.get_function(name).event_invoke_config.clear()
        awslambda.put_function_event_invoke_config(name, {key: resource.properties[key] for key in keys if key in resource.properties})

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def delete(self, resource: Resource) -> None:
        resource.backend("lambda").get_function(resource.properties["FunctionName"]).event_invoke_config.clear()
