import { say } from '../domain/say.ts';
import type { PublicKey, PublicKeys } from '../evidence/public-keys.ts';
import { type ConnectOptions, clientOptionsOf } from './client-options.ts';
import { makeClients } from './clients.ts';
import { credentialsFrom } from './credentials.ts';
import { listAll } from './pages.ts';
import { required } from './required.ts';

/** The public keys of CloudTrail, as any account may ask for them in any region. Opened, it has asked AWS nothing. */
export function openPublicKeys(options: ConnectOptions): PublicKeys {
  const clients = makeClients(clientOptionsOf(options), credentialsFrom(options.environment, options.profile));
  return {
    source: say`ListPublicKeys of CloudTrail`,
    async list(region, from, to) {
      const cloudTrail = await clients('cloudtrail', region);
      const keys = await listAll(async (token) => {
        const page = await cloudTrail.listPublicKeys({ StartTime: from, EndTime: to, NextToken: token });
        return { items: page.PublicKeyList, next: page.NextToken };
      });
      return keys.map(
        ({ Fingerprint, Value, ValidityStartTime, ValidityEndTime }): PublicKey => ({
          fingerprint: required(Fingerprint, 'Fingerprint'),
          value: Buffer.from(required(Value, 'Value')).toString('base64'),
          ...(ValidityStartTime === undefined ? {} : { validFrom: ValidityStartTime.toISOString() }),
          ...(ValidityEndTime === undefined ? {} : { validTo: ValidityEndTime.toISOString() }),
        }),
      );
    },
  };
}
