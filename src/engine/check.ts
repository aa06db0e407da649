import pLimit from 'p-limit';
import { hasBoundary } from '../blueprints/with-boundary.ts';
import type { Account } from '../domain/account.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding.ts';
import { say } from '../domain/say.ts';
import { isGuardrailEnabled } from '../guardrails/guardrail.ts';
import { checkPolicies } from './check-policies.ts';
import { checkSettings } from './check-settings.ts';
import type { CheckedItem, CheckOptions } from './checked-item.ts';
import { checkExemptRoles } from './exempt-roles.ts';
import type { Ports } from './observe/ports.ts';
import { untracked } from './observe/track.ts';
import { splitAccounts } from './plan/accounts.ts';
import { BLUEPRINT_TAG } from './plan/definition.ts';
import { whatCannotChange } from './plan/findings.ts';
import type { PlanInput } from './plan/input.ts';
import { makePlan } from './plan/make-plan.ts';
import { occupantFindings } from './plan/occupied.ts';
import { INVITED_ACCOUNT, invitedIn } from './plan/owners-command.ts';
import { trailFindings } from './plan/trails.ts';
import { checkQuotas } from './quotas.ts';
import { guardDutyFindings } from './steps/guard-duty/plan.ts';
import { readNames } from './taken-names.ts';

/** What would stand in the way of an apply. Changes nothing. */
export async function checkOrganization(
  ports: Ports,
  input: PlanInput,
  options: CheckOptions,
): Promise<readonly CheckedItem[]> {
  return [
    ...checkOrganizationItself(input),
    checkSkipped(input),
    checkSwitches(input),
    ...checkQuotas(input, (await ports.stackSets.listNames()).length),
    await checkPolicies(ports, input),
    checkRoles(input),
    checkStackSets(input),
    checkGuardDuty(input),
    ...(await checkNames(ports, input)),
    checkPlaces(input),
    checkTrails(input),
    ...(await checkSettings(ports, input, options)),
    await checkBootstrap(ports, input, options),
    await checkExemptRoles(ports, input, options),
  ];
}

function checkOrganizationItself({ snapshot }: PlanInput): readonly CheckedItem[] {
  const { organization, caller } = snapshot;
  const features = finding('error', 'consolidated-billing', say`The organization has consolidated billing only.`, {
    hint: say`Enable all features in the AWS Organizations console: policies need them.`,
  });
  return [
    { what: 'credentials', found: caller.arn, findings: [] },
    { what: say`management account`, found: organization.managementAccountId, findings: [] },
    {
      what: 'features',
      found: organization.allFeatures ? 'all' : say`consolidated billing`,
      findings: organization.allFeatures ? [] : [features],
    },
  ];
}

function checkSkipped(input: PlanInput): CheckedItem {
  const { governed, skipped, total } = splitAccounts(input);
  return {
    what: 'accounts',
    found: say`${total}, ${governed.length} governed`,
    findings: skipped.map(({ name, id, why }) =>
      finding('info', 'skipped-account', say`${name} (${id}) ${why}; it is left alone.`, { account: { id, name } }),
    ),
  };
}

/** Switches that an apply turns on by itself: told, since they reach beyond Metsuke. */
function checkSwitches({ snapshot, blueprints, guardrails, config }: PlanInput): CheckedItem {
  const enabled = blueprints.filter((blueprint) => blueprint.isEnabled(config));
  const principals = new Set(
    enabled.flatMap(({ serviceAccess }) => serviceAccess ?? []).map(({ principal }) => principal),
  );
  const missing = [...principals].filter((principal) => !snapshot.serviceAccess.includes(principal));
  const types = new Set(
    guardrails.filter((guardrail) => isGuardrailEnabled(guardrail, config)).map(({ type }) => type),
  );
  const disabled = [...types].filter((type) => !snapshot.organization.enabledPolicyTypes.includes(type));
  return {
    what: say`trusted access`,
    found: snapshot.serviceAccess.length > 0 ? snapshot.serviceAccess.join(', ') : 'none',
    findings: [
      ...missing.map((principal) =>
        finding('info', 'will-enable', say`Apply gives ${principal} trusted access to the organization.`),
      ),
      ...enabled.flatMap(({ id, setting }) =>
        setting?.rights === undefined
          ? []
          : [
              finding(
                'info',
                'rights-needed',
                say`The role ${config.stackSets.bootstrapRole} sets ${id} in members and needs ${setting.rights.join(', ')}.`,
              ),
            ],
      ),
      ...disabled.map((type) => finding('info', 'will-enable', say`Apply enables the policy type ${type}.`)),
    ],
  };
}

function checkRoles({ snapshot, config }: PlanInput): CheckedItem {
  const role = snapshot.roles.find(({ name }) => name === config.stackSets.administrationRole);
  return {
    what: say`administration role`,
    found: role ? say`exists, not made by Metsuke` : snapshot.stacks.length > 0 ? 'exists' : say`not there yet`,
    findings: [
      ...(role
        ? [
            finding('info', 'adopted-role', say`Metsuke uses the role ${role.name} without changing it.`, {
              hint: say`It must trust cloudformation.amazonaws.com and may assume the execution role.`,
            }),
          ]
        : []),
      ...(hasBoundary(config)
        ? []
        : [finding('info', 'no-boundary', say`With SERVICE_MANAGED roles of Metsuke have no permissions boundary.`)]),
    ],
  };
}

