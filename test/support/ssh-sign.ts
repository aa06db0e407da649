import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A person who signs as `ssh-keygen -Y sign` does, where there is no ssh-keygen. */
export interface Signer {
  /** As `~/.ssh/id_ed25519.pub` has it. */
  readonly publicKey: string;
  sign(message: string | Uint8Array, namespace?: string): string;
}

export function aSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const blob = strings('ssh-ed25519', rawOf(publicKey));
  return {
    publicKey: `ssh-ed25519 ${blob.toString('base64')} reviewer`,
    sign(message, namespace = 'metsuke-access-review') {
      const hash = createHash('sha512').update(message).digest();
      const signed = Buffer.concat([Buffer.from('SSHSIG'), strings(namespace, '', 'sha512', hash)]);
      return armor(blob, namespace, strings('ssh-ed25519', sign(null, signed, privateKey)));
    },
  };
}

/** A security key, as OpenSSH's `ed25519-sk` is: it tells whether a person touched it. */
export function aSecurityKey({ isTouched = true } = {}): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const type = 'sk-ssh-ed25519@openssh.com';
  const blob = strings(type, rawOf(publicKey), 'ssh:');
  const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest();
  return {
    publicKey: `${type} ${blob.toString('base64')} reviewer`,
    sign(message, namespace = 'metsuke-access-review') {
      const hash = createHash('sha512').update(message).digest();
      const signed = Buffer.concat([Buffer.from('SSHSIG'), strings(namespace, '', 'sha512', hash)]);
      const seen = Buffer.from([isTouched ? 1 : 0, 0, 0, 0, 7]);
      const value = sign(null, Buffer.concat([sha256('ssh:'), seen, sha256(signed)]), privateKey);
      return armor(blob, namespace, Buffer.concat([strings(type, value), seen]));
    },
  };
}

function rawOf(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}

function armor(blob: Buffer, namespace: string, signature: Buffer): string {
  const body = Buffer.concat([
    Buffer.from('SSHSIG\0\0\0\x01', 'latin1'),
    strings(blob, namespace, '', 'sha512', signature),
  ]);
  const lines = body.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
}

function strings(...values: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.from(value as string);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return Buffer.concat([length, bytes]);
    }),
  );
}
