"""Accounts that enter or leave a targeted unit get or lose the stacks of service-managed sets by themselves."""
from __future__ import annotations

from .model import Instance, Job, StackSet
from .targets import is_chosen
from .work import Work


class AutoDeployment:
    def __init__(self, world, runner, stack_sets):
        self._world, self._runner, self._stack_sets = world, runner, stack_sets
        world.organization.on_move.append(self._moved)

    def _moved(self, account, before: list, after: list) -> None:
        if account.state != "ACTIVE":
            return
        for stack_set in self._stack_sets():
            if stack_set.is_service_managed and (stack_set.auto_deployment or {}).get("Enabled"):
                self._follow(stack_set, account, {node.id for node in before}, {node.id for node in after})

    def _follow(self, stack_set: StackSet, account, before: set, after: set) -> None:
        units = set(stack_set.units)
        was, is_in = units & before, units & after
        regions = sorted({instance.region for instance in stack_set.instances.values()}) or stack_set.regions
        work = Work(self._world, stack_set)
        if is_in and not was:
            unit = next(iter(is_in))
            filter_type, named = stack_set.unit_filters.get(unit, ("NONE", set()))
            if not is_chosen(account.id, filter_type, named):
                return
            with stack_set.lock:
                for region in regions:
                    stack_set.instances.setdefault((account.id, region), Instance(account.id, region, {}, unit))
            jobs = [Job(account.id, region, unit) for region in regions]
            self._runner.start(stack_set, "CREATE", jobs, {}, work.deploy, queue=True)
        elif was and not is_in:
            jobs = [Job(*key) for key in list(stack_set.instances) if key[0] == account.id]
            if jobs:
                retain = bool(stack_set.auto_deployment.get("RetainStacksOnAccountRemoval"))
                self._runner.start(stack_set, "DELETE", jobs, {}, work.remove, queue=True, retain=retain)
