import type { AccountHealth, Health, UnitHealth } from '../../view/health.ts';
import type { Word } from '../../view/words/en.ts';
import { usePage } from '../context.ts';
import { Mark } from './mark.tsx';
import { shown } from './text.ts';

const WORDS: Readonly<Record<Health, Word>> = {
  bad: 'healthBad',
  good: 'healthGood',
  unknown: 'healthUnknown',
  left: 'healthLeft',
};

/** The units and accounts of the organization, each with how it fares. */
export function Tree({ unit, isOpen }: { readonly unit: UnitHealth; readonly isOpen: boolean }) {
  const { say } = usePage();
  return (
    <details class="unit" open={isOpen || unit.path === ''}>
      <summary>
        <Mark shape={unit.health} /> <strong>{unit.path === '' ? say('root') : shown(unit.name, 80)}</strong>{' '}
        <span class="muted">
          {say('accounts', { n: unit.accountCount })}
          {unit.problems > 0 ? ` · ${say('problems', { n: unit.problems })}` : ''}
        </span>
        <span class="hidden"> {say(WORDS[unit.health])}</span>
      </summary>
      <ul>
        {unit.units.map((below) => (
          <li key={below.path}>
            <Tree unit={below} isOpen={isOpen} />
          </li>
        ))}
        {unit.accounts.map((account) => (
          <Leaf key={account.id} account={account} />
        ))}
      </ul>
    </details>
  );
}

function Leaf({ account: { id, name, health, problems, why } }: { readonly account: AccountHealth }) {
  const { say } = usePage();
  return (
    <li class="leaf">
      <Mark shape={health} /> <a href={`#/overview?account=${id}`}>{shown(name, 80)}</a>{' '}
      <span class="muted">
        {id} · {problems > 0 ? say('problems', { n: problems }) : say(WORDS[health])}
        {why === null ? '' : ` (${shown(why)})`}
      </span>
    </li>
  );
}
