import { stringify } from 'yaml';
import { retell, say } from '../domain/say.ts';
import { columnsOf, splitWide } from '../domain/text/wide.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Path } from './node.ts';
import { shapeAt } from './shape.ts';

const WIDTH = 100;

/** The description of a field as comment lines. */
export function explained(path: Path): readonly string[] {
  return wrap(retell(shapeAt(path)?.description ?? ''));
}

/** A field with its default, or else an example, as comment lines; uncommented, they are YAML. */
export function commentedOut(path: readonly string[]): readonly string[] {
  const shape = shapeAt(path) ?? {};
  const key = path.at(-1) ?? '';
  // What stands at the top has its description above it already.
  const line = path.length > 1 ? withRemark(pairLine(key, shape), shape) : pairLine(key, shape);
  const lines = shape.properties && !isLeftOut(shape) ? sectionLines(key, shape) : [line];
  return lines.map((line) => `# ${line}`);
}

function pairLine(key: string, { default: byDefault, examples = [] }: JsonSchema): string {
  const options = { lineWidth: 0, collectionStyle: 'flow', flowCollectionPadding: false } as const;
  return `${key}: ${stringify(byDefault ?? examples[0] ?? null, options).trimEnd()}`;
}

function sectionLines(key: string, shape: JsonSchema): readonly string[] {
  const inner = Object.entries(shape.properties ?? {}).flatMap(([name, child]) => {
    if (child.properties && !isLeftOut(child)) return sectionLines(name, child);
    const line = withRemark(pairLine(name, child), child);
    // An example is no default: it stays a comment when its section is uncommented.
    return [child.default === undefined ? `# ${line}` : line];
  });
  return [`${key}:`, ...inner.map((line) => `  ${line}`)];
}

/** A section that is not there unless somebody writes it: its keys alone would not be valid. */
function isLeftOut(shape: JsonSchema): boolean {
  return (shape.required ?? []).length > 0;
}

function withRemark(line: string, shape: JsonSchema): string {
  const remark = makeRemark(shape);
  return columnsOf(line) + columnsOf(remark) < WIDTH ? `${line} # ${remark}` : line;
}

function makeRemark({ enum: choices = [], default: byDefault, description = '' }: JsonSchema): string {
  const others = choices.filter((choice) => choice !== byDefault);
  // Of regions there are too many to list.
  if (others.length > 0 && others.length < 10) return say`or ${others.join(say`, `)}`;
  return (retell(description).split(/\.(?: |$)|。/)[0] ?? description).trim();
}

function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  for (const { piece, space } of piecesOf(text)) {
    const longer = `${lines.at(-1) ?? '#'}${space}${piece}`;
    if (lines.length === 0 || columnsOf(longer) > WIDTH) lines.push(`# ${piece}`);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Where a line may begin: at words, which Japanese writes without spaces. */
function piecesOf(text: string): readonly { readonly piece: string; readonly space: string }[] {
  return text
    .split(' ')
    .flatMap((word) => splitWide(word).map((piece, index) => ({ piece, space: index === 0 ? ' ' : '' })));
}
