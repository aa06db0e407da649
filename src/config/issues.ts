import type { z } from 'zod';
import type { Finding, Source } from '../domain/finding.ts';
import { isAccountId } from '../domain/ids.ts';
import { newerMessage, UPDATE } from '../domain/newer-format.ts';
import { REGIONS } from '../domain/regions.ts';
import { say } from '../domain/say.ts';
import type { JsonSchema } from './json-schema.ts';
import { makeMissingKeyMessage, makeMissingValueMessage } from './missing.ts';
import type { Node, Path } from './node.ts';
import { keyOffsetOf, nodeAt, offsetOf } from './node.ts';
import { shapeAt } from './shape.ts';
import { makeSuggestion } from './suggest.ts';
import { joinChoices, quote } from './text.ts';
import { makeUnknownKeyMessage } from './unknown-key.ts';

type Issue = z.core.$ZodIssue;
type Said = Pick<Finding, 'code' | 'message' | 'hint'>;

/** What zod found wrong, in the words and at the place of the person who wrote the file. */
export function makeFindings(issue: Issue, root: Node, sourceAt: (offset: number) => Source): Finding[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'invalid_union') {
    const meant = meantBy(issue);
    if (meant.length > 0) return meant.flatMap((inner) => makeFindings(inner, root, sourceAt));
  }
  if (issue.code === 'unrecognized_keys') return unknownKeys(path, issue.keys, { root, sourceAt });
  return [{ severity: 'error', ...describe(issue, path, nodeAt(root, path)), source: sourceAt(offsetOf(root, path)) }];
}

/** Of several shapes that a value may have, what is wrong with the one that it is nearest to. */
function meantBy({ errors, path }: z.core.$ZodIssueInvalidUnion): readonly Issue[] {
  const isOtherShape = (issues: readonly Issue[]) =>
    issues.some(({ code, path: inner }) => code === 'invalid_type' && inner.length === 0);
  const nearest = errors.find((issues) => !isOtherShape(issues)) ?? [];
  return nearest.map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
}

/** A file of another kind has nothing but unknown keys. */
const MOST_UNKNOWN_KEYS = 20;

function unknownKeys(
  section: Path,
  keys: readonly string[],
  { root, sourceAt }: { readonly root: Node; readonly sourceAt: (offset: number) => Source },
): Finding[] {
  const place = (key: string): Source => sourceAt(keyOffsetOf(root, [...section, key]) ?? offsetOf(root, section));
  const told = keys
    .slice(0, MOST_UNKNOWN_KEYS)
    .map((key): Finding => ({ severity: 'error', ...makeUnknownKeyMessage(section, key), source: place(key) }));
  const next = keys[MOST_UNKNOWN_KEYS];
  if (next === undefined) return told;
  const message = say`${keys.length - MOST_UNKNOWN_KEYS} more keys of this section are unknown.`;
  return [...told, { severity: 'error', code: 'unknown-key', message, source: place(next) }];
}

function describe(issue: Issue, path: Path, node: Node | undefined): Said {
  const shape = shapeAt(path) ?? {};
  if (!node) return makeMissingKeyMessage(path);
  if (node.kind === 'scalar' && node.value === null) return makeMissingValueMessage(path);
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(path, shape, node);
    case 'invalid_value':
      return wrongChoice(path, shape, node);
    case 'custom':
      return shape.enum ? unknownRegion(node) : wrongFormat(issue, path, { shape, node });
    case 'too_small':
    case 'too_big':
      return outOfRange(path, shape, node);
    default:
      return wrongFormat(issue, path, { shape, node });
  }
}

/** The messages for formats stand beside their patterns, in the schema, and begin with `must be`. */
function wrongFormat(
  { message }: z.core.$ZodIssue,
  path: Path,
  { shape, node }: { readonly shape: JsonSchema; readonly node: Node },
): Said {
  return { code: 'wrong-format', message: `${nameOf(path)} ${message}${butIs(shape, node)}.` };
}

