import type { Finding } from '../domain/finding.ts';
import { retell, say } from '../domain/say.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Path } from './node.ts';
import { shapeAt } from './shape.ts';
import { joinChoices } from './text.ts';

type Said = Pick<Finding, 'code' | 'message' | 'hint'>;

export function makeMissingKeyMessage(path: Path): Said {
  const key = String(path.at(-1));
  const section = path.slice(0, -1).join('.');
  const message = section ? say`"${key}" is missing in ${section}.` : say`"${key}" is missing.`;
  return { code: 'missing-key', message, hint: makeContents(key, shapeAt(path) ?? {}) };
}

/** `audit:` with nothing behind it. */
export function makeMissingValueMessage(path: Path): Said {
  const key = String(path.at(-1));
  const isRequired = shapeAt(path.slice(0, -1))?.required?.includes(key);
  const hint = isRequired ? say`Give it one.` : say`Give it one, or remove the line.`;
  return { code: 'missing-value', message: say`${key} has no value.`, hint };
}

function makeContents(key: string, { const: only, required, description = '' }: JsonSchema): string {
  if (only !== undefined) return say`Add it: ${`${key}: ${only}`}`;
  if (required) return say`Add it, with ${joinChoices(required, 'and')}.`;
  const [first = description] = retell(description).split(/(?<=\.) |(?<=。)/);
  return say`Add it: ${first.charAt(0).toLowerCase() + first.slice(1)}`;
}
