import type { Finding } from '../../domain/finding.ts';
import type { TargetId } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import { wildcard } from '../../domain/text/wildcard.ts';
import type { ExemptRole } from '../../guardrails/exempt-roles.ts';
import { exemptRoleArns } from '../../guardrails/exempt-roles.ts';
import { type Guardrail, isGuardrailEnabled, type PolicyType, targetsOf } from '../../guardrails/guardrail.ts';
import { allowedRegions } from '../../guardrails/region-restriction/guardrail.ts';
import { FORMER_POLICIES_PER_TARGET, POLICIES_PER_TARGET } from '../../guardrails/size.ts';
import type { ForeignStackSet } from '../observe/snapshot.ts';
import { nameTarget, planPolicy } from '../steps/policy/plan.ts';
import type { PlanInput } from './input.ts';

/** Guardrails whose policies a plan would make, change or attach. */
export function guardrailsToBind(input: PlanInput): readonly Guardrail[] {
  return input.guardrails.filter(
    (guardrail) => isGuardrailEnabled(guardrail, input.config) && planPolicy(guardrail, input) !== null,
  );
}

/** What of ours is meant to be attached to one target. */
export interface Load {
  readonly type: PolicyType;
  readonly target: TargetId;
  readonly names: readonly string[];
}

export function loadsOf(guardrails: readonly Guardrail[], { config, references }: PlanInput): readonly Load[] {
  const loads = new Map<string, Load>();
  for (const guardrail of guardrails.filter((one) => isGuardrailEnabled(one, config))) {
    for (const target of new Set(targetsOf(guardrail, config).map(references.unitId))) {
      const key = `${guardrail.type} ${target}`;
      const names = [...(loads.get(key)?.names ?? []), guardrail.policyName(config)];
      loads.set(key, { type: guardrail.type, target, names });
    }
  }
  return [...loads.values()];
}

/** How full the targets would be to which a policy of ours is to be attached. */
export function fullTargets(input: PlanInput): readonly Finding[] {
  const attached = input.snapshot.attached ?? [];
  return loadsOf(input.guardrails, input).flatMap((load) => {
    const found = attached.find(({ target, type }) => target === load.target && type === load.type);
    return found ? overload(load, found.names, input) : [];
  });
}

/** `carried`: names of the policies that are on the target already, ours among them. */
export function overload(
  { type, target, names }: Load,
  carried: readonly string[],
  input: PlanInput,
): readonly Finding[] {
  // Detached in the same plan.
  const ours = input.guardrails.map((guardrail) => guardrail.policyName(input.config));
  const others = carried.filter((name) => !ours.includes(name));
  const after = others.length + names.length;
  const [limit, former] = [POLICIES_PER_TARGET[type], FORMER_POLICIES_PER_TARGET[type]];
  if (after <= former) return [];
  const { name } = nameTarget(target, input);
  const hint = note`Detach some, put their statements together, or attach those of Metsuke to units below (guardrails.*.targets).`;
  if (after > limit) {
    const message = note`${name} would carry ${after} policies of the type ${type}; AWS allows ${limit}: ${names.length} of Metsuke beside ${others.join(', ')}.`;
    return [{ severity: 'error', code: 'quota', message, hint }];
  }
  const message = note`${name} would carry ${after} policies of the type ${type}, more than the ${former} that AWS allowed until May 2026: ${names.length} of Metsuke beside ${others.join(', ')}.`;
  return [{ severity: 'warning', code: 'quota', message, hint }];
}

/**
 * Whoever works with a role that a new or changed policy would stop. A stack set tells its role, its regions and the types
 * in its template; Control Tower is known by its trusted access, and does more than its stack sets tell.
 */
