import { createPublicKey } from 'node:crypto';
import { type ConnectOptions, clientOptionsOf } from './client-options.ts';
import { makeClients } from './clients.ts';
import { credentialsFrom } from './credentials.ts';
import { required } from './required.ts';

/** @param arn of an asymmetric key, whose policy lets the caller ask. @returns PEM */
export async function readKmsPublicKey(options: ConnectOptions, arn: string): Promise<string> {
  const clients = makeClients(clientOptionsOf(options), credentialsFrom(options.environment, options.profile));
  const kms = await clients('kms', arn.split(':')[3] ?? options.region);
  const { PublicKey } = await kms.getPublicKey({ KeyId: arn });
  const key = createPublicKey({ key: Buffer.from(required(PublicKey, 'PublicKey')), format: 'der', type: 'spki' });
  return key.export({ type: 'spki', format: 'pem' }).toString();
}
