import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';

/** An account and a region to look in. */
export interface Place {
  readonly account: AccountId;
  readonly accountName: string;
  readonly region: string;
}

/** An EC2 instance that runs. */
export interface Instance extends Place {
  readonly id: string;
  /** The tag `Name`; empty when there is none. */
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly platform: 'Linux' | 'Windows';
  readonly privateAddress: string;
  /** What Systems Manager knows of it: only ONLINE opens a session. UNMANAGED: its agent never reported. */
  readonly agent: 'ONLINE' | 'LOST' | 'UNMANAGED';
}

export function describeInstance({ id, name, account, accountName, region }: Instance): string {
  const whose = accountName === account ? account : `${accountName} (${account})`;
  return say`${name || say`(no name)`} ${id} in ${whose} ${region}`;
}
