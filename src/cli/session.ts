import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { ConnectOptions } from '../aws/client-options.ts';
import type { Clock } from '../engine/clock.ts';
import { systemClock } from '../engine/clock.ts';
import type { ReadOptions, ValidConfig } from '../engine/governance.ts';
import type { Ports } from '../engine/observe/ports.ts';
import { asOneLine } from './colors.ts';
import { interrupts } from './interrupts.ts';
import { makeProgress, type Progress } from './progress/progress.ts';
import type { Terminal } from './terminal.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly config: string;
  readonly json: boolean;
  readonly color: boolean;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly allowEndpoint: boolean;
}

/** What a command works with. */
export interface Session {
  readonly options: GlobalOptions;
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly version: string;
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
}

export async function makeSession(options: GlobalOptions): Promise<Session> {
  const { makeTerminal } = await import('./terminal.ts');
  const { readVersion } = await import('./version.ts');
  const terminal = makeTerminal(options);
  return {
    options,
    terminal,
    progress: openProgress(terminal),
    version: readVersion(),
    clock: systemClock,
    environment: process.env,
  };
}

/** Timers keep no process alive. */
export function openProgress({ region, err, errStyle }: Terminal): Progress {
  return makeProgress({
    region,
    err: (line) => err(`${asOneLine(line.trimEnd())}\n`),
    dim: errStyle.dim,
    now: () => systemClock.now(),
    every: (milliseconds, tick) => {
      const timer = setInterval(tick, milliseconds).unref();
      return () => clearInterval(timer);
    },
  });
}

export async function connectTo(session: Session, region: string): Promise<Ports> {
  const { connect } = await import('../aws/connect.ts');
  return connect(connectOptions(session, region));
}

export function connectOptions(session: Session, region: string): ConnectOptions {
  const { profile, endpointUrl, allowEndpoint } = session.options;
  return {
    region,
    environment: session.environment,
    allowEndpoint,
    observer: session.progress.calls,
    signal: interrupts.signal,
    ...(profile === undefined ? {} : { profile }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
  };
}

/** Loads metsuke.yaml and connects; what `readGovernance` and `govern` need. */
export async function openGovernance(session: Session, salt: string): Promise<ReadOptions> {
  const { makeFingerprint } = await import('../engine/governance.ts');
  const configuration = await loadConfiguration(session);
  const ports = await connectTo(session, configuration.config.homeRegion);
  return {
    ports,
    configuration,
    metsukeVersion: session.version,
    clock: session.clock,
    track: session.progress.track,
    fingerprint: makeFingerprint(salt),
  };
}

export async function loadConfiguration(session: Session): Promise<ValidConfig> {
  const { loadConfig } = await import('../config/load.ts');
  return loadConfig(session.options.config);
}

export function makeSalt(): string {
  return randomBytes(16).toString('hex');
}

/** `host:pid`, by which a lease that a killed run left behind is known. */
export function processName(): string {
  return `${hostname()}:${process.pid}`;
}

/** True for a process of this machine that is no more. */
export function isDeadProcess(name: string): boolean {
  const at = name.lastIndexOf(':');
  if (name.slice(0, at) !== hostname()) return false;
  try {
    process.kill(Number(name.slice(at + 1)), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
