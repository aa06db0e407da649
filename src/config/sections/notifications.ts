import * as z from 'zod';
import { isTimeZone } from '../../domain/local-time.ts';
import { say } from '../../domain/say.ts';
import { roleName, timeOfDay } from './fields.ts';

const email = z.email(say`must be an e-mail address`);

const severity = z.number().min(0).max(10);

export const notificationsSection = z
  .strictObject({
    securityEmail: email.describe('Receives security notifications (SecurityNotificationEmail).'),
    allConfigurationEmail: email
      .optional()
      .describe('Receives every configuration event when subscribed (AllConfigurationEmail); default: securityEmail.')
      .meta({ examples: ['configuration@example.com'] }),
    subscribeToAllConfigurationTopic: z
      .boolean()
      .default(false)
      .describe('Subscribe allConfigurationEmail to every configuration event. Expect very much mail.'),
    enabled: z
      .boolean()
      .default(true)
      .describe(
        'Send messages about what Config, CloudTrail, GuardDuty and Health report in every governed account and region.',
      ),
    language: z.enum(['en', 'ja']).default('en').describe('Language of the messages.'),
    timeZone: z
      .string()
      .refine(isTimeZone, say`must be a time zone of the IANA database, such as Asia/Tokyo`)
      .default('Asia/Tokyo')
      .describe('Time zone of every time in a message, of the quiet hours and of the digest.'),
    minimumSeverity: severity
      .default(4)
      .describe(
        'From 0 to 10, as for GuardDuty (4 is medium, 7 high, 9 critical): an event below goes into the digest, without a message of its own.',
      ),
    groupHours: z
      .int()
      .min(1)
      .max(168)
      .default(24)
      .describe('Similar events on one resource within these hours send one message; the digest counts the others.'),
    messagesPerHour: z
      .int()
      .min(1)
      .max(1_000)
      .default(30)
      .describe(
        'More messages than these in an hour about one account go into the digest, unless they are high or critical (7 and above). The last one says so. All accounts together have ten times as many, beyond the first message of each.',
      ),
    quietHours: z
      .strictObject({
        from: timeOfDay.describe('The beginning.'),
        to: timeOfDay.describe('The end; before `from`: the next morning.'),
        exceptSeverity: severity
          .default(7)
          .describe('An event of this severity or above sends a message in quiet hours too.'),
      })
      .optional()
      .describe('In these hours Metsuke sends no message: events go into the digest.')
      .meta({ examples: [{ from: '22:00', to: '07:00' }] }),
    digest: z
      .strictObject({
        enabled: z.boolean().default(true).describe('Send the digest. An empty one is not sent.'),
        at: timeOfDay.default('09:00').describe('Time of day, in the time zone above.'),
      })
      .prefault({})
      .describe('One mail a day that sums up the events without a message of their own.'),
    breakGlassRoles: z
      .array(roleName)
      .default([])
      .describe('Roles for emergencies, in any account: each use sends a message with severity 8.'),
    slack: z
      .strictObject({
        workspaceId: z
          .string()
          .regex(/^T[A-Z0-9]{1,255}$/, say`must be a Slack workspace's id, such as T012ABCDEF`)
          .describe('The id of the workspace: T….'),
        channelId: z
          .string()
          .regex(/^[A-Z0-9]{1,255}$/, say`must be a Slack channel's id, such as C012ABCDEF`)
          .describe('The id of the channel: C….'),
      })
      .optional()
      .describe(
        'A Slack channel, through Amazon Q Developer in chat applications. Its workspace is authorized once in the console of the audit account.',
      )
      .meta({ examples: [{ workspaceId: 'T012ABCDEF', channelId: 'C012ABCDEF' }] }),
    webhook: z
      .strictObject({
        secret: z
          .string()
          .regex(/^metsuke\/[\w/+=.@-]{1,500}$/, say`must be the name of a secret that begins with metsuke/`)
          .describe(
            'Name of a secret of AWS Secrets Manager in the audit account: {"url": …, "header": …, "value": …}. It begins with metsuke/, since CloudFormation may read no other one.',
          ),
      })
      .optional()
      .describe('Any other receiver of HTTPS requests, through an EventBridge API destination.')
      .meta({ examples: [{ secret: 'metsuke/webhook' }] }),
  })
  .describe('Who receives which messages. Metsuke never writes an address to a plan, a log or the terminal.');
