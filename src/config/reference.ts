import { retell, say } from '../domain/say.ts';
import type { JsonSchema } from './json-schema.ts';
import { makeJsonSchema } from './json-schema.ts';
import { joinChoices } from './text.ts';

/** Every field as Markdown: a heading and a table for the file and for each section. */
export function makeReference(): string {
  return sectionText('', makeJsonSchema()).join('\n');
}

function sectionText(path: string, shape: JsonSchema): readonly string[] {
  const fields = Object.entries(shape.properties ?? {});
  const required = shape.required ?? [];
  const rows = fields.map(([key, field]) => makeRow(key, field, required.includes(key)));
  const inner = fields.flatMap(([key, field]) => (field.properties ? sectionText(join(path, key), field) : []));
  const heading = path ? [`### ${path}`, '', retell(shape.description ?? '')] : [`### ${say`The file`}`];
  return [...heading, '', say`| Key | Value | Default | Meaning |`, '|---|---|---|---|', ...rows, '', ...inner];
}

function join(path: string, key: string): string {
  return path ? `${path}.${key}` : key;
}

function makeRow(key: string, field: JsonSchema, isRequired: boolean): string {
  const byDefault = field.default === undefined ? '' : `\`${JSON.stringify(field.default).replaceAll('"', '')}\``;
  const cells = [
    `\`${key}\``,
    describeValue(field),
    isRequired ? say`**required**` : byDefault,
    retell(field.description ?? ''),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function describeValue(field: JsonSchema): string {
  if (field.properties) return say`section`;
  if (field.const !== undefined) return `\`${String(field.const)}\``;
  if (field.items) return say`list: ${describeValue(field.items)}`;
  if (field.enum?.includes('us-east-1')) return say`AWS region`;
  if (field.enum) return joinChoices(field.enum.map((choice) => `\`${String(choice)}\``));
  if (field.type === 'integer' || field.type === 'number') return say`${field.minimum} to ${field.maximum}`;
  if (field.type === 'boolean') return say`\`true\` or \`false\``;
  return field.format === 'email' ? say`e-mail address` : say`text`;
}
