import type { z } from 'zod';
import type { Path } from './node.ts';
import type { Config } from './schema.ts';
import { configSchema } from './schema.ts';

/** What the file would say if its wrong parts were not there. */
export interface Draft {
  readonly config: Config;
  /** Whether the value at the path, or one around or inside of it, was left out. */
  isBroken(path: Path): boolean;
}

/** Stands where a required value is missing; no rule looks at it, because the path is broken. */
const REQUIRED = {
  version: 1,
  accounts: { audit: 'audit', log: 'log' },
  notifications: { securityEmail: 'security@example.com' },
};

/** Lets the rules see the sound parts of a file, so that all of its mistakes are told at once. Undefined when hopeless. */
export function makeDraft(input: unknown, issues: readonly z.core.$ZodIssue[]): Draft | undefined {
  const broken = issues.filter((issue) => issue.code !== 'unrecognized_keys').map(brokenPath);
  const unknown = issues.flatMap(unknownPaths);
  const isBroken = (path: Path): boolean => broken.some((other) => isWithin(path, other) || isWithin(other, path));
  const sound = without(input, new Set([...broken, ...unknown].map(toText)), []);
  const parsed = configSchema.safeParse(withRequired(isSection(sound) ? sound : {}));
  return parsed.success ? { config: parsed.data, isBroken } : undefined;
}

/** A list with a wrong item is left out as a whole: the places of the others would move. */
function brokenPath({ path }: z.core.$ZodIssue): Path {
  const steps = path.filter((step) => typeof step !== 'symbol');
  const item = steps.findIndex((step) => typeof step === 'number');
  return item < 0 ? steps : steps.slice(0, item);
}

function unknownPaths(issue: z.core.$ZodIssue): Path[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [];
}

function toText(path: Path): string {
  return JSON.stringify(path);
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((step, index) => path[index] === step);
}

function without(value: unknown, leftOut: ReadonlySet<string>, path: Path): unknown {
  if (!isSection(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !leftOut.has(toText([...path, key])));
  return Object.fromEntries(kept.map(([key, inner]) => [key, without(inner, leftOut, [...path, key])]));
}

function withRequired(sound: Readonly<Record<string, unknown>>): unknown {
  return {
    ...sound,
    version: REQUIRED.version,
    accounts: { ...REQUIRED.accounts, ...(isSection(sound.accounts) ? sound.accounts : {}) },
    notifications: { ...REQUIRED.notifications, ...(isSection(sound.notifications) ? sound.notifications : {}) },
  };
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
