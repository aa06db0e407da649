import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { Signer } from '../evidence/bundle/signer.ts';
import { readInput } from './read-input.ts';
import { connectOptions, type Session } from './session.ts';

export interface SignerOptions {
  /** A file. */
  readonly signKey?: string;
  /** Id, ARN or alias of a key of AWS KMS. */
  readonly signKms?: string;
}

/** Who puts a name under a seal; undefined: nobody. */
export async function openSigner(
  session: Session,
  { signKey, signKms }: SignerOptions,
  region: string,
): Promise<Signer | undefined> {
  if (signKey !== undefined && signKms !== undefined) {
    throw new MetsukeError('usage', say`--sign-key and --sign-kms exclude each other.`);
  }
  if (signKms !== undefined) {
    const { openKmsSigner } = await import('../aws/kms-signer.ts');
    return openKmsSigner(connectOptions(session, region), signKms);
  }
  if (signKey === undefined) return undefined;
  const { makeFileSigner } = await import('../evidence/bundle/signer.ts');
  return makeFileSigner(await readInput(signKey), signKey);
}
