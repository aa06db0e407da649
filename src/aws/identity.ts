import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { IdentityPort } from '../engine/observe/ports.ts';
import type { Caller } from '../engine/observe/snapshot.ts';
import type { Clients } from './clients.ts';
import { required } from './required.ts';

export function makeIdentity(clients: Clients, region: string): IdentityPort {
  const ask = async (): Promise<Caller> => {
    const sts = await clients('sts', region);
    const { Account, Arn = '' } = await sts.getCallerIdentity({});
    return { accountId: required(Account, say`the account of the caller`) as AccountId, arn: Arn };
  };
  // Credentials are renewed, never exchanged for somebody else's: one answer holds for the whole run.
  let known: Promise<Caller> | undefined;
  return {
    readCaller() {
      known ??= ask().catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      return known;
    },
  };
}
