/** A call on something of ours that nobody made through Metsuke: an entry in the table of the audit account, until an apply has looked. */
export interface Disturbance {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** `config:StopConfigurationRecorder` */
  readonly call: string;
  /** Who made it, in words; null when the event does not say. */
  readonly actor: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** What a look at every account found, whatever events told: where to look, as a disturbance says it. */
export interface Found extends Pick<Disturbance, 'account' | 'region' | 'call'> {
  readonly actor: null;
  readonly at: null;
}

/** Why a place is asked. */
export type Lead = Disturbance | Found;

/** @param service of which something is not as it was deployed: `events` */
export function foundIn(account: string, region: string, service: string): Found {
  return { account, region, call: `${service}:*`, actor: null, at: null };
}

/** What of ours records what happens. */
export type RecordingPart = 'trail' | 'recorder';

/**
 * Services whose calls change something of ours. An entry names no resource: the stacks of ours in its place that have
 * resources of the service are asked, so that an entry that lies costs calls and says nothing false.
 */
export const WATCHED_SERVICES = [
  'access-analyzer',
  'account',
  'athena',
  'chatbot',
  'cloudformation',
  'cloudtrail',
  'config',
  'dynamodb',
  'ec2',
  'events',
  'firehose',
  'glue',
  'guardduty',
  'iam',
  'imagebuilder',
  'kms',
  'lambda',
  'logs',
  'monitoring',
  'organizations',
  's3',
  'scheduler',
  'sns',
  'sqs',
  'ssm',
  'states',
];

/** CloudTrail records their calls in one region, wherever the stack with the resource is. */
const GLOBAL_SERVICES: readonly string[] = ['account', 'iam', 'organizations'];

/** `config:StopConfigurationRecorder` → `config` */
export function serviceOf({ call }: Pick<Disturbance, 'call'>): string {
  return call.slice(0, call.indexOf(':'));
}

/** The service whose calls change a resource of a type: `AWS::StepFunctions::StateMachine` → `states`. */
export function serviceOfType(type: string): string {
  const [, namespace = ''] = type.split('::');
  return CALLED_OTHERWISE[namespace] ?? namespace.toLowerCase();
}

const CALLED_OTHERWISE: Readonly<Record<string, string>> = {
  AccessAnalyzer: 'access-analyzer',
  StepFunctions: 'states',
  CloudWatch: 'monitoring',
  KinesisFirehose: 'firehose',
};

/** Whether it may have changed a resource of the service in the region. */
export function concerns(
  entry: Pick<Lead, 'call' | 'region'>,
  { service, region }: { service: string; region: string },
): boolean {
  return serviceOf(entry) === service && (entry.region === region || GLOBAL_SERVICES.includes(service));
}

/** As it is kept in the table. */
export function disturbanceText({ account, region, call, actor, at }: Disturbance): string {
  return JSON.stringify({ account, region, call, actor, at });
}

/** Null: no entry that the formatter could have written; it may have been put there to mislead. */
export function readDisturbance(text: string | undefined): Disturbance | null {
  try {
    const { account, region, call, actor, at } = JSON.parse(text ?? '{}') as Record<string, unknown>;
    const entry = { account: String(account), region: String(region), call: String(call), at: String(at) };
    if (!isPlace(entry) || !isWatched(entry) || Number.isNaN(Date.parse(entry.at))) return null;
    return { ...entry, actor: typeof actor === 'string' ? actor : null };
  } catch {
    return null;
  }
}

/** Whether account and region can be those of an account: other accounts write the events that they come from. */
export function isPlace({ account, region }: Pick<Disturbance, 'account' | 'region'>): boolean {
  return /^\d{12}$/.test(account) && /^[a-z]{2,}(-[a-z]+)+-\d$/.test(region);
}

export function isWatched({ call }: Pick<Disturbance, 'call'>): boolean {
  return /^[a-z0-9-]+:[A-Za-z0-9]+$/.test(call) && WATCHED_SERVICES.includes(serviceOf({ call }));
}

/** The partition of the table that holds the entries; each is one item, by account, region and call. */
export const DISTURBED = 'disturbed';

export function disturbanceKey({ account, region, call }: Pick<Disturbance, 'account' | 'region' | 'call'>): string {
  return `${account} ${region} ${call}`;
}
