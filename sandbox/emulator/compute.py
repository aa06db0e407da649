"""EC2 beside moto: what instances, snapshots and images go by in an account and Region when nobody says otherwise."""
from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from . import protocol
from .backends import account_lock, backend
from .call import NOT_MINE, Answer
from .errors import AwsError

if TYPE_CHECKING:
    from .call import Call

UNBLOCKED = "unblocked"
SNAPSHOT_STATES = ("block-all-sharing", "block-new-sharing")
IMAGE_STATES = ("block-new-sharing",)
# what an account may prefer, and the word or number with which it takes that back
NO_PREFERENCE = ("no-preference", "-1")
METADATA = {
    "HttpTokens": ("httpTokens", ("optional", "required")), "HttpEndpoint": ("httpEndpoint", ("enabled", "disabled")),
    "InstanceMetadataTags": ("instanceMetadataTags", ("enabled", "disabled")),
    "HttpPutResponseHopLimit": ("httpPutResponseHopLimit", tuple(str(number) for number in range(1, 65))),
}
DEFAULT_KEY = "alias/aws/ebs"


class Defaults:
    def __init__(self) -> None:
        self.metadata = dict[str, str]()
        self.snapshots = self.images = UNBLOCKED
        self.has_key = False


class Ec2Api:
    """Everything else of EC2 is moto's."""

    def __init__(self) -> None:
        self._defaults = defaultdict[tuple[str, str], Defaults](Defaults)

    def _of(self, call: Call) -> Defaults:
        return self._defaults[call.account, call.region]

    # -- instance metadata
    def get_instance_metadata_defaults(self, call: Call) -> Answer:
        chosen = self._of(call).metadata
        return _answer(call, {"accountLevel": {METADATA[name][0]: chosen[name] for name in METADATA if name in chosen}})

    def modify_instance_metadata_defaults(self, call: Call) -> Answer:
        """What is not named stays as it is."""
        wishes = {name: str(call.params[name]) for name in METADATA if name in call.params}
        for name, wish in wishes.items():
            _require(name, wish, (*METADATA[name][1], *NO_PREFERENCE))
        chosen = self._of(call).metadata
        for name, wish in wishes.items():
            chosen[name] = wish
            if wish in NO_PREFERENCE:
                del chosen[name]
        return _answer(call, {"return": True})

    # -- public sharing
    def get_snapshot_block_public_access_state(self, call: Call) -> Answer:
        return _answer(call, {"state": self._of(call).snapshots, "managedBy": "account"})

    def enable_snapshot_block_public_access(self, call: Call) -> Answer:
        self._of(call).snapshots = _require("State", call.params.get("State"), SNAPSHOT_STATES)
        return _answer(call, {"state": self._of(call).snapshots})

    def disable_snapshot_block_public_access(self, call: Call) -> Answer:
        self._of(call).snapshots = UNBLOCKED
        return _answer(call, {"state": UNBLOCKED})

    def get_image_block_public_access_state(self, call: Call) -> Answer:
        return _answer(call, {"imageBlockPublicAccessState": self._of(call).images, "managedBy": "account"})

    def enable_image_block_public_access(self, call: Call) -> Answer:
        name = "ImageBlockPublicAccessState"
        self._of(call).images = _require(name, call.params.get(name), IMAGE_STATES)
        return _answer(call, {"imageBlockPublicAccessState": self._of(call).images})

    def disable_image_block_public_access(self, call: Call) -> Answer:
        self._of(call).images = UNBLOCKED
        return _answer(call, {"imageBlockPublicAccessState": UNBLOCKED})

    # -- encryption of volumes: moto keeps whether it is on, and makes volumes without it
    def enable_ebs_encryption_by_default(self, call: Call) -> Any:
        with account_lock(call.account):
            _encrypt_new_volumes(backend("ec2", call.account, call.region))
        return NOT_MINE

    def get_ebs_default_kms_key_id(self, call: Call) -> Answer:
        """moto takes the key of AWS for a chosen one as soon as a volume has needed it."""
        chosen = backend("ec2", call.account, call.region).default_kms_key_id if self._of(call).has_key else DEFAULT_KEY
        return _answer(call, {"kmsKeyId": chosen})

    def modify_ebs_default_kms_key_id(self, call: Call) -> Any:
        self._of(call).has_key = True
        return NOT_MINE

    def reset_ebs_default_kms_key_id(self, call: Call) -> Answer:
        self._of(call).has_key = False
        backend("ec2", call.account, call.region).default_kms_key_id = ""
        return _answer(call, {"kmsKeyId": DEFAULT_KEY})


def _encrypt_new_volumes(ec2: Any) -> None:
    if "create_volume" in vars(ec2):
        return
    create = ec2.create_volume

    def create_volume(*given: Any, **wishes: Any) -> Any:
        if ec2.ebs_encryption_by_default and not given[3:] and not wishes.get("encrypted"):
            wishes["encrypted"] = True
        return create(*given, **wishes)

    ec2.create_volume = create_volume


def _require(name: str, value: Any, known: tuple) -> str:
    if value not in known:
        raise AwsError("InvalidParameterValue", f"Value ({value}) for parameter {name} is invalid. Valid values: {', '.join(known)}")
    return value


def _answer(call: Call, members: dict) -> Answer:
    """EC2's own protocol: the members stand right in the answer."""
    body = f"<{call.operation}Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>{protocol.REQUEST_ID}</requestId>"
    return Answer(200, [("Content-Type", "text/xml")], f"{body}{_xml(members)}</{call.operation}Response>".encode())


def _xml(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(f"<{name}>{_xml(one)}</{name}>" for name, one in value.items())
    return escape(str(value).lower() if isinstance(value, bool) else str(value))
