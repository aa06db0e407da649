import { MetsukeError } from '../domain/errors.ts';
import type { Finding, Source } from '../domain/finding.ts';
import type { AccountId, RootId, UnitId } from '../domain/ids.ts';
import type { RuleException } from '../domain/rule-exception.ts';
import { say } from '../domain/say.ts';
import type { SessionVpc } from '../domain/session-vpc.ts';
import { arrange } from './arrange.ts';
import type { FoundReferences } from './check-duties.ts';
import { checkDuties } from './check-duties.ts';
import { findAccount, nameProblem } from './find-account.ts';
import { findUnit } from './find-unit.ts';
import type { Path } from './node.ts';
import type { Duty, OrganizationNames, Problem } from './references.ts';
import { resolveRuleExceptions } from './rule-exceptions.ts';
import type { Config } from './schema.ts';

/** The account and unit references of metsuke.yaml as ids. */
export interface ResolvedReferences {
  readonly auditAccountId: AccountId;
  readonly logAccountId: AccountId;
  /** The audit account, unless another one is named. */
  readonly imageAccountId: AccountId;
  readonly canaryAccountId: AccountId | null;
  readonly excludedAccountIds: readonly AccountId[];
  /** Everything below them is excluded too; it is not listed. */
  readonly excludedUnitIds: readonly UnitId[];
  readonly ruleExceptions: readonly RuleException[];
  /** In the order of the file. */
  readonly sessionVpcs: readonly SessionVpc[];
  /** Of a reference that stands in the configuration; throws when there is no such unit. */
  readonly unitId: (reference: string) => RootId | UnitId;
}

export interface Resolution {
  /** Null when a finding is an error. */
  readonly resolved: ResolvedReferences | null;
  /** In the order of the file. */
  readonly findings: readonly Finding[];
  /** Accounts that the file calls by their names. */
  readonly named: readonly NamedAccount[];
}

/** A name in metsuke.yaml, and whose it is. */
export interface NamedAccount {
  readonly path: Path;
  readonly name: string;
  readonly id: AccountId;
}

/** Told of every account that a reference led to. */
export type Named = (path: Path, reference: string, id: AccountId) => void;

export type Tell = (path: Path, problem: Problem) => void;

/** Names and paths to ids. Suspended accounts, the management account and overlaps are told where they matter. */
export function resolveReferences(
  config: Config,
  organization: OrganizationNames,
  locate: (path: Path) => Source | undefined,
  /** ISO 8601: `2026-11-25`. Exceptions of rules that ended before are told. */
  today: string,
): Resolution {
  const findings: Finding[] = [];
  const tell: Tell = (path, problem) => {
    const source = locate(path);
    findings.push(source ? { ...problem, source } : problem);
  };
  const accounts: NamedAccount[] = [];
  const named: Named = (path, reference, id) => {
    const problem = nameProblem(reference, id);
    if (problem === undefined) return;
    tell(path, problem);
    accounts.push({ path, name: reference, id });
  };
  const found = findAll(config, organization, { tell, named });
  for (const { path, problem } of checkDuties(found, organization)) tell(path, problem);
  const exceptions = resolveRuleExceptions(config.configRules.exceptions, organization, { today, tell, named });
  return {
    resolved: makeResolved(found, organization, { exceptions, findings }),
    findings: arrange(findings),
    named: accounts,
  };
}

function makeResolved(
  found: FoundReferences,
  organization: OrganizationNames,
  { exceptions, findings }: { readonly exceptions: readonly RuleException[]; readonly findings: readonly Finding[] },
): ResolvedReferences | null {
  const isFailed = findings.some((finding) => finding.severity === 'error');
  const { audit, log, canary } = found;
  // Without an error both are found; the types cannot know.
  if (isFailed || !audit || !log) return null;
  return {
    auditAccountId: audit,
    logAccountId: log,
    imageAccountId: found.image ?? audit,
    canaryAccountId: canary ?? null,
    excludedAccountIds: unique(found.excludedAccounts),
    excludedUnitIds: unique(found.excludedUnits),
    ruleExceptions: exceptions,
    sessionVpcs: found.sessionVpcs,
    unitId: (reference) => requireUnit(reference, organization),
  };
}

