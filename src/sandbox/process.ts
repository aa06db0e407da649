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

/** Asks, waits, then insists. Returns when the process is gone. */
export async function endProcess(pid: number, graceSeconds = 5): Promise<void> {
  signal(pid, 'SIGTERM');
  if (await isGoneWithin(pid, graceSeconds)) return;
  signal(pid, 'SIGKILL');
  if (!(await isGoneWithin(pid, graceSeconds))) throw new Error(`process ${pid} does not end`);
}

async function isGoneWithin(pid: number, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1_000;
  while (isAlive(pid)) {
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
