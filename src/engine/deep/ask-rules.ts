import { note } from '../../domain/say.ts';
import type { BusPlace } from '../observe/condition.ts';
import type { Verdict } from '../observe/deep.ts';
import { fault, well } from './answer.ts';
import { type Asked, type AskedResource, gone } from './asked.ts';
import { textOf } from './made.ts';
import { inAccount, makeAgain } from './remedy.ts';

interface Rule {
  readonly name: string;
  readonly bus: string | null;
  /** Null: what only CloudFormation knows, such as the ARN of a function. */
  readonly target: string | null;
  readonly resource: AskedResource;
}

/** Whether each rule of EventBridge is there, switched on, and leads where it did: two calls a bus and target. */
export async function askRules({ ports: { condition }, ...asked }: Asked): Promise<readonly Verdict[]> {
  const rules = asked.resources.flatMap((resource) => ruleOf(resource) ?? []);
  const { region } = asked;
  const perBus = [...new Set(rules.map(({ bus }) => bus))].map(async (bus): Promise<readonly Verdict[]> => {
    const at = { region, bus };
    const there = await condition.listRules(`${asked.prefix}-`, at);
    const here = rules.filter((rule) => rule.bus === bus);
    const leading = await readLeading(here, at);
    return here.map((rule) => {
      const found = there.find(({ name }) => name === rule.name);
      if (found === undefined) return gone(rule.name, rule.resource, asked);
      if (!found.isOn) return switchedOff(rule, at);
      return leading.has(rule.name) ? well(rule.name) : targetless(rule, asked);
    });
  });
  return (await Promise.all(perBus)).flat();

  async function readLeading(here: readonly Rule[], at: BusPlace): Promise<ReadonlySet<string>> {
    const targets = [...new Set(here.flatMap(({ target }) => target ?? []))];
    const known = targets.map(async (target) => {
      const names = new Set(await condition.listRulesLeadingTo(target, at));
      return here.filter((rule) => rule.target === target && names.has(rule.name)).map(({ name }) => name);
    });
    const others = here
      .filter(({ target }) => target === null)
      .map(async ({ name }) => ((await condition.listTargets(name, at)).length > 0 ? [name] : []));
    return new Set((await Promise.all([...known, ...others])).flat());
  }
}

function ruleOf(resource: AskedResource): Rule | null {
  const { Name, EventBusName, Targets } = resource.properties;
  const name = textOf(Name);
  if (name === null) return null;
  const [first] = Array.isArray(Targets) ? Targets : [];
  const arn = first !== null && typeof first === 'object' && 'Arn' in first ? first.Arn : undefined;
  return { name, bus: textOf(EventBusName, resource.siblings), target: textOf(arn), resource };
}

function switchedOff({ name }: Rule, { bus, region }: BusPlace): Verdict {
  const command = `aws events enable-rule --region ${region} --name ${name} --event-bus-name ${bus ?? 'default'}`;
  return fault(name, note`The rule ${name} is switched off.`, inAccount(command));
}

function targetless({ name, resource }: Rule, asked: Pick<Asked, 'account' | 'region'>): Verdict {
  return fault(name, note`The rule ${name} does not lead to its target.`, makeAgain(resource.stackSet, asked));
}
