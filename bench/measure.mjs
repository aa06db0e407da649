import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('measure.py', import.meta.url));

/**
 * Runs a command to its end.
 * @returns {{ seconds: number, cpu: number, megabytes: number, isCut: boolean, output: string }} isCut: it was stopped at the limit.
 */
export function measure(command, { folder, environment, python, limitSeconds = 900, mayFail = false }) {
  const resultFile = join(folder, 'measured.json');
  const outputFile = join(folder, 'output.log');
  const output = openSync(outputFile, 'w');
  const { status } = spawnSync(python, [script, resultFile, String(limitSeconds), ...command], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const text = readFileSync(outputFile, 'utf8');
  if (status !== 0) throw new Error(`measure.py ended with ${status}:\n${text}`);
  const measured = JSON.parse(readFileSync(resultFile, 'utf8'));
  const isCut = measured.status === null;
  if (!isCut && measured.status !== 0 && !mayFail) {
    throw new Error(`${command.join(' ')} ended with ${measured.status}:\n${text.slice(-3_000)}`);
  }
  return { seconds: measured.seconds, cpu: measured.cpu, megabytes: measured.megabytes, isCut, output: text };
}

/** Wall time of a whole process, in seconds. */
export function timeProcess(command, environment) {
  const started = performance.now();
  const { status, error } = spawnSync(command[0], command.slice(1), { env: environment, stdio: 'ignore' });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status ?? error?.message}`);
  return (performance.now() - started) / 1_000;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
