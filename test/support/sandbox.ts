import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Calls, Fault, NewAccount, SandboxResource, StackToBreak } from '../../src/sandbox/control.ts';
import { connectSandbox } from '../../src/sandbox/control.ts';
import type { SandboxEnvironment } from '../../src/sandbox/credentials.ts';
import { sandboxEnvironment } from '../../src/sandbox/credentials.ts';
import { defaultOrganizationFile } from '../../src/sandbox/organization.ts';
import { endProcess } from '../../src/sandbox/process.ts';
import { forkEmulator } from './forks.ts';

export interface TestSandbox {
  readonly endpoint: string;
  /** What its control paths and the keys of its accounts come from. */
  readonly secret: string;
  readonly pid: number;
  readonly organizationId: string;
  readonly managementAccountId: string;
  /** Of the management account. */
  readonly environment: SandboxEnvironment;
  environmentOf(account: string): SandboxEnvironment;
  /** One call for each, in order; `{ kind: 'clear' }` takes all away. */
  faults(...faults: readonly Fault[]): Promise<void>;
  calls(): Promise<Calls>;
  resetCalls(): Promise<void>;
  addAccount(account: NewAccount): Promise<{ readonly id: string; readonly name: string }>;
  setAccountState(account: string, state: string): Promise<void>;
  setStackStatus(stack: StackToBreak, status: string): Promise<void>;
  resources(): Promise<readonly SandboxResource[]>;
  stop(): Promise<void>;
}

/** An emulator for one test file, which leaves with it. The organization: a file, an object like one, or the demo's. */
export async function startSandbox(
  organization: string | object = defaultOrganizationFile(),
  options: { readonly enforce?: boolean; readonly controlTower?: boolean } = {},
): Promise<TestSandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-test-'));
  const { endpoint, secret, pid, organizationId, managementAccountId } = await forkEmulator({
    organizationFile: typeof organization === 'string' ? organization : writeOrganization(folder, organization),
    logFile: join(folder, 'sandbox.log'),
    environment: process.env,
    parentPid: process.pid,
    ...options,
  });
  const control = connectSandbox({ endpoint, secret });
  return {
    endpoint,
    secret,
    pid,
    organizationId,
    managementAccountId,
    environment: sandboxEnvironment({ endpoint, secret }, managementAccountId),
    environmentOf: (account) => sandboxEnvironment({ endpoint, secret }, account),
    faults: async (...faults) => {
      for (const fault of faults) await control.injectFault(fault);
    },
    calls: control.readCalls,
    resetCalls: control.resetCalls,
    addAccount: control.addAccount,
    setAccountState: control.setAccountState,
    setStackStatus: control.setStackStatus,
    resources: control.listResources,
    stop: async () => {
      await endProcess(pid);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeOrganization(folder: string, organization: object): string {
  const file = join(folder, 'organization.json');
  writeFileSync(file, JSON.stringify(organization));
  return file;
}
