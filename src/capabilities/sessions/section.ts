import * as z from 'zod';
import { logGroupRetention } from '../../config/sections/fields.ts';
import { say } from '../../domain/say.ts';
import { sessionEndpoints } from './endpoints/section.ts';

const shellProfile = z.string().max(512).default('');

export const sessionsSection = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'Deploy preferences, a log group and a role for instances to every governed account. That costs nothing; the logs of sessions are charged by CloudWatch Logs.',
      ),
    asDefault: z
      .boolean()
      .default(true)
      .describe(
        'Apply the same preferences to sessions that name no document: Metsuke makes another version of SSM-SessionManagerRunShell the default one, and a destroy restores the one before.',
      ),
    defaultHostManagement: z
      .boolean()
      .default(true)
      .describe('Let Systems Manager reach instances that have no instance profile for it.'),
    kmsKey: z
      .boolean()
      .default(false)
      .describe(
        'Encrypt sessions and their log with a key of each account and region, beside the TLS that they have anyway. A key costs about 1 USD a month.',
      ),
    idleTimeoutMinutes: z.int().min(1).max(60).default(20).describe('Minutes after which an idle session ends.'),
    maxDurationMinutes: z.int().min(1).max(1_440).default(480).describe('Minutes after which any session ends.'),
    runAs: z
      .strictObject({
        enabled: z
          .boolean()
          .default(false)
          .describe('Run sessions as the user of the instance that the IAM tag SSMSessionRunAs of the person names.'),
        defaultUser: z
          .string()
          .regex(/^[a-z_][a-z0-9_-]{0,31}$/, say`must be the name of a user of the instance`)
          .optional()
          .describe('For people without that tag; without it they get no session.')
          .meta({ examples: ['operator'] }),
      })
      .prefault({})
      .describe('The user that a session runs as on Linux; default: ssm-user, who may become root.'),
    shellProfile: z
      .strictObject({
        linux: shellProfile.describe('Shell commands at the beginning of a session on Linux.'),
        windows: shellProfile.describe('PowerShell commands at the beginning of a session on Windows.'),
      })
      .prefault({})
      .describe('What every session begins with.'),
    retentionDays: logGroupRetention.default(365),
    endpoints: sessionEndpoints,
    operators: z
      .strictObject({
        tag: z
          .string()
          .regex(/^[\w.:/+@-]{1,128}$/, say`must be the key of a tag`)
          .describe('Key of the tag of instances that operators may enter.')
          .meta({ examples: ['Environment'] }),
        values: z.array(z.string().min(1).max(256)).min(1).describe('Values of that tag; `*` stands for anything.'),
        portForwarding: z
          .boolean()
          .default(false)
          .describe('Let operators forward ports, too. No log records what goes through a port.'),
      })
      .optional()
      .describe(
        'Make two managed policies in every account: for the roles of people who open sessions, and of people who only look on.',
      )
      .meta({ examples: [{ tag: 'Environment', values: ['development'] }] }),
  })
  .prefault({})
  .describe('Sessions on instances without keys (AWS Systems Manager Session Manager).');
