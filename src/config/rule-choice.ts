import { say } from '../domain/say.ts';
import type { ManagedRule, RuleParameter } from '../rules/managed-rule.ts';
import { chosenRules, isInProfile, MANAGED_RULES, managedRule } from '../rules/managed-rules.ts';
import type { Breach } from './breach.ts';
import type { Path } from './node.ts';
import type { Config } from './schema.ts';
import { makeSuggestion } from './suggest.ts';
import { quote } from './text.ts';

type Rules = Config['configRules'];

const HERE = 'configRules';

/** What AWS Config would refuse, or never be asked, of the rules as they are chosen. */
export function checkRuleChoice({ configRules: rules, configRecorder }: Config): readonly Breach[] {
  return [
    ...checkRecorder(rules.enabled, configRecorder.enabled),
    ...checkNames(rules),
    ...checkOwnNames(rules),
    ...checkNeedless(rules),
    ...checkParameters(rules),
    ...checkRequiredParameters(rules),
    ...checkRemediations(rules),
    ...rules.exceptions.flatMap((exception, index) => checkException(exception, index, rules)),
  ];
}

function checkRecorder(rules: boolean, recorder: boolean): readonly Breach[] {
  if (!rules || recorder) return [];
  const message = say`Rules are deployed, but no recorder: AWS Config refuses rules in an account without one.`;
  return [
    warning('rules-without-recorder', [HERE, 'enabled'], message, say`Switch configRecorder on, or the rules off.`),
  ];
}

function checkNames({ add, remove, parameters }: Rules): readonly Breach[] {
  return [
    ...add.flatMap((name, index) => checkManaged(name, [HERE, 'add', index])),
    ...remove.flatMap((name, index) => checkManaged(name, [HERE, 'remove', index])),
    ...Object.keys(parameters).flatMap((name) => checkManaged(name, [HERE, 'parameters', name])),
  ];
}

function checkManaged(name: string, at: Path): readonly Breach[] {
  return managedRule(name) ? [] : [unknownRule(name, at, MANAGED_RULES)];
}

function unknownRule(name: string, at: Path, known: readonly { readonly name: string }[]): Breach {
  const suggestion = makeSuggestion(
    name,
    known.map((rule) => rule.name),
  );
  const hint = suggestion ?? say`See all with: metsuke rules list`;
  return error('unknown-rule', at, say`${quote(name)} is no rule of the catalogue.`, hint);
}

function checkOwnNames({ customRules }: Rules): readonly Breach[] {
  return customRules.flatMap(({ name }, index) => {
    const isTaken = customRules.findIndex((other) => other.name === name) < index || managedRule(name) !== undefined;
    const at = [HERE, 'customRules', index, 'name'];
    return isTaken
      ? [error('taken-rule-name', at, say`There is a rule ${quote(name)} already.`, say`Choose another name.`)]
      : [];
  });
}

function checkNeedless({ profile, add, remove }: Rules): readonly Breach[] {
  const added = add.flatMap((name, index) => {
    const rule = managedRule(name);
    if (!rule || !isInProfile(rule, profile)) return [];
    return [warning('needless-rule', [HERE, 'add', index], say`The profile ${profile} has ${quote(name)} already.`)];
  });
  const removed = remove.flatMap((name, index) => {
    const rule = managedRule(name);
    if (!rule || isInProfile(rule, profile)) return [];
    return [warning('needless-rule', [HERE, 'remove', index], say`The profile ${profile} has no ${quote(name)}.`)];
  });
  return [...added, ...removed];
}

function checkParameters(rules: Rules): readonly Breach[] {
  const chosen = new Set(chosenRules(rules));
  return Object.entries(rules.parameters).flatMap(([name, values]) => {
    const rule = managedRule(name);
    if (!rule) return [];
    const at = [HERE, 'parameters', name];
    const unused = warning('unused-parameters', at, say`${quote(name)} is not among the rules that are deployed.`);
    const breaches = Object.entries(values).flatMap(([key, value]) => checkValue(rule, key, value, [...at, key]));
    return [...(chosen.has(rule) ? [] : [unused]), ...breaches];
  });
}

