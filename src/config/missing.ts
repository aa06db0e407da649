import type { Finding } from '../domain/finding.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Path } from './node.ts';
import { shapeAt } from './shape.ts';
import { joinChoices } from './text.ts';

type Said = Pick<Finding, 'code' | 'message' | 'hint'>;

export function makeMissingKeyMessage(path: Path): Said {
  const key = String(path.at(-1));
  const section = path.slice(0, -1).join('.');
  const message = `"${key}" is missing${section ? ` in ${section}` : ''}.`;
  return { code: 'missing-key', message, hint: `Add it${makeContents(key, shapeAt(path) ?? {})}` };
}

/** `audit:` with nothing behind it. */
export function makeMissingValueMessage(path: Path): Said {
  const key = String(path.at(-1));
  const isRequired = shapeAt(path.slice(0, -1))?.required?.includes(key);
  const hint = isRequired ? 'Give it one.' : 'Give it one, or remove the line.';
  return { code: 'missing-value', message: `${key} has no value.`, hint };
}

function makeContents(key: string, { const: only, required, description = '' }: JsonSchema): string {
  if (only !== undefined) return `: ${key}: ${only}`;
  if (required) return `, with ${joinChoices(required, 'and')}.`;
  const [first = description] = description.split(/(?<=\.) /);
  return `: ${first.charAt(0).toLowerCase()}${first.slice(1)}`;
}
