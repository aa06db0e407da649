import { say } from '../domain/say.ts';
import type { DriftContext } from '../engine/drift.ts';
import type { ReadOptions } from '../engine/governance.ts';
import type { ObservedDeep } from '../engine/observe/deep.ts';
import type { Ports } from '../engine/observe/ports.ts';
import { interrupts } from './interrupts.ts';
import type { Session } from './session.ts';

type LookDeep = NonNullable<ReadOptions['lookDeep']>;

/** Every account is looked at once in a run; each plan of the run asks exactly where something was found. */
export function deepLook(session: Session, ports: Ports): LookDeep {
  let looking: Promise<ObservedDeep> | null = null;
  const look: LookDeep = async (input) => {
    const { lookEverywhere } = await import('../engine/deep/look-everywhere.ts');
    return session.progress.during(say`Asking every account what works, and CloudFormation for drift`, () =>
      lookEverywhere(input, driftContext(session, ports)),
    );
  };
  return (input) => {
    looking ??= look(input);
    return looking;
  };
}

export function driftContext({ clock, terminal, progress }: Session, ports: Ports): DriftContext {
  const emit = (event: { type: string; what?: string }): void => {
    if (event.type === 'waiting') terminal.err(say`waiting: ${event.what}\n`);
  };
  return { ports, clock, emit, track: progress.track, signal: interrupts.signal };
}
