import type { Cdk, Scope } from '../../blueprints/cdk.ts';
import { ours } from '../../blueprints/ours.ts';
import type { Config } from '../../config/schema.ts';
import { idOf } from './ids.ts';

type Group = Config['patching']['install']['groups'][number];

/** Patch Manager reads either; instances whose metadata shows tags cannot have one with a blank. */
const TAGS = ['PatchGroup', 'Patch Group'] as const;

/** A weekly window in which what is approved is installed on the instances of a group, some at a time. */
export function addWindow(scope: Scope, cdk: typeof Cdk, config: Config, group: Group): void {
  const { install } = config.patching;
  const id = idOf(group.name);
  const window = new cdk.aws_ssm.CfnMaintenanceWindow(scope, `${id}Window`, {
    name: cdk.Fn.sub(ours(`patch-${group.name}`)),
    description: `Installs security patches on instances of the patch group ${group.name}.`,
    schedule: windowSchedule(group),
    scheduleTimezone: config.notifications.timeZone,
    duration: install.durationHours,
    cutoff: 1,
    allowUnassociatedTargets: false,
  });
  const targets = TAGS.map((tag) => addTarget(scope, cdk, { id, tag, group, window }));
  new cdk.aws_ssm.CfnMaintenanceWindowTask(scope, `${id}Install`, {
    windowId: window.ref,
    name: 'install-patches',
    taskType: 'RUN_COMMAND',
    taskArn: 'AWS-RunPatchBaseline',
    priority: 1,
    targets: [{ key: 'WindowTargetIds', values: targets.map(({ ref }) => ref) }],
    maxConcurrency: `${install.maxConcurrencyPercentage}%`,
    maxErrors: `${install.maxErrorsPercentage}%`,
    taskInvocationParameters: {
      maintenanceWindowRunCommandParameters: {
        parameters: { Operation: ['Install'], RebootOption: [install.reboot] },
        timeoutSeconds: 600,
      },
    },
  });
}

/** `cron(0 3 ? * TUE *)` in the window's own time zone. */
export function windowSchedule({ day, at }: Pick<Group, 'day' | 'at'>): string {
  const [hour, minute] = at.split(':').map(Number);
  return `cron(${minute} ${hour} ? * ${day} *)`;
}

interface Target {
  readonly id: string;
  readonly tag: (typeof TAGS)[number];
  readonly group: Group;
  readonly window: Cdk.aws_ssm.CfnMaintenanceWindow;
}

function addTarget(
  scope: Scope,
  cdk: typeof Cdk,
  { id, tag, group, window }: Target,
): Cdk.aws_ssm.CfnMaintenanceWindowTarget {
  // Keys of one target would all have to match.
  return new cdk.aws_ssm.CfnMaintenanceWindowTarget(scope, `${id}${tag.replace(' ', 'With')}Target`, {
    windowId: window.ref,
    name: tag === 'PatchGroup' ? 'tag-without-blank' : 'tag-with-blank',
    resourceType: 'INSTANCE',
    targets: [{ key: `tag:${tag}`, values: [group.name] }],
  });
}
