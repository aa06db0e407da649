"""Accounts that enter or leave a targeted unit get or lose the stacks of service-managed sets by themselves.

As the user guide has it: account filters and overrides are for the accounts that are there when an operation names them, each unit has
the Regions that it was targeted with, and a set waits for those that it depends on.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .model import Instance, Job, Operation, StackSet
from .work import Work

if TYPE_CHECKING:
    from ..organization.model import Account
    from ..world import World


class AutoDeployment:
    def __init__(self, world: World, runner: Any, stack_sets: Any):
        self._world, self._runner, self._stack_sets = world, runner, stack_sets
        world.organization.on_move.append(self._moved)

    def _moved(self, account: Account, before: list, after: list) -> None:
        if account.state != "ACTIVE":
            return
        following = [stack_set for stack_set in self._stack_sets()
                     if stack_set.is_service_managed and (stack_set.auto_deployment or {}).get("Enabled")]
        for stack_set in following:
            self._leave(stack_set, account, {node.id for node in after})
        wanted = {stack_set.arn: (stack_set, jobs) for stack_set in following if (jobs := _entered(stack_set, account, after))}
        self._enter_ready(wanted, set(wanted))

    def _leave(self, stack_set: StackSet, account: Account, after: set) -> None:
        """From Regions that no targeted unit of the account has any more; where none was, a filter or a call made the instance."""
        if not stack_set.units:
            return
        regions = {region for unit in stack_set.units if unit in after for region in stack_set.unit_regions.get(unit, ())}
        left = [item for key, item in list(stack_set.instances.items()) if key[0] == account.id and item.region not in regions and item.unit not in after]
        if left:
            retain = bool((stack_set.auto_deployment or {}).get("RetainStacksOnAccountRemoval"))
            self._runner.start(stack_set, "DELETE", [Job(item.account, item.region) for item in left], {}, Work(self._world, stack_set).remove,
                               queue=True, retain=retain)

    def _enter_ready(self, wanted: dict, unfinished: set) -> None:
        """Begins what waits for nothing; each goes on with what waited for it, when it succeeded."""
        for arn in [arn for arn, (stack_set, _) in wanted.items() if not unfinished.intersection(_depends_on(stack_set))]:
            self._enter(arn, wanted, unfinished)

    def _enter(self, arn: str, wanted: dict, unfinished: set) -> None:
        stack_set, jobs = wanted.pop(arn, (None, []))
        if stack_set is None:
            return  # another one that finished at the same time has begun it
        with stack_set.lock:
            for job in jobs:
                stack_set.instances.setdefault(job.key, Instance(job.account, job.region, {}, job.unit))

        def go_on(operation: Operation) -> None:
            if all(job.status == "SUCCEEDED" for job in operation.jobs):
                unfinished.discard(arn)
                self._enter_ready(wanted, unfinished)

        self._runner.start(stack_set, "CREATE", jobs, {}, Work(self._world, stack_set).deploy, queue=True, done=go_on)


def _entered(stack_set: StackSet, account: Account, after: list) -> list:
    """Jobs for the Regions of every targeted unit above the account that it has no stack in; the rest changes its unit."""
    jobs: list[Job] = []
    for node in after:
        for region in stack_set.unit_regions.get(node.id, ()) if node.id in stack_set.units else ():
            if (account.id, region) in stack_set.instances:
                stack_set.instances[(account.id, region)].unit = node.id
            elif region not in [job.region for job in jobs]:
                jobs.append(Job(account.id, region, node.id))
    return jobs


def _depends_on(stack_set: StackSet) -> list:
    return (stack_set.auto_deployment or {}).get("DependsOn") or []
