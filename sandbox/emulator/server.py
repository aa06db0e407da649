"""Starts and stops: binds a loopback port, says that it is ready in one line of JSON, dies with its parent."""
from __future__ import annotations

import importlib
import json
import logging
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

from werkzeug.serving import WSGIRequestHandler, make_server

from . import doors
from .keys import PREFIX, Keys
from .served import served
from .world import World

if TYPE_CHECKING:
    from .application import Application
    from .organization.model import Organization

DEFAULT_ACCOUNT = "123456789012"  # moto's, for unsigned calls


class Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # SDKs keep connections; one connection a call would cost half the throughput
    disable_nagle_algorithm = True  # headers and body are two writes: do not wait 40 ms for the first one's ACK

    def log_request(self, *args: Any) -> None:
        pass

    def run_wsgi(self) -> None:
        """werkzeug's own closes every connection because bodies may be left unread; here the front door reads them all."""
        started: list = []

        def start_response(status: str, headers: Any, exc_info: Any = None) -> Any:
            started[:] = [status, headers]

        environ = self.make_environ()
        sentence = doors.refusal(environ)
        if sentence is None:
            answer = self.server.app(environ, start_response)
        else:
            self.close_connection = True
            answer = doors.refuse(environ, start_response, sentence)
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        status, headers = started
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        names = set()
        for name, value in headers:
            if name.lower() not in ("connection", "date", "server", "transfer-encoding"):
                names.add(name.lower())
                self.send_header(name, str(value))
        if "content-length" not in names and int(code) not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def serve(options: Any, organization: Organization, secret: str, seed_seconds: float) -> None:
    patch_moto()
    world = World(organization, Keys(secret), options.enforce, options.step_seconds, seed_seconds, (options.slow_iam, options.slow_lists))
    application = make_application(world, options.control_tower)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server(options.host, options.port, application, threaded=True, request_handler=Handler)
    server.daemon_threads = True  # type: ignore[attr-defined]  # threaded=True makes it a ThreadedWSGIServer, which has them
    world.endpoint = f"http://127.0.0.1:{server.server_port}"
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))
    if options.parent_pid:
        threading.Thread(target=_leave_with, args=(options.parent_pid,), daemon=True).start()
    world.processor_seconds["ready"] = time.process_time()
    _announce(world)
    threading.Thread(target=_warm_up, args=(world,), daemon=True).start()
    server.serve_forever()


def _announce(world: World) -> None:
    print(json.dumps({
        "endpoint": world.endpoint, "pid": os.getpid(), "organizationId": world.organization.id,
        "managementAccountId": world.organization.management_id,
    }, separators=(",", ":")), flush=True)


def make_application(world: World, control_tower: bool = False) -> Application:
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

    from .accessanalyzer.api import AccessAnalyzerApi
    from .accessanalyzer.model import AccessAnalyzer
    from .account_management import AccountApi
    from .application import Application
    from .call import Parts
    from .cloudformation.api import cloudformation_api
    from .cloudtrail import CloudTrailApi
    from .compute import Ec2Api
    from .config.api import ConfigApi
    from .control import Control
    from .control_tower.api import ControlTowerApi
    from .delivery_control import DeliveryControl
    from .destinations.api import FirehoseApi, LogsApi
    from .eventbridge.api import EventsApi
    from .functions.api import LambdaApi
    from .guardduty.api import GuardDutyApi
    from .guardduty.model import GuardDuty
    from .identity_center import IdentityCenterApi
    from .imagebuilder.api import ImageBuilderApi
    from .imagebuilder.model import ImageBuilder
    from .organization.api import OrganizationsApi
    from .peers import SupportApi
    from .reported import Reported
    from .root_access import RootAccessApi
    from .service_linked_roles import IamApi
    from .sns.api import SnsApi
    from .sts import Sts
    from .systems_manager.api import SsmApi

    served.organization, served.mailbox = world.organization, world.mailbox
    served.guardduty = guardduty = GuardDuty(world.organization)
    served.access_analyzer = access_analyzer = AccessAnalyzer(world.organization)
    served.image_builder = image_builder = ImageBuilder()
    served.organizations = organizations = OrganizationsApi(world.organization, world.faults.is_listed)
    control_tower_api = ControlTowerApi(world.organization)
    services: dict[str, Any] = {
        "iam": Parts(IamApi(), RootAccessApi(world.root_access)), "config": ConfigApi(world.organization, world.compliance),
        "sts": Sts(world), "organizations": organizations,
        "cloudformation": cloudformation_api(world), "cloudtrail": CloudTrailApi(world), "support": SupportApi(),
        "events": EventsApi(world), "sns": SnsApi(world), "lambda": LambdaApi(world),
        "guardduty": GuardDutyApi(guardduty, world.router), "imagebuilder": ImageBuilderApi(image_builder),
        "accessanalyzer": AccessAnalyzerApi(access_analyzer, world.router),
        "ssm": SsmApi(world.organization), "logs": LogsApi(world.organization), "firehose": FirehoseApi(),
        "account": AccountApi(world.organization, world.regions), "controltower": control_tower_api, "ec2": Ec2Api(),
        "sso": IdentityCenterApi(),
    }
    if control_tower:
        from .control_tower.landing_zone import set_up

        control_tower_api.zone = set_up(world, services)
    return Application(world, Control(world, DeliveryControl(world, Reported(world.compliance, guardduty)).routes), services, DomainDispatcherApplication(create_backend_app))


def patch_moto() -> None:
    """moto searches all accounts for a key on every call; the front door has already found the account."""
    import moto.iam.models as iam
    from moto.core.common_models import BaseModel

    BaseModel.__new__ = lambda cls, *_, **__: object.__new__(cls)  # moto keeps every object for ever, for its dashboard
    iam.mark_account_as_visited = lambda **_: None
    iam.get_account_id_from = lambda access_key: access_key[-12:] if access_key.startswith(PREFIX) else DEFAULT_ACCOUNT


def _leave_with(parent: int) -> None:
    while True:
        try:
            os.kill(parent, 0)
        except ProcessLookupError:
            os._exit(0)
        except PermissionError:
            pass
        if os.getppid() == 1 and parent != 1 and _was_child_of(parent):
            os._exit(0)
        time.sleep(0.5)


def _was_child_of(parent: int) -> bool:
    # A zombie parent still answers kill(pid, 0): being handed over to init means that it is gone
    return parent == _FIRST_PARENT


_FIRST_PARENT = os.getppid()


def _warm_up(world: World) -> None:
    """The slow imports happen after the ready line, while the caller is still starting its own work."""
    from .types import registry, schema

    registry.load_all()
    importlib.import_module("moto.ssm.responses")  # loads all of EC2: most of a second
    schema.warm_up()
    world.processor_seconds["warm"] = time.process_time()
    world.warm = True
