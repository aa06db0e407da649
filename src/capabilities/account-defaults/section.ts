import * as z from 'zod';

/** Bounds of UpdateAccountPasswordPolicy; the values of the CIS AWS Foundations Benchmark. */
const passwordPolicy = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Set a password policy for IAM users.'),
    minimumLength: z.int().min(6).max(128).default(14).describe('Characters that a password has at least.'),
    reusePrevention: z.int().min(1).max(24).default(24).describe('Former passwords that cannot be used again.'),
    maxAgeDays: z
      .int()
      .min(1)
      .max(1095)
      .optional()
      .meta({ examples: [90] })
      .describe('Days after which a password ends; left out: never.'),
    requireSymbols: z.boolean().default(false).describe('A password needs a symbol.'),
    requireNumbers: z.boolean().default(false).describe('A password needs a digit.'),
    requireUppercase: z.boolean().default(false).describe('A password needs a capital letter.'),
    requireLowercase: z.boolean().default(false).describe('A password needs a small letter.'),
    usersMayChange: z.boolean().default(true).describe('IAM users may change their own passwords.'),
  })
  .prefault({})
  .describe('Password policy of IAM users of every governed account; its values are those of CIS.');

/** Lengths of PutAlternateContact. */
const contact = z
  .strictObject({
    name: z.string().min(1).max(64).describe('Name of the person or team.'),
    title: z.string().min(1).max(50).describe('Title of the person or team.'),
    email: z.email().max(254).describe('Mail address.'),
    phone: z
      .string()
      .regex(/^[\s0-9()+-]+$/)
      .max(25)
      .describe('Phone number: digits, blanks, `+`, `-` and parentheses.'),
  })
  .optional()
  .meta({
    examples: [{ name: 'CSIRT', title: 'Team', email: 'csirt@example.com', phone: '+81 3 0000 0000' }],
  });

function policyOf(enabled: z.ZodDefault<z.ZodBoolean>) {
  return z
    .strictObject({
      enabled,
      targets: z
        .array(z.string().min(1))
        .min(1)
        .default(['root'])
        .describe('Where the policy is attached: `root`, ids of organizational units, or paths as `Workloads/Prod`.'),
    })
    .prefault({});
}

export const accountDefaultsSection = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'Give every governed account the defaults below. What was set before comes back when it is switched off.',
      ),
    ebsEncryption: z.boolean().default(true).describe('New EBS volumes are encrypted, in every governed region.'),
    ebsKey: z
      .string()
      .regex(/^(alias\/[\w/-]+|arn:[\w-]+:kms:[\w-]+:\d{12}:(key|alias)\/[\w/-]+)$/)
      .optional()
      .meta({ examples: ['alias/volumes'] })
      .describe('KMS key of new EBS volumes: an alias that every account and region has, or an ARN. Left out: stays.'),
    imdsV2: z
      .boolean()
      .default(true)
      .describe(
        'New instances answer for their metadata with a token only (IMDSv2), unless they are launched otherwise.',
      ),
    blockPublicSnapshots: z.boolean().default(true).describe('Nobody shares EBS snapshots with everybody.'),
    blockPublicImages: z.boolean().default(true).describe('Nobody shares machine images with everybody.'),
    blockPublicDocuments: z
      .boolean()
      .default(true)
      .describe('Nobody shares documents of Systems Manager with everybody.'),
    blockPublicBuckets: policyOf(
      z
        .boolean()
        .default(false)
        .describe(
          'Attach an S3 policy that blocks all public access to buckets and objects. It stops what is public now.',
        ),
    ).describe('No bucket and no object is public in any account, by a policy of the organization.'),
    aiOptOut: policyOf(
      z
        .boolean()
        .default(false)
        .describe(
          'Attach a policy that opts out of the use of your content by AI services of AWS, now and later. No unit below says otherwise.',
        ),
    ).describe('AWS does not use what its AI services are given to improve them.'),
    contacts: z
      .strictObject({
        security: contact.describe('The security team: findings and abuse.'),
        operations: contact.describe('The operations team: availability and maintenance.'),
        billing: contact.describe('Whom invoices and payments concern.'),
      })
      .prefault({})
      .describe('Whom AWS writes to about every governed account, beside its own address. Left out: stays.'),
    passwordPolicy,
    removeDefaultVpcs: z
      .boolean()
      .default(false)
      .describe('Delete default VPCs in which there is no network interface, gateway or endpoint.'),
  })
  .prefault({})
  .describe('What every account starts with, where CloudFormation has no resource for it.');
