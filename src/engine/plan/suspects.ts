import { templateOf } from '../../blueprints/template-of.ts';
import { concerns, type Lead, serviceOf, serviceOfType } from '../../domain/disturbance.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Template } from '../../domain/template.ts';
import { latestFirst, type PlaceToAsk, type StackToAsk } from '../observe/suspects.ts';
import { splitAccounts } from './accounts.ts';
import { foundDeep } from './deep.ts';
import { executionRoleOf } from './foundations.ts';
import type { PlanInput } from './input.ts';
import { targetsOf } from './targets.ts';
import { parseTemplate } from './template-text.ts';

/** Where events told of calls on services that stacks of ours have resources of, or on stacks. */
export function placesToAsk(input: PlanInput): readonly PlaceToAsk[] {
  const entries = entriesOfActive(input);
  if (entries.length === 0) return [];
  const places = new Map<string, PlaceToAsk>();
  const own = input.snapshot.organization.managementAccountId;
  const disturbed = new Set(entries.map(({ account }) => account));
  for (const { account, region, template, ...stack } of stacksOfOurs(input, disturbed)) {
    const here = latestFirst(entries.filter((entry) => entry.account === account && isAbout(entry, template, region)));
    const services = [...new Set(here.map(serviceOf))].filter((service) => service !== 'cloudformation');
    const key = `${account}/${region}`;
    const place = places.get(key) ?? { account, region, isOwn: account === own, stacks: [] };
    places.set(key, { ...place, stacks: [...place.stacks, { ...stack, entries: here, services }] });
  }
  return [...places.values()].filter(({ stacks }) => stacks.some(({ entries: here }) => here.length > 0));
}

/** What events told, and what a look at every account found. In a suspended account nobody gets in, and nobody is to. */
export function entriesOfActive({ snapshot }: PlanInput): readonly Lead[] {
  const active = new Set<string>(snapshot.accounts.flatMap(({ id, state }) => (state === 'ACTIVE' ? [id] : [])));
  const leads = [...(snapshot.disturbances?.entries ?? []), ...foundDeep(snapshot.deep)];
  return leads.filter(({ account }) => active.has(account));
}

function isAbout(entry: Lead, template: Template | null, region: string): boolean {
  if (concerns(entry, { service: 'cloudformation', region })) return true;
  const types = Object.values(template?.Resources ?? {}).map(({ Type }) => Type);
  return types.some((type) => concerns(entry, { service: serviceOfType(type), region }));
}

interface StackOfOurs extends Omit<StackToAsk, 'entries' | 'services'> {
  readonly account: AccountId;
  readonly region: string;
  readonly template: Template | null;
}

/** As far as they are deployed and still wanted there. */
function stacksOfOurs(input: PlanInput, accounts: ReadonlySet<string>): readonly StackOfOurs[] {
  const governed = splitAccounts(input);
  const { snapshot, config, blueprints } = input;
  const ofStackSets = blueprints.flatMap((blueprint): readonly StackOfOurs[] => {
    const stackSet = snapshot.stackSets.find(({ name }) => name === blueprint.stackName);
    if (!stackSet || !blueprint.isEnabled(config)) return [];
    const wanted = new Set(targetsOf(blueprint, input, governed).map(({ account, region }) => `${account}/${region}`));
    const here = stackSet.instances.filter(
      ({ account, region }) => accounts.has(account) && wanted.has(`${account}/${region}`),
    );
    const template = here.length > 0 ? parseTemplate(stackSet.templateBody) : null;
    return here.flatMap(({ account, region, stackId: stack }) =>
      // Nothing was ever deployed there: the stack set itself says so.
      stack === null
        ? []
        : [{ title: blueprint.id, stackSet: stackSet.name, account, region, stack, template, orRole: null }],
    );
  });
  const plain = snapshot.stacks
    .filter(({ account }) => accounts.has(account))
    .flatMap(({ name: stack, account, region, templateBody }): readonly StackOfOurs[] => {
      const blueprint = blueprints.find(({ stackName }) => stackName === stack);
      if (!blueprint?.isEnabled(config)) return [];
      const template = parseTemplate(templateBody);
      return [{ title: blueprint.id, stackSet: null, account, region, stack, template, orRole: null }];
    });
  return [...ofStackSets, ...plain, ...executionStacks(ofStackSets, input)];
}

/** Members have their execution role from a plain stack, or had it before. */
function executionStacks(deployed: readonly StackOfOurs[], input: PlanInput): readonly StackOfOurs[] {
  const { config, snapshot } = input;
  if (config.stackSets.permissionModel === 'SERVICE_MANAGED') return [];
  const blueprint = executionRoleOf(input);
  const members = new Set(deployed.map(({ account }) => account));
  members.delete(snapshot.organization.managementAccountId);
  return [...members].map((account) => ({
    ...{ title: blueprint.id, stackSet: null, account, region: config.homeRegion, stack: blueprint.stackName },
    template: templateOf(blueprint, config),
    orRole: config.stackSets.executionRole,
  }));
}
