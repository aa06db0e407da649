import type { AccountId } from '../domain/ids.ts';
import type { IdentityPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { required } from './required.ts';

export function makeIdentity(clients: Clients, region: string): IdentityPort {
  return {
    async readCaller() {
      const sts = await clients('sts', region);
      const { Account, Arn = '' } = await sts.getCallerIdentity({});
      return { accountId: required(Account, 'the account of the caller') as AccountId, arn: Arn };
    },
  };
}
