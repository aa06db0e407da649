import { forTerminal } from '../../domain/text/media.ts';
import type { CommandResult } from '../../sessions/send-to-all.ts';
import type { Terminal } from '../terminal.ts';

/** One instance: who, how it ended, what it said. */
export function renderResult({ instance, status, exitCode, stdout, stderr }: CommandResult, style: Terminal['style']) {
  const color = status === 'Success' ? style.green : style.red;
  const end = exitCode === null || exitCode === 0 ? status : `${status}, exit code ${exitCode}`;
  const who = `${instance.name || '-'} ${instance.id} ${instance.accountName} ${instance.region}`;
  const said = [stdout, stderr].map((text) => text.trimEnd()).filter((text) => text !== '');
  return `${[`${style.bold(forTerminal(who))} ${color(end)}`, ...said.map(plain)].join('\n')}\n`;
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
