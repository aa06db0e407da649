import pLimit from 'p-limit';
import { templateOf } from '../blueprints/template-of.ts';
import type { Account } from '../domain/account.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding.ts';
import type { JsonObject } from '../domain/json.ts';
import { say } from '../domain/say.ts';
import { wildcard } from '../domain/text/wildcard.ts';
import { deployingRoles, type ExemptRole } from '../guardrails/exempt-roles.ts';
import type { CheckedItem } from './checked-item.ts';
import type { ExistingRole, Ports } from './observe/ports.ts';
import { type Track, untracked } from './observe/track.ts';
import { splitAccounts } from './plan/accounts.ts';
import { deploymentContextOf, type PlanInput } from './plan/input.ts';
import { resolveResources } from './plan/resolve-template.ts';

/** Names in a message; the rest is counted. */
const SHOWN = 5;

type AccountName = Pick<Account, 'id' | 'name'>;

interface RoleInAccount extends ExistingRole {
  readonly account: AccountName;
}

/** Why a role is exempt that has such a name. */
interface Exemption {
  readonly pattern: string;
  /** Ids; absent: in every account. */
  readonly accounts?: readonly string[];
  readonly isExpected: (role: ExistingRole) => boolean;
  /** A key of metsuke.yaml; absent: Metsuke's own. */
  readonly key?: string;
}

/**
 * Roles that are there already and that a guardrail will not bind, since their names match an exemption: whoever made one
 * of them before may do what the policy denies. Policies guard such names only from the day that they are attached.
 */
export async function checkExemptRoles(
  ports: Ports,
  input: PlanInput,
  { accounts, track = untracked }: { readonly accounts: boolean; readonly track?: Track },
): Promise<CheckedItem> {
  const what = say`exempt roles`;
  if (!accounts) return { what, found: say`not looked for (check --accounts does)`, findings: [] };
  const limit = pLimit(24);
  const members = splitAccounts(input).governed.filter(
    ({ id }) => id !== input.snapshot.organization.managementAccountId,
  );
  const asked = members.map((account) => limit(() => rolesIn(account, ports, input)));
  const answers = await Promise.all(asked.map((answer) => track(say`roles in accounts`, answer)));
  const roles = answers.flatMap((answer) => answer ?? []);
  const looked = answers.filter((answer) => answer !== null).length;
  const findings = exemptionsOf(input).flatMap((exemption) => findingOf(exemption, roles));
  return { what, found: say`looked for in ${looked} of ${members.length} accounts`, findings };
}

/** Null: the account cannot be entered, as the look at its bootstrap role says. */
async function rolesIn(account: AccountName, ports: Ports, { config }: PlanInput): Promise<RoleInAccount[] | null> {
  try {
    const roles = await ports.inAccount(account.id, config.stackSets.bootstrapRole).roles.list();
    return roles.map((role) => ({ ...role, account }));
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return null;
  }
}

function exemptionsOf(input: PlanInput): readonly Exemption[] {
  const { config } = input;
  const { regionRestriction, protectBaseline } = config.guardrails;
  const named = new Set(deployingRoles(config).map(patternOf));
  const ofKey = (key: string, exempt: readonly ExemptRole[]): Exemption[] =>
    exempt.map((role) => ({
      pattern: patternOf(role),
      ...(typeof role === 'string' ? {} : { accounts: role.accounts }),
      isExpected: ({ name }) => named.has(name),
      key,
    }));
  const made = rolesOfTemplates(input);
  const own: Exemption = { pattern: `${config.resourcePrefix}-*`, isExpected: ({ name }) => made.has(name) };
  // CloudFormation makes one in every account, with an id of its own in the name.
  const ofStackSets: Exemption = {
    pattern: 'stacksets-exec-*',
    isExpected: ({ name }) => /^stacksets-exec-[0-9a-f]{32}$/.test(name),
  };
  const isBound = regionRestriction.enabled || protectBaseline.enabled;
  return [
    ...(regionRestriction.enabled ? ofKey('regionRestriction', regionRestriction.exemptRoles) : []),
    ...(protectBaseline.enabled ? [...ofKey('protectBaseline', protectBaseline.exemptRoles), own] : []),
    ...(isBound && config.stackSets.permissionModel === 'SERVICE_MANAGED' ? [ofStackSets] : []),
  ];
}

function patternOf(role: ExemptRole): string {
  return typeof role === 'string' ? role : role.role;
}

/** Names of the roles that the templates make. */
function rolesOfTemplates(input: PlanInput): ReadonlySet<string> {
  const context = deploymentContextOf(input);
  const names = input.blueprints
    .filter((blueprint) => blueprint.isEnabled(input.config))
    .flatMap((blueprint) =>
      Object.values(resolveResources(templateOf(blueprint, input.config), blueprint.parameters(context))),
    )
    .map(({ Properties }) => (Properties as JsonObject | undefined)?.RoleName);
  return new Set(names.filter((name) => typeof name === 'string'));
}

function findingOf({ pattern, accounts, isExpected, key }: Exemption, roles: readonly RoleInAccount[]): Finding[] {
  const isLike = wildcard(pattern);
  const found = roles.filter(
    (role) =>
      isLike.test(`${role.path.slice(1)}${role.name}`) &&
      (accounts === undefined || accounts.includes(role.account.id)) &&
      !isExpected(role),
  );
  if (found.length === 0) return [];
  const shown = found.slice(0, SHOWN).map(({ name, account }) => `${name} (${account.name})`);
  const more = found.length - shown.length;
  const list = more > 0 ? say`${shown.join(', ')} and ${more} more` : shown.join(', ');
  if (key === undefined) {
    return [
      {
        severity: 'warning',
        code: 'exempt-role',
        message: say`Metsuke did not make these roles, and guardrails exempt them, since their names match ${pattern}: ${list}.`,
        hint: say`See what they may do and who may assume them. Delete or rename those that are not yours.`,
      },
    ];
  }
  return [
    {
      severity: 'info',
      code: 'exempt-role',
      message: say`guardrails.${key}.exemptRoles exempts these roles, since their names match ${pattern}: ${list}.`,
      hint: say`See who may assume them. Where it should be fewer, write more of the name, or the accounts.`,
    },
  ];
}
