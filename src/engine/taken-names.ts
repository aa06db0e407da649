import { MetsukeError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding.ts';
import { partitionOf } from '../domain/ids.ts';
import { NAMES } from '../domain/names.ts';
import { say } from '../domain/say.ts';
import type { AccountPorts, Ports } from './observe/ports.ts';
import type { ObservedBucket } from './observe/snapshot.ts';
import { isDeployed } from './observe/stack-status.ts';
import { bucketFindings } from './plan/buckets.ts';
import type { PlanInput } from './plan/input.ts';

/** Whether the names that a deployment needs are free. Nothing is asked of AWS for what is deployed already. */
export interface CheckedNames {
  /** `log buckets` */
  readonly what: string;
  readonly found: string;
  readonly findings: readonly Finding[];
  /** What a plan says by itself. */
  readonly errors?: readonly Finding[];
}

interface NamedThings {
  readonly what: string;
  /** Id of the blueprint that makes them. */
  readonly blueprint: string;
  readonly account: AccountPorts;
  readonly names: readonly string[];
  readonly exists: (name: string) => Promise<boolean>;
}

/** What exists under our names in the audit and the log account makes their first deployment fail half-way. */
export async function readNames(ports: Ports, input: PlanInput): Promise<readonly CheckedNames[]> {
  const asked = await Promise.all(namedThings(ports, input).map((things) => lookFor(things, input)));
  return [...asked, bucketNames(input)];
}

/** They were looked at before this. Those of other accounts are errors of the plan. */
function bucketNames(input: PlanInput): CheckedNames {
  const { buckets } = input.snapshot;
  const unseen = [...new Set(buckets.flatMap(({ unseen = [] }) => unseen))];
  const [, found] = BUCKETS_FOUND.find(([presences]) =>
    buckets.some(({ presence }) => presences.includes(presence)),
  ) ?? ['', say`deployed`];
  return {
    what: say`log buckets`,
    found,
    errors: bucketFindings(input),
    findings: [
      ...buckets.filter(({ presence }) => presence === 'owned').map(({ name }) => nameTaken(name)),
      ...unseen.map((message): Finding => ({ severity: 'warning', code: 'not-checked', message })),
    ],
  };
}

/** The worst is told. */
const BUCKETS_FOUND: readonly (readonly [readonly ObservedBucket['presence'][], string])[] = [
  [['refused', 'elsewhere', 'lost', 'owned'], say`names taken`],
  [['gone'], say`missing`],
  [['unseen'], say`could not be looked at`],
  [['absent'], say`names free`],
];

function namedThings(ports: Ports, { config, references }: PlanInput): readonly NamedThings[] {
  const { resourcePrefix: prefix, homeRegion, stackSets } = config;
  const { auditAccountId } = references;
  const audit = ports.inAccount(auditAccountId, stackSets.bootstrapRole);
  const topicArn = (name: string): string =>
    `arn:${partitionOf(homeRegion)}:sns:${homeRegion}:${auditAccountId}:${name}`;
  return [
    {
      what: say`audit roles`,
      blueprint: 'security-resource',
      account: audit,
      names: [NAMES.role.auditAdministrator, NAMES.role.auditReadOnly].map((name) => `${prefix}-${name}`),
      exists: async (name) => (await audit.roles.readRole(name)) !== null,
    },
    {
      what: 'topics',
      blueprint: 'security-topic',
      account: audit,
      names: [NAMES.topic.config, NAMES.topic.security].map((name) => `${prefix}-${name}`),
      exists: (name) => audit.topics.exists(topicArn(name)),
    },
  ];
}

async function lookFor(things: NamedThings, input: PlanInput): Promise<CheckedNames> {
  const { what, names, exists } = things;
  try {
    if (await isOurs(things, input)) return { what, found: say`deployed`, findings: [] };
    const taken = (await Promise.all(names.map(async (name) => ((await exists(name)) ? [name] : [])))).flat();
    return { what, found: taken.length > 0 ? say`names taken` : say`names free`, findings: taken.map(nameTaken) };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    const finding: Finding = { severity: 'warning', code: 'not-checked', message: error.message };
    return { what, found: say`could not be looked at`, findings: [finding] };
  }
}

/** A deployment that failed may have been a first one, whose stack holds nothing, or an update of what is there. */
async function isOurs(
  { blueprint, account }: NamedThings,
  { blueprints, snapshot, config }: PlanInput,
): Promise<boolean> {
  const stackName = blueprints.find(({ id }) => id === blueprint)?.stackName;
  const [instance] = snapshot.stackSets.find(({ name }) => name === stackName)?.instances ?? [];
  if (!instance) return false;
  if (instance.status === 'CURRENT') return true;
  const name = instance.stackId?.split('/')[1];
  const stack = name === undefined ? null : await account.stacks.read(name, config.homeRegion);
  return stack !== null && isDeployed(stack);
}

function nameTaken(name: string): Finding {
  return {
    severity: 'warning',
    code: 'name-taken',
    message: say`${name} exists already, and Metsuke did not make it: deploying it would fail.`,
    hint: say`Rename or remove it, or set another resourcePrefix. A bucket that a destroy kept: see docs/leaving.md.`,
  };
}
