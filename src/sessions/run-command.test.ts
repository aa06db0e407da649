import { expect, it } from 'vitest';
import { anInstance, aPlace } from '../../test/support/instances.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { Instance, Place } from './instance.ts';
import type { CommandRequest, Invocation } from './ports.ts';
import { runCommand } from './run-command.ts';
import type { CommandResult } from './send-to-all.ts';

const SUCCESS: Invocation = { status: 'Success', exitCode: 0, stdout: 'up 3 days\n', stderr: '' };
const RUNNING: Invocation = { status: 'InProgress', exitCode: null, stdout: '', stderr: '' };

interface Sent {
  readonly place: Place;
  readonly request: CommandRequest;
}

/** Instances answer one after another; the last answer stays. */
function aFleet(answers: Readonly<Record<string, readonly (Invocation | null)[]>> = {}, refused?: string) {
  const sent: Sent[] = [];
  const looks = new Map<string, number>();
  return {
    sent,
    sendCommand: async (place: Place, request: CommandRequest) => {
      if (place.account === refused) throw new MetsukeError('access-denied', 'ssm:SendCommand: not authorized');
      sent.push({ place, request });
      return `command-${sent.length}`;
    },
    readInvocation: async (_place: Place, _command: string, id: string) => {
      const look = looks.get(id) ?? 0;
      looks.set(id, look + 1);
      const list = answers[id] ?? [SUCCESS];
      return list[Math.min(look, list.length - 1)] ?? null;
    },
  };
}

function aClock() {
  let time = 0;
  return {
    now: () => time,
    sleep: async (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

async function runOn(port: ReturnType<typeof aFleet>, instances: readonly Instance[]) {
  const told: CommandResult[] = [];
  const options = { port, clock: aClock(), timeoutSeconds: 60, onResult: (one: CommandResult) => told.push(one) };
  return { results: await runCommand('uptime', instances, options), told };
}

const dev = anInstance('web', { id: 'i-0000000a' });
const prod = anInstance('web', { id: 'i-0000000b', ...aPlace('prod') });

it('gathers the output of each instance, whatever account it is in', async () => {
  const port = aFleet({
    'i-0000000a': [null, RUNNING, SUCCESS],
    'i-0000000b': [{ status: 'Failed', exitCode: 3, stdout: '', stderr: 'no such file' }],
  });
  const { results, told } = await runOn(port, [dev, prod]);
  expect(results).toEqual([
    { instance: dev, ...SUCCESS },
    { instance: prod, status: 'Failed', exitCode: 3, stdout: '', stderr: 'no such file' },
  ]);
  expect(told).toHaveLength(2);
  expect(port.sent.map(({ place }) => place.account)).toEqual([dev.account, prod.account]);
});

it('asks Windows for PowerShell', async () => {
  const port = aFleet();
  await runOn(port, [dev, anInstance('ad', { id: 'i-0000000c', platform: 'Windows' })]);
  expect(port.sent.map(({ request }) => [request.documentName, request.instanceIds])).toEqual([
    ['AWS-RunShellScript', ['i-0000000a']],
    ['AWS-RunPowerShellScript', ['i-0000000c']],
  ]);
});

it('sends a command to fifty instances at most, and to all of them', async () => {
  const many = Array.from({ length: 120 }, (_, index) =>
    anInstance('web', { id: `i-${String(index).padStart(8, '0')}` }),
  );
  const port = aFleet();
  const { results } = await runOn(port, many);
  expect(port.sent.map(({ request }) => request.instanceIds.length)).toEqual([50, 50, 20]);
  expect(results.map(({ instance }) => instance.id)).toEqual(many.map(({ id }) => id));
});

it('goes on elsewhere when an account refuses', async () => {
  const { results } = await runOn(aFleet({}, prod.account), [dev, prod]);
  expect(results.map(({ status, stderr }) => [status, stderr])).toEqual([
    ['Success', ''],
    ['NotSent', 'ssm:SendCommand: not authorized'],
  ]);
});

it('gives up on an instance that never answers', async () => {
  const { results } = await runOn(aFleet({ 'i-0000000a': [RUNNING] }), [dev]);
  expect(results).toMatchObject([{ status: 'Unknown', exitCode: null }]);
});