type Value = string | number | boolean;

function checkValue(rule: ManagedRule, key: string, value: Value, at: Path): readonly Breach[] {
  const known = rule.parameters.map(({ name }) => name);
  const parameter = rule.parameters.find(({ name }) => name === key);
  if (!parameter) {
    const none = known.length === 0 ? say`It has none.` : say`It has: ${known.join(', ')}.`;
    const message = say`${quote(rule.name)} has no parameter ${quote(key)}.`;
    return [error('unknown-parameter', at, message, makeSuggestion(key, known) ?? none)];
  }
  if (fits(value, parameter)) return [];
  return [
    error('wrong-parameter', at, say`${quote(key)} must be ${WORDS[parameter.type]}, not ${quote(String(value))}.`),
  ];
}

const WORDS: Readonly<Record<RuleParameter['type'], string>> = {
  int: say`a whole number`,
  double: 'a number',
  boolean: say`true or false`,
  String: 'a text',
  CSV: say`a text with commas`,
  StringMap: say`a text such as "key:value,other-key"`,
};

function fits(value: Value, { type }: RuleParameter): boolean {
  if (type === 'int') return /^-?\d+$/.test(String(value));
  if (type === 'double') return String(value).trim() !== '' && Number.isFinite(Number(value));
  if (type === 'boolean') return /^(true|false)$/i.test(String(value));
  return String(value) !== '';
}

function checkRequiredParameters(rules: Rules): readonly Breach[] {
  return rules.add.flatMap((name, index) => {
    const missing = managedRule(name)?.parameters.filter(
      (parameter) =>
        parameter.required &&
        (parameter.value ?? parameter.default) === undefined &&
        rules.parameters[name]?.[parameter.name] === undefined,
    );
    return (missing ?? []).map((parameter) =>
      error(
        'missing-parameter',
        [HERE, 'add', index],
        say`${quote(name)} cannot be evaluated without its parameter ${quote(parameter.name)}.`,
        say`Give it ${WORDS[parameter.type]} in configRules.parameters.${name}.`,
      ),
    );
  });
}

function checkRemediations(rules: Rules): readonly Breach[] {
  const chosen = chosenRules(rules).map(({ name }) => name);
  return rules.remediate.flatMap((name, index) => {
    if (chosen.includes(name)) return [];
    const message = say`${quote(name)} is not among the rules that are deployed, so nothing would be repaired.`;
    return [error('remediation-without-rule', [HERE, 'remediate', index], message, say`Add it to configRules.add.`)];
  });
}

function checkException(
  { rule, accounts, units }: Rules['exceptions'][number],
  index: number,
  rules: Rules,
): readonly Breach[] {
  const at: Path = [HERE, 'exceptions', index];
  const known = [...MANAGED_RULES, ...rules.customRules];
  if (!known.some(({ name }) => name === rule)) return [unknownRule(rule, [...at, 'rule'], known)];
  const deployed = [...chosenRules(rules), ...rules.customRules].some(({ name }) => name === rule);
  const unused = warning(
    'unused-exception',
    [...at, 'rule'],
    say`${quote(rule)} is not among the rules that are deployed.`,
  );
  const nowhere = error(
    'exception-without-account',
    at,
    say`The exception names no account.`,
    say`Name some accounts or units.`,
  );
  return [...(deployed ? [] : [unused]), ...(accounts.length + units.length === 0 ? [nowhere] : [])];
}

function error(code: string, at: Path, message: string, hint?: string): Breach {
  return { severity: 'error', code, message, ...(hint ? { hint } : {}), at };
}

function warning(code: string, at: Path, message: string, hint?: string): Breach {
  return { ...error(code, at, message, hint), severity: 'warning' };
}
