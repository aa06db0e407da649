"""Types and hooks that an account registers. They are listed and run nowhere: templates of the sandbox use AWS's own types."""
from __future__ import annotations

import uuid
from collections import defaultdict

from ..call import Call
from ..errors import AwsError


class ExtensionsApi:
    def __init__(self) -> None:
        self._extensions: defaultdict[tuple, dict] = defaultdict(dict)

    def register_type(self, call: Call) -> dict:
        self._put(call, call.params["TypeName"])
        return {"RegistrationToken": str(uuid.uuid4())}

    def activate_type(self, call: Call) -> dict:
        name = call.params.get("TypeNameAlias") or call.params.get("TypeName") or call.params.get("PublicTypeArn", "").rpartition("/")[2].replace("-", "::")
        return {"Arn": self._put(call, name)["TypeArn"]}

    def set_type_configuration(self, call: Call) -> dict:
        params = call.params
        known = self._of(call)
        found = known.get(params.get("TypeName")) or next((one for one in known.values() if one["TypeArn"] == params.get("TypeArn")), None)
        if found is None:
            raise AwsError("TypeNotFoundException", "The specified extension does not exist in the CloudFormation registry.", 404)
        found["Configuration"] = params["Configuration"]
        return {"ConfigurationArn": f"{found['TypeArn'].replace(':type/', ':type-configuration/')}/{params.get('ConfigurationAlias', 'default')}"}

    def list_types(self, call: Call) -> dict:
        if call.params.get("Visibility", "PRIVATE") == "PUBLIC":
            return {"TypeSummaries": []}
        return {"TypeSummaries": [{key: one[key] for key in ("Type", "TypeName", "TypeArn")} for one in self._of(call).values()]}

    def _put(self, call: Call, name: str) -> dict:
        kind = call.params.get("Type") or "RESOURCE"
        arn = f"arn:aws:cloudformation:{call.region}:{call.account}:type/{kind.lower()}/{name.replace('::', '-')}"
        self._of(call)[name] = {"Type": kind, "TypeName": name, "TypeArn": arn}
        return self._of(call)[name]

    def _of(self, call: Call) -> dict:
        return self._extensions[(call.account, call.region)]
