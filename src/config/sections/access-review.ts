import * as z from 'zod';
import { say } from '../../domain/say.ts';
import { region } from './fields.ts';

/** A line of `~/.ssh/*.pub`: type, key, and a comment that means nothing. */
const SSH_KEY =
  /^(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]+={0,2}(?: .*)?$/;

/** Not an alias, which can be pointed at another key. */
const KMS_KEY = /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/;

const reviewer = z
  .strictObject({
    name: z.string().min(1).max(100).describe('Who it is, as reviews name them.'),
    key: z
      .string()
      .regex(SSH_KEY, say`must be a public key, as in ~/.ssh/id_ed25519.pub`)
      .optional()
      .describe('Their public key of SSH: Ed25519, ECDSA or RSA, also of a security key.'),
    kmsKey: z
      .string()
      .regex(KMS_KEY, say`must be the ARN of a KMS key, and not of an alias`)
      .optional()
      .describe('Instead: a KMS key for signatures (RSA or ECC), with which only they or a role of theirs may sign.'),
    accounts: z
      .array(z.string().regex(/^\d{12}$/, say`must be the 12 digits of an account, in quotes`))
      .min(1)
      .describe('Ids of the accounts whose access they confirm.'),
  })
  .refine(({ key, kmsKey }) => (key === undefined) !== (kmsKey === undefined), say`needs either key or kmsKey`);

export const accessReviewSection = z
  .strictObject({
    identityCenterRegion: region
      .optional()
      .describe('The region of IAM Identity Center. Absent: `homeRegion`.')
      .meta({ examples: ['us-east-1'] }),
    reviewers: z
      .array(reviewer)
      .default([])
      .describe('Owners of accounts: a review counts when one of them has signed it for an account of theirs.'),
  })
  .prefault({})
  .describe('Who confirms who has which access: `metsuke access review`.');
