import { setMaxListeners } from 'node:events';
import { EXIT } from '../domain/errors.ts';
import { makeTerminal } from './terminal.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C, SIGTERM and SIGHUP: one owner for the whole command line. */
export interface Interrupts {
  /** Aborted by the first one. */
  readonly signal: AbortSignal;
  /** Work is running that must not be cut off. */
  readonly isWorking: () => boolean;
  listen(): void;
  /** Work that ends by itself once the signal is aborted; whatever else runs is left at the first interruption.
   *
   * @param leftAtOnce what a second interruption leaves behind, a sentence
   */
  during<T>(work: () => Promise<T>, leftAtOnce: string): Promise<T>;
}

type Host = Pick<NodeJS.Process, 'on' | 'listenerCount' | 'exit'>;

export function makeInterrupts(host: Host, say: (line: string) => void): Interrupts {
  const controller = new AbortController();
  // Every wait listens.
  setMaxListeners(0, controller.signal);
  let working: string | null = null;
  const leave = (sentence: string): never => {
    say(`${sentence}\n`);
    return host.exit(EXIT.interrupted);
  };
  const onSignal = (name: NodeJS.Signals): void => {
    // The sandbox that is starting, or the program that the terminal was lent to, sees to it.
    if (host.listenerCount(name) > 1) return;
    const isFirst = !controller.signal.aborted;
    controller.abort();
    if (working === null) leave('Interrupted.');
    else if (!isFirst) leave(working);
  };
  return {
    signal: controller.signal,
    isWorking: () => working !== null,
    listen() {
      for (const name of SIGNALS) host.on(name, () => onSignal(name));
    },
    async during(work, leftAtOnce) {
      working = leftAtOnce;
      try {
        return await work();
      } finally {
        working = null;
      }
    },
  };
}

export const interrupts = makeInterrupts(process, (line) => makeTerminal({ color: false }).err(line));
