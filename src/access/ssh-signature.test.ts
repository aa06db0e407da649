import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSecurityKey, aSigner } from '../../test/support/ssh-sign.ts';
import { MESSAGE, SIGNED } from '../../test/support/ssh-signatures.ts';
import { NAMESPACE } from './namespace.ts';
import { fingerprintOf, parseSshKey, parseSshSignature, whyNotSigned } from './ssh-signature.ts';

const message = Buffer.from(MESSAGE);

/** The key that a signature proves, if it proves any. */
function provenKey(text: string, of: Uint8Array = message): string | undefined {
  const signed = parseSshSignature(text);
  if (signed === undefined || whyNotSigned(of, signed, NAMESPACE) !== undefined) return undefined;
  return fingerprintOf(signed.key);
}

describe.each(Object.entries(SIGNED))('what ssh-keygen signed with %s', (_name, { key, signature }) => {
  const fingerprint = fingerprintOf(parseSshKey(key) ?? { blob: Buffer.alloc(0) });

  it('proves its key', () => {
    expect(provenKey(signature)).toBe(fingerprint);
    expect(provenKey(signature.replaceAll('\n', '\r\n'))).toBe(fingerprint);
  });

  it('proves nothing of another file', () => {
    expect(provenKey(signature, Buffer.from(`${MESSAGE} `))).toBeUndefined();
    expect(provenKey(signature, Buffer.from(''))).toBeUndefined();
  });

  it('proves nothing for another purpose', () => {
    const signed = parseSshSignature(signature);
    expect(signed && whyNotSigned(message, signed, 'git')).toContain('"metsuke-access-review"');
  });

  it('proves this key no more once any of its bits is another', () => {
    const bytes = Buffer.from(signature.split('\n').slice(1, -2).join(''), 'base64');
    fc.assert(
      fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(provenKey(armor(changed))).not.toBe(fingerprint);
      }),
    );
  });

  it('proves nothing where it is cut off or goes on', () => {
    const bytes = Buffer.from(signature.split('\n').slice(1, -2).join(''), 'base64');
    for (const cut of [0, 6, 10, 60, bytes.length - 1])
      expect(provenKey(armor(bytes.subarray(0, cut)))).toBeUndefined();
    expect(provenKey(armor(Buffer.concat([bytes, Buffer.from([0])])))).toBeUndefined();
  });
});

describe('keys on security keys', () => {
  it('count when a person touched them', () => {
    const key = aSecurityKey();
    expect(provenKey(key.sign(message))).toBe(fingerprintOf(parseSshKey(key.publicKey) ?? { blob: Buffer.alloc(0) }));
  });

  it('count for nothing when nobody did', () => {
    expect(provenKey(aSecurityKey({ isTouched: false }).sign(message))).toBeUndefined();
  });
});

it('what the tests sign is what ssh-keygen signs', () => {
  const signer = aSigner();
  expect(provenKey(signer.sign(message))).toBeDefined();
  expect(provenKey(signer.sign(message, 'file'))).toBeUndefined();
});

it.each([
  { what: 'nothing', text: '' },
  { what: 'a signature without armour', text: 'U1NIU0lHAAAAAQ==' },
  { what: 'a signature of PGP', text: '-----BEGIN PGP SIGNATURE-----\nU1NIU0lH\n-----END PGP SIGNATURE-----' },
  { what: 'two signatures', text: `${aSigner().sign('a')}${aSigner().sign('a')}` },
])('$what is no signature', ({ text }) => expect(parseSshSignature(text)).toBeUndefined());

it.each([
  { what: 'nothing', text: '' },
  { what: 'a key of DSA', text: 'ssh-dss AAAAB3NzaC1kc3MAAACBAP' },
  {
    what: 'a type that differs from that of the key',
    text: SIGNED['ecdsa-256']?.key.replace('nistp256', 'nistp384') ?? '',
  },
  { what: 'a key with something behind it', text: `${SIGNED['ed25519-256']?.key.split(' ')[1]}AAAA` },
])('$what is no key', ({ text }) => expect(parseSshKey(text)).toBeUndefined());

function armor(bytes: Buffer): string {
  return `-----BEGIN SSH SIGNATURE-----\n${bytes.toString('base64')}\n-----END SSH SIGNATURE-----\n`;
}
