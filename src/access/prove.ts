import type { ObjectStore } from '../archive/object-store.ts';
import { rootsOf } from '../archive/tables/aws-logs.ts';
import { say } from '../domain/say.ts';
import { forCsv } from '../domain/text/media.ts';
import { type Confirmed, hashOfSheet, sheetKeys } from './confirmed.ts';
import { parseCsv } from './csv.ts';
import { isKmsSignature, parseKmsSignature } from './kms-signature.ts';
import { NAMESPACE } from './namespace.ts';
import { GIVEN, rowCells } from './sheet.ts';
import { fingerprintOf, parseSshSignature, whyNotSigned } from './ssh-signature.ts';

/**
 * Why the signed sheet that is kept beside a review does not prove what the review says, as a sentence; undefined: it does.
 * It proves that the key signed it; whose key it was, metsuke.yaml said when it was imported.
 */
export async function whyUnproven(archive: ObjectStore, review: Confirmed): Promise<string | undefined> {
  const keys = sheetKeys(review);
  const [sheet, signature] = await Promise.all([read(archive, keys.sheet), read(archive, keys.signature)]);
  if (sheet === undefined || signature === undefined) return say`Its sheet or signature is gone.`;
  if (hashOfSheet(sheet) !== review.sheetSha256) return say`Its sheet was changed.`;
  const problem = review.signingKey.startsWith('SHA256:')
    ? whyNotOfSsh(review, sheet, signature)
    : whyNotOfKms(sheet, signature, await read(archive, keys.publicKey));
  if (problem !== undefined) return problem;
  return saysTheSame(review, sheet) ? undefined : say`Its rows differ from those of the sheet that was signed.`;
}

async function read(archive: ObjectStore, key: string): Promise<Uint8Array | undefined> {
  for (const root of await rootsOf(archive, 'access-reviews/')) {
    for await (const object of archive.list(`${root}${key}`)) {
      if (object.key === `${root}${key}`) return (await archive.get(object.key)).body;
    }
  }
  return undefined;
}

function whyNotOfSsh({ signingKey }: Confirmed, sheet: Uint8Array, signature: Uint8Array): string | undefined {
  const signed = parseSshSignature(Buffer.from(signature).toString());
  if (signed === undefined || fingerprintOf(signed.key) !== signingKey) return say`Its signature is of another key.`;
  return whyNotSigned(sheet, signed, NAMESPACE);
}

function whyNotOfKms(sheet: Uint8Array, signature: Uint8Array, key: Uint8Array | undefined): string | undefined {
  const value = parseKmsSignature(Buffer.from(signature).toString());
  if (key === undefined || value === undefined) return say`Its sheet or signature is gone.`;
  return isKmsSignature(Buffer.from(key).toString(), sheet, value) ? undefined : say`Its signature is of another key.`;
}

function saysTheSame(review: Confirmed, sheet: Uint8Array): boolean {
  const [, ...lines] = parseCsv(sheet);
  if (lines.length !== review.lines.length) return false;
  return review.lines.every(({ row, decision, remark }, at) => {
    const cells = lines[at] ?? [];
    const [expected = []] = parseCsv(Buffer.from(rowCells(review, row, at).map(forCsv).join(',')));
    const [given = '', said = ''] = cells.slice(GIVEN.length);
    return (
      expected.every((cell, column) => cells[column] === cell) &&
      given.trim().toLowerCase() === decision &&
      said === remark
    );
  });
}
