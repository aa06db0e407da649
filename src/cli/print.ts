import { makeTerminal } from './terminal.ts';

/** For commands without a session. */
export function print(text: string): void {
  makeTerminal({ color: true }).out(`${text}\n`);
}

export function printJson(value: unknown): void {
  makeTerminal({ color: false, json: true }).out(`${JSON.stringify(value)}\n`);
}
