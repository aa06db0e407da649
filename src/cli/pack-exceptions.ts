import type { Config } from '../config/schema.ts';
import type { PackException } from '../reports/pack/input.ts';

/** What metsuke.yaml says does not count, and what it leaves alone; what nobody justified is listed too. */
export function exceptionsIn({
  configRules,
  exclude,
}: Pick<Config, 'configRules' | 'exclude'>): readonly PackException[] {
  const ofRules = configRules.exceptions.map(({ rule, accounts, units, owner, reason, expires }) => ({
    rule,
    where: [...accounts, ...units],
    owner: owner ?? null,
    reason,
    expires,
  }));
  const justified = exclude.justifications.map(({ accounts, units, owner, reason, expires }) => ({
    rule: null,
    where: [...accounts, ...units].filter((each) => isExcluded(each, exclude)),
    owner,
    reason,
    expires,
  }));
  const known = new Set(justified.flatMap(({ where }) => where));
  const rest = [...exclude.accounts, ...exclude.units].filter((each) => !known.has(each));
  return [
    ...ofRules,
    ...justified.filter(({ where }) => where.length > 0),
    ...(rest.length === 0 ? [] : [{ rule: null, where: rest, owner: null, reason: null, expires: null }]),
  ];
}

function isExcluded(reference: string, { accounts, units }: Config['exclude']): boolean {
  return accounts.includes(reference) || units.includes(reference);
}
