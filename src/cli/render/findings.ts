import { type Finding, formatFinding } from '../../domain/finding.ts';
import { retell } from '../../domain/say.ts';
import type { Terminal, View } from '../terminal.ts';
import { ACCOUNT, accountsOf, withoutPlace } from './causes.ts';
import type { Paint } from './pieces.ts';
import { commandLines, paragraph } from './wrap.ts';

function colorOf({ severity }: Finding, style: Terminal['style']): Paint {
  return { error: style.red, warning: style.yellow, info: style.dim }[severity];
}

/** A paragraph a finding; the same about many accounts is one. */
export function findingLines(findings: readonly Finding[], { style, screen }: View, indent = ''): readonly string[] {
  const { width } = screen;
  return groupFindings(findings.map(retold)).flatMap((finding) => {
    const { command, ...rest } = finding;
    const spans = [{ text: formatFinding(rest), paint: colorOf(finding, style) }];
    return [
      ...paragraph(spans, { width, first: indent, rest: `${indent}    ` }),
      ...(command === undefined ? [] : commandLines(command, { width, first: `${indent}      ` })),
    ];
  });
}

function retold(finding: Finding): Finding {
  const { message, hint } = finding;
  return { ...finding, message: retell(message), ...(hint === undefined ? {} : { hint: retell(hint) }) };
}

/** Findings that differ only in the account that they are about become one, with all those accounts. */
export function groupFindings(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { severity, code, message, hint = '', command = '', account, source } = finding;
    const texts = [message, hint, command].map((text) => (account ? withoutAccount(text, account) : text));
    const key = JSON.stringify([severity, code, source, ...texts]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap(asOne);
}

type About = NonNullable<Finding['account']>;

function asOne(group: readonly Finding[]): readonly Finding[] {
  const [first] = group;
  if (first === undefined) return [];
  const { account, ...rest } = first;
  const labels = [...new Set(group.flatMap((one) => (one.account ? [labelOf(one.account)] : [])))];
  if (account === undefined || labels.length < 2) return [first];
  const said = (text: string): string => withoutAccount(text, account);
  const [before = '', ...after] = said(first.message).split(ACCOUNT);
  const message = `${before}${accountsOf(labels)}${asPlural(after.join(ACCOUNT))}`;
  const hint = first.hint === undefined ? {} : { hint: said(first.hint) };
  const command = first.command === undefined ? {} : { command: said(first.command) };
  return [{ ...rest, message, ...hint, ...command }];
}

function labelOf({ id, name }: About): string {
  return name === undefined ? id : `${name} (${id})`;
}

function withoutAccount(text: string, account: About): string {
  return withoutPlace(text, { account: account.id, name: labelOf(account) });
}

/** The verb behind the accounts, which now are many. */
function asPlural(text: string): string {
  return text
    .replace(/^ (?:was|is|has|does)\b/, (verb) => PLURALS[verb.trim()] ?? verb)
    .replace(/; it is(?= left alone)/, (words) => words.replace('it', 'they').replace('is', 'are'));
}

const PLURALS: Readonly<Record<string, string>> = { was: ' were', is: ' are', has: ' have', does: ' do' };

/** Warnings and notes, to stderr. */
export function renderFindings(findings: readonly Finding[], { err, errView }: Terminal): void {
  for (const line of findingLines(findings, errView)) err(`${line}\n`);
}
