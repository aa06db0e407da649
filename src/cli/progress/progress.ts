import type { AwsCall, CallObserver } from '../../aws/calls.ts';
import { say } from '../../domain/say.ts';
import { duration } from '../../domain/text/phrases.ts';
import type { Track } from '../../engine/observe/track.ts';
import type { LiveRegion, Size } from './live-region.ts';
import { makeReadings } from './readings.ts';
import { makeWaits } from './waits.ts';

/**
 * How far long work is, on stderr: on a terminal a line that appears after a second and goes when the work is done;
 * elsewhere a line every ten seconds. One for all commands.
 */
export interface Progress {
  /** Says what is done while `work` lasts; a function is asked again for every line. */
  during<T>(what: What, work: () => Promise<T>): Promise<T>;
  /** Many lines of a caller's own instead, from now until the answer is called. Where nothing can be redrawn, silence. */
  drawLines(lines: (size: Size) => readonly string[]): () => void;
  /** Counts what is read: `stack sets 3 of 12`. */
  readonly track: Track;
  /** Of every client: without any other word, calls are shown. */
  readonly calls: CallObserver;
  /** Nothing more is shown. */
  close(): void;
}

type What = string | (() => string);

export interface ProgressHost {
  readonly region: LiveRegion | null;
  readonly err: (text: string) => void;
  readonly dim: (text: string) => string;
  readonly now: () => number;
  /** Calls again and again until the answer is called. */
  readonly every: (milliseconds: number, tick: () => void) => () => void;
}

const APPEARS_AFTER_MS = 1_000;
const REDRAW_MS = 100;
const PLAIN_MS = 10_000;
/** Between two calls there is a moment without one: the work has not ended for that. */
const IDLE_MS = 400;
const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

export function makeProgress({ region, err, dim, now, every }: ProgressHost): Progress {
  const activities: What[] = [];
  const drawings: ((size: Size) => readonly string[])[] = [];
  const readings = makeReadings();
  const waits = makeWaits(now);
  let calls = 0;
  let inFlight = 0;
  let latest: AwsCall | null = null;
  let since = 0;
  let busyAt = 0;
  let saidAt = 0;
  let isClosed = false;
  let stop: (() => void) | null = null;

  const isBusy = (): boolean => activities.length + drawings.length + inFlight > 0 || !readings.isEmpty();
  const wake = (): void => {
    if (stop !== null || isClosed) return;
    since = now();
    saidAt = now();
    busyAt = now();
    calls = inFlight;
    stop = every(region ? REDRAW_MS : REDRAW_MS * 5, tick);
  };
  const sleep = (): void => {
    stop?.();
    stop = null;
    region?.show([]);
  };
  const tick = (): void => {
    if (isBusy()) busyAt = now();
    else if (now() - busyAt > IDLE_MS) return sleep();
    if (region) region.show(linesFor(region));
    else sayPlainly();
  };
  const linesFor = ({ size }: LiveRegion): readonly string[] => {
    const draw = drawings.at(-1);
    const waiting = waits.lines().map(dim);
    if (draw) return [...draw({ ...size(), rows: size().rows - waiting.length }), ...waiting];
    if (now() - since < APPEARS_AFTER_MS) return [];
    const frame = FRAMES[Math.floor((now() - since) / REDRAW_MS) % FRAMES.length];
    return [`${frame} ${sentence()}`, ...waiting];
  };
  const sayPlainly = (): void => {
    for (const line of waits.newLines()) err(`${line}\n`);
    if (drawings.length > 0 || now() - saidAt < PLAIN_MS) return;
    saidAt = now();
    err(`${sentence()}\n`);
  };
  const sentence = (): string => {
    const activity = activities.at(-1);
    const said = typeof activity === 'function' ? activity() : activity;
    const read = readings.text();
    const what = [said ?? (read === '' ? asking() : say`Reading`), ...(read === '' ? [] : [read])];
    const facts = [what.join(said === undefined ? ' ' : ': '), ...(calls > 0 ? [say`${calls} calls to AWS`] : [])];
    return `${facts.join(' · ')} · ${duration(now() - since)}`;
  };
  const asking = (): string => (latest ? say`Asking AWS: ${latest.service}.${latest.operation}` : say`Working`);

  return {
    async during(what, work) {
      activities.push(what);
      wake();
      try {
        return await work();
      } finally {
        activities.splice(activities.indexOf(what), 1);
        if (!isBusy()) sleep();
      }
    },
    drawLines(lines) {
      drawings.push(lines);
      wake();
      if (region) tick();
      return () => {
        drawings.splice(drawings.indexOf(lines), 1);
        if (stop !== null && region) tick();
      };
    },
    track: async (what, work) => {
      const done = readings.add(what);
      wake();
      try {
        return await work;
      } finally {
        done();
      }
    },
    calls: {
      began(call) {
        wake();
        inFlight += 1;
        calls += 1;
        latest = call;
      },
      refused: waits.begin,
      triedAgain: waits.end,
      ended(call) {
        inFlight -= 1;
        waits.end(call);
      },
    },
    close() {
      isClosed = true;
      sleep();
    },
  };
}
