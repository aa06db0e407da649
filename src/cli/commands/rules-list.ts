import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { ManagedRule, Profile } from '../../rules/managed-rule.ts';
import { isInProfile, MANAGED_RULES } from '../../rules/managed-rules.ts';
import { renderTable } from '../render/table.ts';
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
  { title: say`RULE`, priority: 3 },
  { title: say`SEVERITY`, priority: 2 },
  { title: say`PROFILE`, priority: 1 },
  { title: say`EVALUATED` },
  { title: 'CIS 3.0.0', priority: 1 },
  { title: say`WHY`, priority: -1 },
  { title: say`PARAMETERS`, priority: -2 },
];

const TRIGGERS: Readonly<Record<ManagedRule['trigger'], string>> = {
  change: say`on change`,
  periodic: say`daily`,
  'change-and-periodic': say`on change, daily`,
};

function rowOf(rule: ManagedRule, language: 'en' | 'ja'): readonly string[] {
  const { name, severity, profile, trigger, regions, cis, why } = rule;
  const evaluated = regions === 'home' ? say`${TRIGGERS[trigger]}, home region` : TRIGGERS[trigger];
  return [
    name,
    String(severity),
    profile ?? say`on request`,
    evaluated,
    cis.join(' '),
    why[language],
    parametersOf(rule),
  ];
}

function parametersOf({ parameters }: ManagedRule): string {
  const shown = parameters.map(({ name, type, required, value, default: byDefault }) => {
    const given = value ?? byDefault;
    return `${name}: ${type}${given === undefined ? '' : ` = ${given}`}${required && given === undefined ? say`, required` : ''}`;
  });
  return shown.join(' · ');
}
