import * as z from 'zod';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { controlTokenOf } from './secret.mjs';

/** Where a sandbox answers, and what its callers prove themselves with. */
export interface SandboxAddress {
  readonly endpoint: string;
  readonly secret: string;
}

/** The emulator's own endpoints, beside those of AWS. */
export interface SandboxControl {
  readHealth(): Promise<Health>;
  listResources(): Promise<readonly SandboxResource[]>;
  readCalls(): Promise<Calls>;
  resetCalls(): Promise<void>;
  injectFault(fault: Fault): Promise<void>;
  addAccount(account: NewAccount): Promise<{ readonly id: string; readonly name: string }>;
  readOrganization(): Promise<EmulatedOrganization>;
  /** AWS suspends accounts, and lets them work again. */
  setAccountState(account: string, state: string): Promise<void>;
  /** As after a failure that nothing here brings about. */
  setStackStatus(stack: StackToBreak, status: string): Promise<void>;
  listTrails(): Promise<readonly EmulatedTrail[]>;
  /** From then on CloudTrail's ListPublicKeys answers with it. */
  addPublicKey(key: EmulatedPublicKey): Promise<void>;
  /** Past S3's own doors, since a month of logs one by one takes minutes. */
  putObjects(bucket: string, objects: readonly EmulatedObject[]): Promise<void>;
}

export interface StackToBreak {
  readonly account: string;
  readonly region: string;
  /** Name or id. */
  readonly stack: string;
}

export interface EmulatedPublicKey {
  readonly region: string;
  readonly fingerprint: string;
  /** Base64 of PKCS#1 DER. */
  readonly value: string;
  readonly validFrom: string;
  readonly validTo: string;
}

export interface EmulatedObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
}

const organizationSchema = z.object({
  id: z.string(),
  managementAccountId: z.string(),
  accounts: z.array(z.object({ id: z.string(), name: z.string(), state: z.string() })),
});
export type EmulatedOrganization = z.output<typeof organizationSchema>;

const trailSchema = z.object({
  account: z.string(),
  region: z.string(),
  name: z.string(),
  bucket: z.string(),
  prefix: z.string(),
  isOrganizationTrail: z.boolean(),
});
export type EmulatedTrail = z.output<typeof trailSchema>;

/** Something that goes wrong on purpose, until `clear`. */
export type Fault =
  | { readonly kind: 'account'; readonly account: string; readonly reason: string | null }
  | { readonly kind: 'throttle'; readonly service: string; readonly operation?: string; readonly times?: number }
  | {
      readonly kind: 'error';
      readonly service: string;
      readonly operation?: string;
      readonly code: string;
      readonly message?: string;
      readonly status?: number;
      readonly times?: number;
    }
  | { readonly kind: 'step-seconds'; readonly seconds: number }
  | { readonly kind: 'role-propagation'; readonly seconds: number }
  | { readonly kind: 'clear' };

export interface NewAccount {
  /** Absent: a new one. An account that was here before brings what it has. */
  readonly id?: string;
  readonly name: string;
  readonly email: string;
  /** Name of the organizational unit; absent: the root. */
  readonly unit?: string;
  readonly state?: string;
  readonly joined?: 'CREATED' | 'INVITED';
}

const healthSchema = z.object({ ok: z.literal(true), organizationId: z.string(), accounts: z.number() });
export type Health = z.output<typeof healthSchema>;

const resourceSchema = z.object({
  account: z.string(),
  region: z.string(),
  stack: z.string(),
  logicalId: z.string(),
  physicalId: z.string().nullable(),
  type: z.string(),
  /** `real`: its service's API shows it too. `recorded`: only CloudFormation and this list know it. */
  backing: z.enum(['real', 'recorded']),
});
export type SandboxResource = z.output<typeof resourceSchema>;

const callsSchema = z.object({ total: z.number(), byOperation: z.record(z.string(), z.number()) });
/** AWS API calls since the start or the last reset; operations are named `organizations.ListAccounts`. */
export type Calls = z.output<typeof callsSchema>;

const newAccountSchema = z.object({ id: z.string(), name: z.string() });
const refusalSchema = z.object({ error: z.string() });

export function connectSandbox({ endpoint, secret }: SandboxAddress): SandboxControl {
  requireLoopback(endpoint);
  const address = { endpoint, secret };
  const post = (path: string, body: unknown) => request(address, path, { method: 'POST', body: JSON.stringify(body) });
  return {
    readHealth: async () => healthSchema.parse(await request(address, 'health')),
    listResources: async () => z.array(resourceSchema).parse(await request(address, 'resources')),
    readCalls: async () => callsSchema.parse(await request(address, 'calls')),
    resetCalls: async () => void (await post('calls/reset', {})),
    injectFault: async (fault) => void (await post('faults', fault)),
    setAccountState: async (account, state) => void (await post('organization/state', { account, state })),
    setStackStatus: async (stack, status) => void (await post('stacks/status', { ...stack, status })),
    addAccount: async (account) => newAccountSchema.parse(await post('organization/accounts', account)),
    readOrganization: async () => organizationSchema.parse(await request(address, 'organization')),
    listTrails: async () => z.array(trailSchema).parse(await request(address, 'trails')),
    addPublicKey: async (key) => void (await post('cloudtrail/public-keys', key)),
    putObjects: async (bucket, objects) => {
      const encoded = objects.map(({ body, ...rest }) => ({ ...rest, body: Buffer.from(body).toString('base64') }));
      await post('archive/objects', { bucket, objects: encoded });
    },
  };
}

/** A sandbox on another machine would get the token of its control paths, and what is rehearsed, over the network. */
export function requireLoopback(endpoint: string): void {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  if (host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)) return;
  throw new MetsukeError('endpoint-not-allowed', say`A sandbox is on this machine only; ${endpoint} is not.`);
}

/** Longer than the emulator waits for events to settle. One that is gone refuses at once. */
const HANGS_AFTER_MS = 300_000;

/** One of the emulator's own endpoints; throws what it refuses in its words. */
export async function request(
  { endpoint, secret }: SandboxAddress,
  path: string,
  init: RequestInit = {},
): Promise<unknown> {
  const headers = { Authorization: `Bearer ${controlTokenOf(secret)}` };
  const response = await send(new URL(`/metsuke/${path}`, endpoint), { ...init, headers });
  const body: unknown = await response.json();
  if (response.ok) return body;
  const refusal = refusalSchema.safeParse(body);
  throw new MetsukeError('usage', say`The sandbox refuses: ${refusal.data?.error ?? `HTTP ${response.status}`}.`);
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(HANGS_AFTER_MS) });
  } catch (cause) {
    throw new MetsukeError('sandbox-not-running', say`No sandbox answers on ${url.origin}.`, {
      hint: say`Start one with: metsuke sandbox up`,
      cause,
    });
  }
}