function wrongType(path: Path, shape: JsonSchema, node: Node): Said {
  const message = say`${nameOf(path)} must be ${describeShape(shape)}${butIs(shape, node)}.`;
  if (shape.type === 'string' && node.kind === 'scalar' && isAccountId(node.text)) {
    return { code: 'unquoted-account-id', message, hint: say`Put the account id in quotes: "${node.text}".` };
  }
  const hint = typeHint(shape, node);
  return { code: 'wrong-type', message, ...(hint ? { hint } : {}) };
}

function typeHint(shape: JsonSchema, node: Node): string | undefined {
  if (shape.properties) return say`Its keys are ${joinChoices(Object.keys(shape.properties), 'and')}.`;
  if (node.kind !== 'scalar') return undefined;
  if (shape.type === 'string') return say`Put it in quotes: ${quote(node.text)}.`;
  if (shape.type === 'array') return say`Begin a line with "- " for each item.`;
  if (typeof node.value !== 'string') return undefined;
  if (shape.type === 'boolean' && /^(true|false)$/i.test(node.text)) return say`Remove the quotes.`;
  if (shape.type === 'boolean' && /^(yes|on|y)$/i.test(node.text)) return say`Did you mean true?`;
  if (shape.type === 'boolean' && /^(no|off|n)$/i.test(node.text)) return say`Did you mean false?`;
  return /^\d+$/.test(node.text) ? say`Remove the quotes.` : undefined;
}

function wrongChoice(path: Path, shape: JsonSchema, node: Node): Said {
  const known = shape.const;
  if (path.join() === 'version' && node.kind === 'scalar' && typeof known === 'number' && Number(node.text) > known) {
    return { code: 'newer-format', message: newerMessage(say`The file`, Number(node.text), known), hint: UPDATE };
  }
  const choices = (shape.enum ?? [shape.const]).map(String);
  const message = say`${nameOf(path)} must be ${joinChoices(choices)}${butIs(shape, node)}.`;
  if (node.kind !== 'scalar') return { code: 'wrong-type', message };
  const isOnlyQuoted = typeof node.value === 'string' && typeof shape.const === 'number' && node.text === choices[0];
  const hint = isOnlyQuoted ? say`Remove the quotes.` : shape.enum && makeSuggestion(node.text, choices);
  return { code: 'unknown-value', message, ...(hint ? { hint } : {}) };
}

function unknownRegion(node: Node): Said {
  const text = node.kind === 'scalar' ? node.text : '';
  const hint = makeSuggestion(text, REGIONS) ?? say`Write its code, such as ap-northeast-1.`;
  return { code: 'unknown-region', message: say`${quote(text)} is no AWS region.`, hint };
}

function outOfRange(path: Path, shape: JsonSchema, node: Node): Said {
  const name = nameOf(path);
  if (shape.type === 'string') return { code: 'missing-value', message: say`${name} must not be empty.` };
  if (shape.type === 'array') return { code: 'missing-value', message: say`${name} must have at least one item.` };
  const message = say`${name} must be ${shape.minimum} to ${shape.maximum}${butIs(shape, node)}.`;
  return { code: 'out-of-range', message };
}

function describeShape(shape: JsonSchema): string {
  if (shape.properties) return say`a section with keys`;
  // Only regions have a list of choices without being an enum of zod.
  if (shape.enum) return say`an AWS region`;
  switch (shape.type) {
    case 'integer':
      return say`a whole number`;
    case 'boolean':
      return say`true or false`;
    case 'array':
      return 'a list';
    default:
      return 'text';
  }
}

/** `, not "a year"`. An address is not repeated, however it is misspelt. */
function butIs(shape: JsonSchema, node: Node): string {
  if (shape.format === 'email') return '';
  if (node.kind === 'map') return say`, not a section`;
  if (node.kind === 'list') return say`, not a list`;
  return say`, not ${typeof node.value === 'string' ? quote(node.text) : node.text}`;
}

/** `retentionDays`, `governedRegions, item 2,` */
function nameOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'number' ? say`${path.at(-2)}, item ${last + 1},` : String(last);
}
