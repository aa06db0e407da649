// One emulated organization of a wanted size, for one peer.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findPython, parseRequirements, pythonCandidates } from '../src/sandbox/python.mjs';
import {
  accessKeyIdOf,
  controlTokenOf,
  makeSecret,
  SECRET_VARIABLE,
  secretAccessKeyOf,
} from '../src/sandbox/secret.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const REGION = 'ap-northeast-1';
export const MANAGEMENT = '111111111111';
export const AUDIT = '222222222222';
export const LOG = '333333333333';

export function requirePython() {
  const requirements = parseRequirements(readFileSync(join(root, 'sandbox', 'requirements.in'), 'utf8'));
  const candidates = pythonCandidates({ root, environment: process.env, platform: process.platform });
  const { fitting } = findPython(candidates, requirements);
  if (fitting === null) throw new Error('The sandbox needs Python packages that are missing. Run: npm run setup');
  return fitting.executable;
}

/** `accounts`: of the whole organization, the management account included. */
export async function startSandbox({ folder, accounts, python }) {
  mkdirSync(folder, { recursive: true });
  const organizationFile = join(folder, 'sandbox-organization.json');
  writeFileSync(organizationFile, JSON.stringify(makeOrganization(accounts)));
  const logFile = join(folder, 'sandbox.log');
  const log = openSync(logFile, 'w', 0o600);
  const secret = makeSecret();
  const child = spawn(
    python,
    ['-m', 'emulator', '--organization', organizationFile, '--parent-pid', String(process.pid)],
    {
      cwd: folder,
      env: { ...process.env, [SECRET_VARIABLE]: secret, PYTHONPATH: join(root, 'sandbox') },
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  const { endpoint } = await readAnnouncement(child, logFile);
  const request = async (path, body) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const headers = { Authorization: `Bearer ${controlTokenOf(secret)}` };
    const response = await fetch(`${endpoint}/metsuke/${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  // Its own imports are nobody's time.
  while (!(await request('health')).warm) await sleep(50);
  return {
    endpoint,
    environment: makeEnvironment(endpoint, secret),
    /** Of a client of the AWS SDK that works in an account. */
    clientOptions: (account) => ({
      endpoint,
      region: REGION,
      credentials: { accessKeyId: accessKeyIdOf(account), secretAccessKey: secretAccessKeyOf(secret, account) },
    }),
    readCalls: () => request('calls'),
    resetCalls: () => request('calls/reset', {}),
    slowDown: (seconds) => request('faults', { kind: 'step-seconds', seconds }),
    addAccount: (account) => request('organization/accounts', account),
    listResources: () => request('resources'),
    stop: async () => {
      child.kill('SIGTERM');
      while (child.exitCode === null && child.signalCode === null) await sleep(20);
    },
  };
}

function makeOrganization(accounts) {
  return {
    id: 'o-bench00001',
    rootId: 'r-benc',
    management: { name: 'master', id: MANAGEMENT, email: 'master@example.com' },
    units: [{ name: 'Security', accounts: ['audit', 'log'] }, { name: 'Workloads' }],
    accounts: [
      { name: 'audit', id: AUDIT, email: 'audit@example.com' },
      { name: 'log', id: LOG, email: 'log@example.com' },
    ],
    generate: { count: accounts - 3, namePrefix: 'member-', unit: 'Workloads' },
  };
}

/** Nothing of the person's own AWS session. */
function makeEnvironment(endpoint, secret) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(own),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyIdOf(MANAGEMENT),
    AWS_SECRET_ACCESS_KEY: secretAccessKeyOf(secret, MANAGEMENT),
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_PAGER: '',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

async function readAnnouncement(child, logFile) {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const text = readFileSync(logFile, 'utf8');
    const line = text.split('\n').find((one) => one.startsWith('{') && one.endsWith('}'));
    if (line !== undefined) return JSON.parse(line);
    if (child.exitCode !== null) throw new Error(`The sandbox did not start:\n${text}`);
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error('The sandbox was not ready within a minute.');
}
