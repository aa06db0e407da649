import { say } from '../../domain/say.ts';
import { forTerminal } from '../../domain/text/media.ts';
import type { CommandResult } from '../../sessions/send-to-all.ts';
import type { View } from '../terminal.ts';
import { instanceText } from './instances.ts';
import { paragraph } from './wrap.ts';

/** One instance: who, how it ended, what it said. The lines of its program stay as they are. */
export function renderResult({ instance, status, exitCode, stdout, stderr }: CommandResult, { style, screen }: View) {
  const paint = status === 'Success' ? style.green : style.red;
  const end = exitCode === null || exitCode === 0 ? status : say`${status}, exit code ${exitCode}`;
  const who = [{ text: instanceText(instance), paint: style.bold }, ' ', { text: end, paint }];
  const said = [stdout, stderr].map((text) => text.trimEnd()).filter((text) => text !== '');
  return `${[...paragraph(who, { width: screen.width, rest: '  ' }), ...said.map(plain)].join('\n')}\n`;
}

export function resultJson({ instance, ...result }: CommandResult) {
  const { id, name, account, accountName, region } = instance;
  return { instance: id, name, account, accountName, region, ...result };
}

/** What an instance says must not steer the terminal; lines and tabs stay. */
function plain(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(forTerminal).join('\t'))
    .join('\n');
}
