import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { SandboxAddress, SandboxControl, SandboxResource } from './control.ts';
import { connectSandbox } from './control.ts';
import { type Announcement, startEmulator } from './emulator.ts';
import { defaultOrganizationFile } from './organization.ts';
import { describeProcess, endProcess } from './process.ts';
import type { SandboxState } from './state.ts';
import { logFileOf, makeStateFolder, readState, removeState, writeState } from './state.ts';

export interface StartOptions {
  /** The sandbox belongs to this folder. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly organizationFile?: string | undefined;
  readonly port?: number | undefined;
  readonly parentPid?: number | undefined;
  readonly enforce?: boolean | undefined;
  readonly controlTower?: boolean | undefined;
  readonly slowIam?: number | undefined;
  readonly slowLists?: number | undefined;
  readonly now: Date;
}

/** Starts the folder's sandbox, or returns the one that runs already. */
export async function startSandbox(options: StartOptions): Promise<{ state: SandboxState; wasRunning: boolean }> {
  const running = await findSandbox(options.folder);
  if (running !== null) return { state: running, wasRunning: true };
  const organizationFile = resolve(options.folder, options.organizationFile ?? defaultOrganizationFile());
  if (!existsSync(organizationFile)) {
    throw new MetsukeError('config-not-found', say`There is no organization file ${organizationFile}.`, {
      hint: say`Name one with --organization, or leave the option out: then it is the organization of the demo.`,
    });
  }
  makeStateFolder(options.folder);
  const emulator = await startEmulator({
    organizationFile,
    logFile: logFileOf(options.folder),
    environment: options.environment,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.enforce === undefined ? {} : { enforce: options.enforce }),
    controlTower: options.controlTower,
    slowIam: options.slowIam,
    slowLists: options.slowLists,
    ...(options.parentPid === undefined ? {} : { parentPid: options.parentPid }),
  });
  const { folder, now } = options;
  try {
    return { state: rememberSandbox({ folder, emulator, organizationFile, now }), wasRunning: false };
  } catch (error) {
    // Nothing would know of it.
    await endProcess(emulator.pid);
    throw error;
  }
}

interface Remembered {
  readonly folder: string;
  readonly emulator: Announcement & SandboxAddress;
  readonly organizationFile: string;
  readonly now: Date;
}

/** From then on the commands of the sandbox find it from its folder. */
export function rememberSandbox({ folder, emulator, organizationFile, now }: Remembered): SandboxState {
  const { endpoint, secret, pid, organizationId, managementAccountId } = emulator;
  return writeState(folder, {
    ...{ endpoint, secret, pid, organizationId, managementAccountId, organizationFile },
    process: describeProcess(pid) ?? 'unknown',
    startedAt: now.toISOString(),
  });
}

/** The folder's sandbox if it lives and answers. What a dead one left behind is put away. */
export async function findSandbox(folder: string): Promise<SandboxState | null> {
  const state = readState(folder);
  if (state === null) return null;
  if (describeProcess(state.pid) === state.process && (await answersAs(state))) return state;
  removeState(folder);
  return null;
}

export async function requireSandbox(folder: string): Promise<SandboxState> {
  const state = await findSandbox(folder);
  if (state !== null) return state;
  throw new MetsukeError('sandbox-not-running', say`No sandbox runs in ${folder}.`, {
    hint: say`Start one with: metsuke sandbox up`,
  });
}

/** False when none was running. Ends no other process than that which was started here: its id may have been reused. */
export async function stopSandbox(folder: string): Promise<boolean> {
  const state = readState(folder);
  if (state === null) return false;
  const isRunning = describeProcess(state.pid) === state.process;
  if (isRunning) await endProcess(state.pid, state.process);
  removeState(folder);
  if (!isRunning) return false;
  return true;
}

export interface SandboxSummary {
  readonly accounts: number;
  readonly stacks: number;
  readonly stackSets: number;
  readonly realResources: number;
  readonly recordedResources: number;
  /** Types of which nothing but CloudFormation knows, sorted. */
  readonly recordedTypes: readonly string[];
}

export async function readSummary(control: SandboxControl): Promise<SandboxSummary> {
  const [health, resources] = await Promise.all([control.readHealth(), control.listResources()]);
  return { accounts: health.accounts, ...summarize(resources) };
}

export function summarize(resources: readonly SandboxResource[]): Omit<SandboxSummary, 'accounts'> {
  const stacks = new Set(resources.map(({ account, region, stack }) => `${account} ${region} ${stack}`));
  const stackSets = new Set(resources.map(({ stack }) => stackSetOf(stack)).filter((name) => name !== null));
  const recorded = resources.filter(({ backing }) => backing === 'recorded');
  return {
    stacks: stacks.size,
    stackSets: stackSets.size,
    realResources: resources.length - recorded.length,
    recordedResources: recorded.length,
    recordedTypes: [...new Set(recorded.map(({ type }) => type))].sort(),
  };
}

/** CloudFormation names the stack of a stack instance `StackSet-NAME-UUID`. */
function stackSetOf(stack: string): string | null {
  return /^StackSet-(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(stack)?.[1] ?? null;
}

async function answersAs(state: SandboxState): Promise<boolean> {
  try {
    const health = await connectSandbox(state).readHealth();
    return health.organizationId === state.organizationId;
  } catch {
    return false;
  }
}
