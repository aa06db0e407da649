"""CloudFormation's own quotas. Templates and parameters are looked at where they are read; see ../cloudformation."""
from __future__ import annotations

from .quota import Quota

PAGE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"
LONG = "1 validation error detected: Value at '{of}' failed to satisfy constraint: Member must have length less than or equal to {limit}"


def _template(name: str, limit: int, text: str) -> Quota:
    return Quota(name, limit, "ValidationError", text, PAGE)


BODY = _template("template in a call", 51200, LONG)
OBJECT = _template("template in S3", 1048576, "Template may not exceed {limit} bytes in size.")
DESCRIPTION = _template("description of a template", 1024, "Template format error: 'Description' length is greater than {limit}.")
PARAMETERS = _template("parameters", 200, "Template format error: Parameter count {found} is greater than max allowed {limit}")
RESOURCES = _template("resources", 500, "Template format error: Number of resources, {found}, is greater than maximum allowed, {limit}")
OUTPUTS = _template("outputs", 200, "Template format error: Outputs count {found} is greater than max allowed {limit}")
MAPPINGS = _template("mappings", 200, "Template format error: Mappings count {found} is greater than max allowed {limit}")
MAPPING_ATTRIBUTES = _template("attributes of a mapping", 200,
                               "Template format error: Mapping attributes count {found} of {of} is greater than max allowed {limit}")
NAMES = _template("length of a logical name", 255, "Template format error: Name {of} must be no longer than {limit} characters")
VALUE = _template("value of a parameter", 4096,
                  "1 validation error detected: Value at 'parameters.{of}.parameterValue' failed to satisfy constraint: "
                  "Member must have length less than or equal to {limit}")
TAGS = _template("tags of a stack", 50,
                 "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to {limit}")
STACKS = Quota("stacks of a Region", 2000, "LimitExceededException", "Limit for stack has been exceeded", PAGE)
STACK_SETS = Quota("stack sets of an account", 1000, "LimitExceededException", "You have reached the limit of {limit} StackSets.", PAGE)
INSTANCES = Quota("stack instances of a stack set", 100000, "LimitExceededException",
                  "The stack set may have no more than {limit} stack instances.", PAGE)

QUOTAS = [BODY, OBJECT, DESCRIPTION, PARAMETERS, RESOURCES, OUTPUTS, MAPPINGS, MAPPING_ATTRIBUTES, NAMES, VALUE, TAGS, STACKS,
          STACK_SETS, INSTANCES]


def check_template(document: dict) -> None:
    """Of a parsed template; whoever reads it has checked that the sections are mappings."""
    for quota, section in ((PARAMETERS, "Parameters"), (RESOURCES, "Resources"), (OUTPUTS, "Outputs"), (MAPPINGS, "Mappings")):
        names = document.get(section) or {}
        quota.hold(len(names))
        for name in names:
            NAMES.hold(len(str(name)), str(name))
    for name, mapping in (document.get("Mappings") or {}).items():
        MAPPING_ATTRIBUTES.hold(len(mapping), name)
    if isinstance(document.get("Description"), str):
        DESCRIPTION.hold(len(document["Description"].encode()))