function findAll(
  config: Config,
  organization: OrganizationNames,
  { tell, named }: { readonly tell: Tell; readonly named: Named },
): FoundReferences {
  const account = (reference: string, path: Path, duty: Duty): AccountId | undefined => {
    const { id, problem } = findAccount(reference, duty, organization);
    if (problem) tell(path, problem);
    if (id !== undefined) named(path, reference, id);
    return id;
  };
  const { accounts, stackSets, exclude, machineImages } = config;
  findTargets(config, organization, tell);
  const vpcs = sessionVpcsOf(config).map(({ vpcId, region, account: reference }, index) => {
    const id = account(reference, ['sessions', 'endpoints', index, 'account'], 'vpc');
    return id === undefined ? [] : [{ vpcId, account: id, region }];
  });
  return {
    audit: account(accounts.audit, ['accounts', 'audit'], 'audit'),
    log: account(accounts.log, ['accounts', 'log'], 'log'),
    image: machineImages.account ? account(machineImages.account, ['machineImages', 'account'], 'image') : undefined,
    canary: stackSets.canary ? account(stackSets.canary, ['stackSets', 'canary'], 'canary') : undefined,
    sessionVpcs: vpcs.flat(),
    excludedAccounts: exclude.accounts.map((it, index) => account(it, ['exclude', 'accounts', index], 'excluded')),
    excludedUnits: exclude.units.map((it, index) =>
      findExcludedUnit(it, organization, (problem) => {
        tell(['exclude', 'units', index], problem);
      }),
    ),
  };
}

/** None while sessions are off: what is switched off may speak of accounts that are no more. */
function sessionVpcsOf({ sessions, homeRegion }: Config) {
  if (!sessions.enabled) return [];
  return sessions.endpoints.map(({ vpcId, account, region = homeRegion }) => ({ vpcId, account, region }));
}

/** Of the enabled ones only: what is switched off may speak of units that are no more. */
function findTargets(config: Config, organization: OrganizationNames, tell: Tell): void {
  for (const { path, targets } of policySwitches(config, [])) {
    targets.forEach((reference, index) => {
      const found = findUnit(reference, organization);
      if ('problem' in found) tell([...path, 'targets', index], found.problem);
    });
  }
}

interface FoundSwitch {
  readonly path: readonly string[];
  readonly targets: readonly string[];
}

/** Sections that say where a policy is attached, also those of capabilities: by their key `targets`. */
function policySwitches(section: object, path: readonly string[]): readonly FoundSwitch[] {
  if ('enabled' in section && section.enabled === false) return [];
  if ('targets' in section) return [{ path, targets: section.targets as readonly string[] }];
  return Object.entries(section).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? policySwitches(value, [...path, key]) : [],
  );
}

function findExcludedUnit(
  reference: string,
  organization: OrganizationNames,
  tell: (problem: Problem) => void,
): UnitId | undefined {
  const found = findUnit(reference, organization);
  if ('problem' in found) tell(found.problem);
  else if (isUnit(found.id, organization)) return found.id;
  else {
    const message = say`Without the root nothing would be governed.`;
    tell({ severity: 'error', code: 'everything-excluded', message });
  }
  return undefined;
}

function isUnit(id: RootId | UnitId, { rootId }: OrganizationNames): id is UnitId {
  return id !== rootId;
}

function requireUnit(reference: string, organization: OrganizationNames): RootId | UnitId {
  const found = findUnit(reference, organization);
  if ('id' in found) return found.id;
  throw new MetsukeError('not-found', found.problem.message);
}

function unique<Id>(ids: readonly (Id | undefined)[]): readonly Id[] {
  return [...new Set(ids.filter((id) => id !== undefined))];
}
