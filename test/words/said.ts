import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { packageRoot } from '../../src/sandbox/package-root.ts';

const ROOT = packageRoot(import.meta.url);

/** A text of the program, as its catalogue knows it: `{0} cannot be written ({1}).` */
export interface Text {
  readonly key: string;
  /** `src/cli/main.ts:12` */
  readonly at: string;
}

export interface Texts {
  /** Those that a catalogue translates. */
  readonly said: readonly Text[];
  /** Sentences that nothing marks, so that everybody reads them in English. */
  readonly unsaid: readonly Text[];
}

/** Of every module of `src`, by its syntax. */
export function textsOfProgram(): Texts {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && !/(\.test|\.d|\.test-support)\.ts$/.test(file))
    .sort();
  const texts = files.map((file) => textsOf(readFileSync(join(ROOT, file), 'utf8'), file));
  return { said: texts.flatMap(({ said }) => said), unsaid: texts.flatMap(({ unsaid }) => unsaid) };
}

export function textsOf(source: string, file: string): Texts {
  const said: Text[] = [];
  const unsaid: Text[] = [];
  const place = ({ start }: Node): string => `${file}:${source.slice(0, start).split('\n').length}`;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value) || isNotForPeople(value)) return;
    if (isForMachines(value)) return visit(describedBy(value));
    const spoken = spokenBy(value);
    if (spoken !== undefined) {
      if (spoken.key !== undefined) said.push({ key: spoken.key, at: place(value) });
      return visit(spoken.values);
    }
    const text = textOf(value);
    if (text !== undefined && isSentence(text)) unsaid.push({ key: text, at: place(value) });
    Object.values(value).forEach(visit);
  };
  visit(parseAst(source, { lang: 'ts' }, file));
  return { said, unsaid };
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** say`…` and note`…`; countOf(1, 'account'), whose key has its plural; listOrCount(names, 3, 'accounts'). */
function spokenBy(node: Node): { readonly key: string | undefined; readonly values: unknown } | undefined {
  if (node.type === 'TaggedTemplateExpression') {
    const template = node.quasi as Node;
    const isOurs = ['say', 'note'].includes(nameOf(node.tag));
    return { key: isOurs ? textOf(template) : undefined, values: template.expressions };
  }
  if (node.type !== 'CallExpression') return undefined;
  const [count, one, many] = node.arguments as readonly Node[];
  if (nameOf(node.callee) === 'listOrCount') return { key: many && `{0} ${textOf(many)}`, values: [count, one] };
  if (!/^(countOf|sayCount)$/.test(nameOf(node.callee))) return undefined;
  const [single, plural = single && `${single}s`] = [one, many].map((noun) => noun && textOf(noun));
  return { key: plural && `{0} ${plural}`, values: count };
}

/** Types, imports, comparisons; mistakes of the program, which its makers read; descriptions, which a schema lists. */
function isNotForPeople(node: Node): boolean {
  if (/^(Import|ExportAll)/.test(node.type)) return true;
  if (node.type.startsWith('TS')) return !/^TS(As|Satisfies|NonNull)Expression$/.test(node.type);
  if (node.type === 'BinaryExpression') return /^[!=]==?$/.test(String(node.operator));
  return false;
}

/** What a description is of may say something: z.string().regex(…, say`…`).describe('…') */
function describedBy({ callee }: Node): unknown {
  return nameOf(callee) === 'describe' ? callee : undefined;
}

function isForMachines(node: Node): boolean {
  return /^(Call|New)Expression$/.test(node.type) && FOR_MACHINES.has(nameOf(node.callee));
}

const FOR_MACHINES = new Set(['Error', 'RegExp', 'describe', 'includes', 'startsWith', 'endsWith', 'split']);

/** `say` of say(…), `err` of terminal.err(…) */
function nameOf(callee: unknown): string {
  if (!isNode(callee)) return '';
  return String(callee.type === 'MemberExpression' ? (callee.property as Node).name : callee.name);
}

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  const parts = (node.quasis as readonly { readonly value: { readonly cooked: string } }[]).map(
    ({ value }) => value.cooked,
  );
  return parts.reduce((key, part, index) => `${key}{${index - 1}}${part}`);
}

/** Two words beside each other, of which the second begins with a small letter. */
function isSentence(text: string): boolean {
  return /[A-Za-z]{2,}[,;:]? (?:[a-z(]|\{\d)|\} [a-z]{2}/.test(text);
}