function checkStackSets(input: PlanInput): CheckedItem {
  const { snapshot, blueprints, config } = input;
  const foreign = snapshot.stackSets.filter((stackSet) => {
    const blueprint = blueprints.find(({ stackName }) => stackName === stackSet.name);
    return blueprint?.isEnabled(config) && stackSet.tags[BLUEPRINT_TAG] === undefined;
  });
  return {
    what: say`stack sets of Metsuke`,
    found: say`${snapshot.stackSets.length} there`,
    findings: [
      ...foreign.map(({ name }) =>
        finding('info', 'adopted-stack-set', say`Metsuke did not make ${name}; apply adopts it.`),
      ),
      ...whatCannotChange(input),
    ],
  };
}

/** Accounts and regions in which somebody else has what AWS keeps one of. They were looked at before this. */
function checkPlaces(input: PlanInput): CheckedItem {
  const { occupants } = input.snapshot;
  const taken = occupants.filter(({ occupant }) => occupant !== null).length;
  return {
    what: say`existing recorders`,
    found: occupants.length === 0 ? say`nothing is new anywhere` : say`in ${taken} of ${occupants.length} new places`,
    findings: occupantFindings(input),
  };
}

function checkGuardDuty(input: PlanInput): CheckedItem {
  const { guardDuty } = input.snapshot;
  const administrators = [...new Set(guardDuty.flatMap(({ administrator }) => administrator ?? []))];
  const members = Math.max(0, ...guardDuty.map(({ administered }) => administered?.members.length ?? 0));
  return {
    what: say`threat detection`,
    found:
      administrators.length > 0
        ? say`administered by ${administrators.join(', ')}, ${members} members`
        : say`not there yet`,
    findings: guardDutyFindings(input),
  };
}

/** Trails that would record beside ours. They were looked at before this, if ours is new. */
function checkTrails(input: PlanInput): CheckedItem {
  const { trails } = input.snapshot;
  return {
    what: say`existing trails`,
    found:
      trails === undefined
        ? say`the trail of Metsuke is there, or none is wanted`
        : say`${trails.length} in the management account`,
    findings: trailFindings(input),
  };
}

async function checkNames(ports: Ports, input: PlanInput): Promise<readonly CheckedItem[]> {
  const results = await readNames(ports, input);
  return results.map(({ what, found, findings, errors = [] }) => ({
    what,
    found,
    findings: [
      ...errors,
      ...findings.map((one) => (one.code === 'name-taken' ? { ...one, severity: 'error' as const } : one)),
    ],
  }));
}

async function checkBootstrap(ports: Ports, input: PlanInput, options: CheckOptions): Promise<CheckedItem> {
  const { config, snapshot } = input;
  const governed = new Set(splitAccounts(input).governed.map(({ id }) => id));
  const members = snapshot.accounts.filter(
    ({ id }) => governed.has(id) && id !== snapshot.organization.managementAccountId,
  );
  const role = config.stackSets.bootstrapRole;
  const planned = new Map(invitedIn(makePlan(input)).map((one) => [one.account?.id, one]));
  if (!options.accounts) {
    const invited = members.filter(({ joined }) => joined === 'INVITED');
    return {
      what: say`bootstrap role`,
      found: say`${role}, not tried (check --accounts does)`,
      findings: invited.map(
        ({ name, id }) =>
          planned.get(id) ??
          finding('warning', INVITED_ACCOUNT, say`${name} (${id}) was invited; ${role} may be missing there.`, {
            account: { id, name },
            hint: say`See docs/first-deployment.md.`,
          }),
      ),
    };
  }
  const limit = pLimit(24);
  const { track = untracked } = options;
  const tries = members.map((account) =>
    limit(() => tryBootstrap(ports, account, { role, planned: planned.get(account.id) })),
  );
  const findings = await Promise.all(tries.map((tried) => track(say`the bootstrap role in accounts`, tried)));
  const failed = findings.flat();
  return {
    what: say`bootstrap role`,
    found: say`works in ${members.length - failed.length} of ${members.length} accounts`,
    findings: failed,
  };
}

interface Tried {
  readonly role: string;
  /** What the plan says of the account, which was invited. */
  readonly planned: Finding | undefined;
}

async function tryBootstrap(
  ports: Ports,
  { id, name }: Account,
  { role, planned }: Tried,
): Promise<readonly Finding[]> {
  try {
    await ports.inAccount(id, role).roles.readRole(role);
    return [];
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return [
      finding('error', 'no-bootstrap-role', `${name} (${id}): ${error.message}`, {
        account: { id, name },
        hint: planned?.hint ?? say`See docs/first-deployment.md.`,
        ...(planned?.command === undefined ? {} : { command: planned.command }),
      }),
    ];
  }
}

function finding(
  severity: Finding['severity'],
  code: string,
  message: string,
  rest: Pick<Finding, 'hint' | 'command' | 'account'> = {},
): Finding {
  return { severity, code, message, ...rest };
}
