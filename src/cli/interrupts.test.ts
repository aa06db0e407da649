import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { makeInterrupts } from './interrupts.ts';

class Left extends Error {}

/** A process whose signals the test sends. */
function aProcess() {
  const emitter = new EventEmitter();
  const said: string[] = [];
  const host = Object.assign(emitter, {
    exit: (code?: number | string | null): never => {
      throw new Left(String(code));
    },
  });
  const interrupts = makeInterrupts(host as never, (line) => said.push(line));
  interrupts.listen();
  return { interrupts, emitter, said };
}

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s', (signal) => {
  it('ends what needs no stopping, with a sentence', () => {
    const { emitter, said } = aProcess();
    expect(() => emitter.emit(signal)).toThrow('130');
    expect(said).toEqual(['Interrupted.\n']);
  });

  it('asks work to stop, and leaves at the second one', async () => {
    const { interrupts, emitter, said } = aProcess();
    await interrupts.during(async () => {
      emitter.emit(signal);
      expect(interrupts.signal.aborted).toBe(true);
      expect(said).toEqual([]);
      expect(() => emitter.emit('SIGINT')).toThrow('130');
    }, 'CloudFormation goes on.');
    expect(said).toEqual(['CloudFormation goes on.\n']);
  });

  it('is left to a program that the terminal was lent to', () => {
    const { emitter } = aProcess();
    const lent = (): void => {};
    emitter.on(signal, lent);
    emitter.emit(signal);
    emitter.off(signal, lent);
    expect(() => emitter.emit(signal)).toThrow(Left);
  });
});
