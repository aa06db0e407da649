import type { AccountId } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import type { Verdict } from '../observe/deep.ts';
import type { AccountPorts } from '../observe/ports.ts';
import { fault } from './answer.ts';
import { type MadeResource, textOf } from './made.ts';
import { makeAgain } from './remedy.ts';

/** The resources of one type that our stacks made in an account and region. */
export interface Asked {
  readonly account: AccountId;
  readonly region: string;
  /** Of everything that bears our name there. */
  readonly prefix: string;
  readonly resources: readonly AskedResource[];
  readonly ports: Pick<AccountPorts, 'condition' | 'roles'>;
}

export interface AskedResource extends MadeResource {
  /** Of the stack set that made it; null: a stack of the management account. */
  readonly stackSet: string | null;
  /** The others of its stack. */
  readonly siblings: readonly MadeResource[];
}

type Place = Pick<Asked, 'account' | 'region'>;

/** Those that have a name of their own; CloudFormation alone knows the others. */
export async function eachByName(
  { resources }: Pick<Asked, 'resources'>,
  property: string,
  judge: (name: string, resource: AskedResource) => Verdict | Promise<Verdict>,
): Promise<readonly Verdict[]> {
  const named = resources.flatMap((resource) => {
    const name = textOf(resource.properties[property]);
    return name === null ? [] : [{ name, resource }];
  });
  return Promise.all(named.map(({ name, resource }) => judge(name, resource)));
}

export function gone(name: string, { stackSet }: AskedResource, place: Place): Verdict {
  return fault(name, note`${name} is gone, though its stack is there.`, makeAgain(stackSet, place));
}