export function stoppedRoles(input: PlanInput): readonly Finding[] {
  const { config, snapshot } = input;
  const accepted = config.guardrails.mayStop;
  return guardrailsToBind(input).flatMap((guardrail) => {
    const judge = JUDGES[guardrail.id];
    if (!judge) return [];
    const exempt = exemptRoleArns(config, judge.exempt(input));
    const stopped = new Map<string, readonly string[]>();
    for (const stackSet of withControlTower(snapshot.foreignStackSets ?? [], snapshot.serviceAccess)) {
      const { role } = stackSet;
      if (role === null || !judge.stops(stackSet, input)) continue;
      if (isCovered(role, exempt) || accepted.includes(role)) continue;
      stopped.set(role, [...(stopped.get(role) ?? []), stackSet.name]);
    }
    return [...stopped].map(([role, names]) => tell(guardrail, role, names));
  });
}

/** Nothing is known of whom a policy would stop there: no reason to be silent. */
export function unreadStackSets({ snapshot }: PlanInput): readonly Finding[] {
  return (snapshot.foreignStackSets ?? []).flatMap(({ name, role, unseen = '' }): readonly Finding[] => {
    if (role !== null) return [];
    const message = note`Whether a policy would stop the stack set ${name} is unknown, because it could not be read: ${unseen}`;
    return [{ severity: 'warning', code: 'unknown', message }];
  });
}

interface Judge {
  exempt(input: PlanInput): readonly ExemptRole[];
  stops(stackSet: ForeignStackSet, input: PlanInput): boolean;
}

const JUDGES: Readonly<Record<string, Judge>> = {
  'region-restriction': {
    exempt: ({ config }) => config.guardrails.regionRestriction.exemptRoles,
    stops: ({ regions, name }, { config }) =>
      name === CONTROL_TOWER || regions.some((region) => !allowedRegions(config).includes(region)),
  },
  'protect-detection': {
    exempt: ({ config }) => config.guardrails.protectBaseline.exemptRoles,
    // A template that cannot be read may have any of them.
    stops: ({ types, name }) =>
      name === CONTROL_TOWER || types === null || types.some((type) => SHARED_TYPES.test(type)),
  },
  // The same section exempts from both: what protect-detection tells is not told again.
  'protect-accounts': {
    exempt: ({ config }) => config.guardrails.protectBaseline.exemptRoles,
    stops: ({ types }, { config: { inventory, logCollection } }) =>
      types?.some(
        (type) =>
          // Quick Setup makes inventory associations by stack sets, and a second one stops both.
          (inventory.enabled && type === 'AWS::SSM::Association') ||
          (logCollection.enabled && type === 'AWS::Logs::AccountPolicy'),
      ) ?? false,
  },
};

/** Of which an account or a region has one, or whose names tell nothing: denied to everybody, whoever made them. */
const SHARED_TYPES = /^AWS::(Config|GuardDuty)::/;

const CONTROL_TOWER = 'AWS Control Tower';

function withControlTower(
  stackSets: readonly ForeignStackSet[],
  serviceAccess: readonly string[],
): readonly ForeignStackSet[] {
  const isThere =
    serviceAccess.includes('controltower.amazonaws.com') ||
    stackSets.some(({ name }) => name.startsWith('AWSControlTowerBP-'));
  if (!isThere) return stackSets;
  return [...stackSets, { name: CONTROL_TOWER, role: 'AWSControlTowerExecution', regions: [], types: [] }];
}

/** Whether the ARN of a role of this name, in any account, is among those that are exempt. */
function isCovered(role: string, exempt: readonly string[]): boolean {
  return exempt.some((arn) => arn.includes('::*:') && wildcard(arn.split(':role/')[1] ?? '').test(role));
}

function tell({ id, section }: Guardrail, role: string, names: readonly string[]): Finding {
  const shown =
    names.length > 3 ? note`${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return {
    severity: 'error',
    code: 'would-stop-others',
    message: note`${id} would stop the role ${role}, which works for ${shown}.`,
    hint: note`Exempt it (guardrails.${section}.exemptRoles: ["${role}"]), or accept that it is stopped (guardrails.mayStop: ["${role}"]).`,
  };
}
