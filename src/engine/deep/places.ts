import type { AccountId } from '../../domain/ids.ts';
import { splitAccounts } from '../plan/accounts.ts';
import { deployedOf } from '../plan/buckets.ts';
import type { PlanInput } from '../plan/input.ts';
import { type MadeResource, resourcesIn } from './made.ts';

/** A stack of ours in an account and region, as CloudFormation has it on record. */
export interface DeepStack {
  /** Id of the blueprint. */
  readonly blueprint: string;
  /** Null: a stack of the management account. */
  readonly stackSet: string | null;
  /** As AWS knows it. */
  readonly stackId: string;
  readonly resources: readonly MadeResource[];
}

/** An account and region in which something of ours is on record. */
export interface DeepPlace {
  readonly account: AccountId;
  readonly region: string;
  readonly isOwn: boolean;
  /** The account is asked once, in this place of it, for what it has in no region. */
  readonly isFirst: boolean;
  readonly stacks: readonly DeepStack[];
}

/**
 * Where to look: every place in which a stack of ours is on record, in accounts that are governed. By what CloudFormation
 * says, never by the entries of the audit account: those may be late, lost or made up.
 */
export function deepPlaces(input: PlanInput, chosen: readonly AccountId[] | undefined): readonly DeepPlace[] {
  const governed = splitAccounts(input).governed.filter(({ id }) => chosen?.includes(id) ?? true);
  const own = input.snapshot.organization.managementAccountId;
  const byAccount = new Map<string, Map<string, DeepStack[]>>(governed.map(({ id }) => [id, new Map()]));
  for (const { account, region, ...stack } of stacksOnRecord(input)) {
    const regions = byAccount.get(account);
    regions?.set(region, [...(regions.get(region) ?? []), stack]);
  }
  return governed.flatMap(({ id }) =>
    [...(byAccount.get(id) ?? [])].map(([region, stacks], index) => ({
      account: id,
      region,
      isOwn: id === own,
      isFirst: index === 0,
      stacks,
    })),
  );
}

type Recorded = DeepStack & { readonly account: AccountId; readonly region: string };

function stacksOnRecord(input: PlanInput): readonly Recorded[] {
  const { blueprints, config, snapshot } = input;
  return blueprints
    .filter((blueprint) => blueprint.isEnabled(config))
    .flatMap(({ id: blueprint, stackName }): readonly Recorded[] => {
      const stackSet = snapshot.stackSets.find(({ name }) => name === stackName);
      const deployed = stackSet && deployedOf(stackSet);
      const instances = (stackSet?.instances ?? []).flatMap(({ account, region, stackId }): readonly Recorded[] => {
        if (stackId === null) return [];
        const resources = deployed ? resourcesIn(deployed, { account, region }) : [];
        return [{ blueprint, stackSet: stackName, stackId, account, region, resources }];
      });
      const stacks = snapshot.stacks
        .filter(({ name }) => name === stackName)
        .map((stack): Recorded => {
          const made = deployedOf(stack);
          const resources = made ? resourcesIn(made, stack) : [];
          return {
            blueprint,
            stackSet: null,
            stackId: stack.id,
            account: stack.account,
            region: stack.region,
            resources,
          };
        });
      return [...instances, ...stacks];
    });
}
