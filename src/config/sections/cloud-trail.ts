import * as z from 'zod';
import { say } from '../../domain/say.ts';
import { logGroupRetention } from './fields.ts';

export const cloudTrailSection = z
  .strictObject({
    mode: z
      .enum(['ORGANIZATION', 'ACCOUNT', 'OFF'])
      .default('ORGANIZATION')
      .describe(
        'ORGANIZATION: one trail of the management account for all accounts. ACCOUNT: a trail in every governed account. OFF: Metsuke makes no trail.',
      ),
    encryption: z
      .enum(['SSE_S3', 'SSE_KMS'])
      .default('SSE_S3')
      .describe('SSE_KMS encrypts log files with a key of the log account; a disabled key means lost logs.'),
    dataEvents: z
      .array(z.enum(['S3', 'LAMBDA', 'DYNAMODB']))
      .default([])
      .describe('Reads and writes of data, charged per event: off unless listed.'),
    insights: z
      .array(z.enum(['ApiCallRateInsight', 'ApiErrorRateInsight']))
      .default([])
      .describe('Unusual rates of calls and errors, charged per event analysed: off unless listed.'),
    logGroup: z
      .strictObject({
        enabled: z.boolean().default(true).describe('Send events to CloudWatch Logs too, which the alarms need.'),
        retentionDays: logGroupRetention.default(90),
      })
      .prefault({})
      .describe('The log group of the organization trail.'),
    alarms: z
      .boolean()
      .default(true)
      .describe('Metric filters and alarms of the CIS AWS Foundations Benchmark on the log group.'),
    otherTrails: z
      .array(
        z
          .string()
          .regex(
            /^arn:aws[\w-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[\w.-]{3,128}$/,
            say`must be the ARN of a trail, such as arn:aws:cloudtrail:ap-northeast-1:111111111111:trail/old`,
          ),
      )
      .default([])
      .describe(
        'Trails that Metsuke did not make and that deliver into the log archive too, by ARN. While a mode is on, the archive accepts the trail of Metsuke and these only.',
      ),
    objectLock: z
      .strictObject({
        enabled: z.boolean().default(false).describe('Make the bucket and let the trail deliver into it.'),
        mode: z
          .enum(['GOVERNANCE', 'COMPLIANCE'])
          .default('GOVERNANCE')
          .describe('In COMPLIANCE mode nobody, not even AWS, can delete a log file before its time.'),
        days: z.int().min(1).max(36_500).default(365).describe('Days for which a log file cannot be deleted.'),
      })
      .prefault({})
      .describe('A bucket with Object Lock for the trail alone. AWS Config cannot deliver into such a bucket.'),
  })
  .prefault({})
  .describe('Who did what: AWS CloudTrail into the log archive.');
