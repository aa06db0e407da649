import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commentedOut, explained } from '../config/commented.ts';
import { keysAt, shapeAt } from '../config/shape.ts';
import { makeSuggestion } from '../config/suggest.ts';
import { quote } from '../config/text.ts';
import { MetsukeError } from '../domain/errors.ts';
import { retell, say } from '../domain/say.ts';
import { packageFolder } from './version.ts';

export type Topic = 'configuration' | 'costs' | 'exit-codes';

/** Costs and exit codes stand in the README, which every package has; the configuration in its schema. */
export function textOfTopic(topic: Topic, detail?: string): string {
  switch (topic) {
    case 'configuration':
      return detail === undefined ? listSections() : describeSection(detail);
    case 'costs':
      return tableAfter(say`## What it costs`);
    case 'exit-codes':
      return tableAfter(say`| Exit code |`);
    default:
      return topic satisfies never;
  }
}

function listSections(): string {
  const lines = keysAt([]).map((key) => `${key}\n    ${retell(shapeAt([key])?.description ?? '')}`);
  return [...lines, '', say`One of them with its defaults: metsuke help configuration guardDuty`].join('\n');
}

function describeSection(key: string): string {
  if (keysAt([]).includes(key)) {
    return [...explained([key]), ...commentedOut([key]).map((line) => line.replace(/^# /, ''))].join('\n');
  }
  throw new MetsukeError('usage', say`${quote(key)} is no section of metsuke.yaml.`, {
    hint: makeSuggestion(key, keysAt([])) ?? say`See what there is: metsuke help configuration`,
  });
}

/** The first table at or after a line of the README, as text: a row's other cells below its first. */
function tableAfter(start: string): string {
  const readme = readFileSync(join(packageFolder(), say`README.md`), 'utf8');
  const [, table = ''] = /((?:^\|.*\n)+)/m.exec(readme.slice(readme.indexOf(start))) ?? [];
  const [headings = [], , ...rows] = table.trim().split('\n').map(cellsOf);
  // Of two columns the headings say nothing new.
  if (headings.length === 2) return rows.map((row) => row.join('  ')).join('\n');
  const below = (cell: string, at: number): string => `    ${headings[at + 1]}: ${cell}`;
  return rows.map(([first = '', ...others]) => [first, ...others.map(below)].join('\n')).join('\n');
}

function cellsOf(row: string): readonly string[] {
  const plain = row.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
  return plain
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
