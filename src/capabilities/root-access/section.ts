import * as z from 'zod';

export const rootAccessSection = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'Let IAM manage the root users of member accounts centrally. The audit account becomes the delegated administrator of IAM.',
      ),
    sessions: z
      .boolean()
      .default(true)
      .describe(
        'Root sessions: what only a root user can do, such as opening a bucket that its policy locks, is done from the management account or the audit account, without credentials of root users.',
      ),
    removeCredentials: z
      .boolean()
      .default(false)
      .describe(
        'Delete passwords, access keys, MFA devices and signing certificates of root users of members. Only a password comes back, by recovery.',
      ),
  })
  .prefault({})
  .describe('Root users of member accounts, managed centrally by IAM.');
