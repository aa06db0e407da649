import { EXIT } from '../../domain/errors.ts';
import type { ManagedRule, Profile } from '../../rules/managed-rule.ts';
import { isInProfile, MANAGED_RULES } from '../../rules/managed-rules.ts';
import { renderTable } from '../render/table.ts';
import { countOf } from '../render/text.ts';
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
  const rows = rules.map((rule) => ({ cells: rowOf(rule, language) }));
  terminal.out(`${renderTable({ columns: COLUMNS, rows }, terminal.view)}\n\n${countOf(rules.length, 'rule')}.\n`);
  return EXIT.done;
}

const COLUMNS = [
  { title: 'RULE', priority: 3 },
  { title: 'SEVERITY', priority: 2 },
  { title: 'PROFILE', priority: 1 },
  { title: 'EVALUATED' },
  { title: 'CIS 3.0.0', priority: 1 },
  { title: 'WHY', priority: -1 },
  { title: 'PARAMETERS', priority: -2 },
];

const TRIGGERS: Readonly<Record<ManagedRule['trigger'], string>> = {
  change: 'on change',
  periodic: 'daily',
  'change-and-periodic': 'on change, daily',
};

function rowOf(rule: ManagedRule, language: 'en' | 'ja'): readonly string[] {
  const { name, severity, profile, trigger, regions, cis, why } = rule;
  const evaluated = `${TRIGGERS[trigger]}${regions === 'home' ? ', home region' : ''}`;
  return [name, String(severity), profile ?? 'on request', evaluated, cis.join(' '), why[language], parametersOf(rule)];
}

function parametersOf({ parameters }: ManagedRule): string {
  const shown = parameters.map(({ name, type, required, value, default: byDefault }) => {
    const given = value ?? byDefault;
    return `${name}: ${type}${given === undefined ? '' : ` = ${given}`}${required && given === undefined ? ', required' : ''}`;
  });
  return shown.join(' · ');
}
