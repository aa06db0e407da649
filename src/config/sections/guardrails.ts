import * as z from 'zod';
import { say } from '../../domain/say.ts';
import { region, unitReference } from './fields.ts';

const targets = z
  .array(unitReference)
  .min(1)
  .default(['root'])
  .describe('Where the policy is attached. It never binds the management account.');

/** A name of a role, with its path or not, in which `*` stands for any characters. */
const rolePattern = z
  .string()
  .regex(
    /^(?!\/)[\w+=,.@*/-]{1,512}$/,
    say`must be the name of an IAM role, with its path before it if it has one (aws-reserved/sso.amazonaws.com/*/Admin_*)`,
  )
  .refine((role) => /[\w+=,.@-]{3}/.test(role.split('/').at(-1) ?? ''), say`would exempt every role: name more of it`);

const exemptRoles = z
  .array(
    z.union([
      rolePattern,
      z.strictObject({
        role: rolePattern.describe('Name of the role, with its path; `*` stands for any characters.'),
        accounts: z
          .array(z.string().regex(/^\d{12}$/, say`must be the 12 digits of an account, in quotes`))
          .min(1)
          .describe('Ids of the accounts in which the role is exempt.'),
      }),
    ]),
  )
  .default([])
  .describe(
    'Roles that the policy does not bind, and that no one else may make or change: a name in every account, a path and a name with `*` (those of IAM Identity Center: `aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_AdministratorAccess_*`), or a role with the accounts in which it is exempt.',
  );

const action = z
  .string()
  .regex(
    /^[a-z0-9-]{1,63}:[\w*?]{1,100}$/,
    say`must be an action with its service, such as "lambda:CreateFunction" or "bedrock:Get*"`,
  );

const inferenceProfile = z
  .string()
  .regex(/^[a-z][a-z-]{1,31}$/, say`must be the prefix of inference profiles, such as "jp" or "global"`);

const regionRestriction = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Attach the service control policy.'),
    targets,
    allowedRegions: z
      .array(region)
      .default([])
      .describe('Regions allowed besides the home region and the governed regions.'),
    exemptActions: z
      .array(action)
      .default([])
      .describe('Actions that work in every region, besides those of global services. `alsoAllow` opens less.'),
    alsoAllow: z
      .array(
        z.strictObject({
          regions: z.array(region).min(1).describe('Regions in which the actions work, besides the allowed ones.'),
          actions: z.array(action).min(1).describe('What works there; everything else stays denied.'),
        }),
      )
      .default([])
      .describe('Actions that work in more regions. For a service that must be used in us-east-1.')
      .meta({ examples: [[{ regions: ['us-east-1'], actions: ['lambda:*', 'logs:*'] }]] }),
    bedrockProfiles: z
      .array(inferenceProfile)
      .default([])
      .describe(
        'Inference profiles of Amazon Bedrock that may compute in other regions. The prefix of their names (jp, apac, us, eu, global), or `application` for every application inference profile. Prompts leave the allowed regions with them.',
      ),
    exemptRoles,
  })
  .prefault({})
  .describe('Deny everything outside the allowed regions, except services that are global.');

const protectBaseline = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Attach the service control policy.'),
    targets,
    exemptRoles,
  })
  .prefault({})
  .describe(
    'Nobody but the roles of Metsuke stops or changes recorders, trails, detectors, rules, topics, log buckets, roles and stacks of the baseline.',
  );

const leaveOrganization = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Attach the service control policy.'),
    targets,
  })
  .prefault({})
  .describe('No account leaves the organization or closes itself.');

const rootUser = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Attach the service control policy.'),
    targets,
  })
  .prefault({})
  .describe('The root user of a member account can do nothing.');

const confusedDeputy = z
  .strictObject({
    enabled: z.boolean().default(false).describe('Attach the resource control policy.'),
    targets,
    allowedAccounts: z
      .array(z.string().regex(/^\d{12}$/, say`must be the 12 digits of an account, in quotes`))
      .default([])
      .describe('Accounts outside the organization on whose behalf services may still come: those of a vendor.'),
  })
  .prefault({})
  .describe(
    'AWS services reach buckets, queues, keys, secrets and roles on behalf of accounts of the organization only.',
  );

const ec2Settings = z
  .strictObject({
    enabled: z.boolean().default(false).describe('Attach the declarative policy.'),
    targets,
    imdsV2: z.boolean().default(true).describe('New instances use version 2 of the instance metadata service.'),
    blockPublicImages: z.boolean().default(true).describe('No image can be shared with everybody.'),
    blockPublicSnapshots: z.boolean().default(true).describe('No snapshot can be shared with everybody.'),
    serialConsole: z.boolean().default(false).describe('Whether the serial console of instances may be used.'),
  })
  .prefault({})
  .describe('Settings that Amazon EC2 enforces in every account and region.');

export const guardrailsSection = z
  .strictObject({
    regionRestriction,
    protectBaseline,
    leaveOrganization,
    rootUser,
    confusedDeputy,
    ec2Settings,
    mayStop: z
      .array(rolePattern)
      .default([])
      .describe(
        'Roles of stack sets of others, or of Control Tower, that the policies may stop. `plan` refuses to stop any other.',
      ),
  })
  .prefault({})
  .describe('Organization policies.');
