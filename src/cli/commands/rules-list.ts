import { EXIT } from '../../domain/errors.ts';
import type { ManagedRule, Profile } from '../../rules/managed-rule.ts';
import { isInProfile, MANAGED_RULES } from '../../rules/managed-rules.ts';
import { alignRows, countOf } from '../render/text.ts';
import type { Session } from '../session.ts';

export interface RulesListOptions {
  readonly profile: Profile | null;
  readonly language: 'en' | 'ja';
}

export async function run({ terminal, options: { json } }: Session, options: RulesListOptions): Promise<number> {
  const { profile, language } = options;
  const rules = MANAGED_RULES.filter((rule) => profile === null || isInProfile(rule, profile));
  if (json) {
    const listed = rules.map((rule) => ({ ...rule, why: rule.why[language] }));
    terminal.out(`${JSON.stringify(listed, null, 2)}\n`);
    return EXIT.done;
  }
  const rows = alignRows([
    ['RULE', 'SEVERITY', 'PROFILE', 'EVALUATED', 'CIS 3.0.0', 'WHY'],
    ...rules.map((rule) => rowOf(rule, language)),
  ]);
  const [head = '', ...lines] = rows;
  const detailed = lines.flatMap((line, index) => [line, ...parameterLines(rules[index])]);
  terminal.out(`${[terminal.style.bold(head), ...detailed, '', `${countOf(rules.length, 'rule')}.`, ''].join('\n')}`);
  return EXIT.done;
}

const TRIGGERS: Readonly<Record<ManagedRule['trigger'], string>> = {
  change: 'on change',
  periodic: 'daily',
  'change-and-periodic': 'on change, daily',
};

function rowOf({ name, severity, profile, trigger, regions, cis, why }: ManagedRule, language: 'en' | 'ja') {
  const evaluated = `${TRIGGERS[trigger]}${regions === 'home' ? ', home region' : ''}`;
  return [name, String(severity), profile ?? 'on request', evaluated, cis.join(' '), why[language]];
}

function parameterLines(rule: ManagedRule | undefined): readonly string[] {
  if (rule === undefined || rule.parameters.length === 0) return [];
  const shown = rule.parameters.map(({ name, type, required, value, default: byDefault }) => {
    const given = value ?? byDefault;
    return `${name}: ${type}${given === undefined ? '' : ` = ${given}`}${required && given === undefined ? ', required' : ''}`;
  });
  return [`    ${shown.join(' · ')}`];
}
