import type { AccountId } from '../../src/domain/ids.ts';
import type { Instance, Place } from '../../src/sessions/instance.ts';

export function aPlace(accountName: string, region = 'ap-northeast-1'): Place {
  const digit = { dev: '4', stg: '5', prod: '6' }[accountName] ?? '1';
  return { account: digit.repeat(12) as AccountId, accountName, region };
}

/** One that runs and is reached, in the account `dev` unless told otherwise. */
export function anInstance(name: string, changes: Partial<Instance> & { readonly id: string }): Instance {
  return {
    ...aPlace('dev'),
    name,
    tags: { Name: name },
    platform: 'Linux',
    privateAddress: '10.0.0.1',
    agent: 'ONLINE',
    ...changes,
  };
}
