import * as z from 'zod';
import { say } from '../../domain/say.ts';
import { region, roleName, unitReference } from './fields.ts';

const targets = z
  .array(unitReference)
  .min(1)
  .default(['root'])
  .describe('Where the policy is attached. It never binds the management account.');

const exemptRoles = z
  .array(roleName)
  .default([])
  .describe('Names of roles, in any account, that the policy does not bind; `*` is not allowed.');

const regionRestriction = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Attach the service control policy.'),
    targets,
    allowedRegions: z
      .array(region)
      .default([])
      .describe('Regions allowed besides the home region and the governed regions.'),
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
  .strictObject({ regionRestriction, protectBaseline, leaveOrganization, rootUser, confusedDeputy, ec2Settings })
  .prefault({})
  .describe('Organization policies.');
