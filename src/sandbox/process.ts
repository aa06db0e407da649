import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began and what it runs, which no other process has that gets the same id later. Null: there is none. */
export function describeProcess(pid: number): string | null {
  return existsSync('/proc/self/stat') ? readProc(pid) : askPs(pid);
}

function readProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name, which may hold spaces and brackets; the 22nd is when it began.
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return command === '' ? null : `${began} ${command}`;
  } catch {
    return null;
  }
}

function askPs(pid: number): string | null {
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-o', 'args=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/bin:/usr/bin', LC_ALL: 'C' },
  });
  return stdout?.trim() || null;
}

/** Asks, waits, then insists. Returns when the process is gone; another one that has its id by now is left alone. */
export async function endProcess(pid: number, known = describeProcess(pid), graceSeconds = 5): Promise<void> {
  if (known === null) return;
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    if (describeProcess(pid) !== known) return;
    signal(pid, name);
    if (await isGoneWithin(pid, known, graceSeconds)) return;
  }
  throw new Error(`process ${pid} does not end`);
}

async function isGoneWithin(pid: number, known: string, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1_000;
  // One that has ended and waits for its parent to notice describes itself no more; its id is still taken.
  while (isAlive(pid) && (describeProcess(pid) ?? known) === known) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
