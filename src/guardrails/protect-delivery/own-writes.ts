import type { Config } from '../../config/schema.ts';
import { ARCHIVE_BUCKETS } from '../../domain/bucket-names.ts';
import { NAMES } from '../../domain/names.ts';
import { arnsOf, type NamedType } from '../../domain/namespace.ts';
import type { Protection } from '../protection.ts';

/** Roles that write mails, records and files of the archive. With `*`, since a policy has few characters. */
const WRITERS = [NAMES.role.eventForwarding, NAMES.role.imageBuild, 'Log*', 'Notification*'];

/**
 * Mails, what the formatter remembers, the logs of streams and the files of the archive come from roles of ours alone,
 * and from AWS's own services, which no such policy binds.
 */
export function ownWrites({ resourcePrefix: prefix }: Config): Protection {
  return {
    sid: 'OwnWrites',
    denied: [
      'dynamodb:BatchWriteItem',
      'dynamodb:DeleteItem',
      'dynamodb:PartiQLDelete',
      'dynamodb:PartiQLInsert',
      'dynamodb:PartiQLUpdate',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'events:InvokeApiDestination',
      'events:PutEvents',
      'firehose:PutRecord*',
      'lambda:Invoke*',
      's3:PutObject',
      'sns:Publish',
      'sqs:SendMessage',
    ],
    resources: [
      ...ours(prefix, [
        'AWS::DynamoDB::Table',
        'AWS::Events::ApiDestination',
        'AWS::Events::EventBus',
        'AWS::KinesisFirehose::DeliveryStream',
        'AWS::Lambda::Function',
        'AWS::SNS::Topic',
        'AWS::SQS::Queue',
      ]),
      ...ARCHIVE_BUCKETS.map((kind) => `s3:::${prefix}-${kind}-*`),
    ],
    doneBy: WRITERS.map((name) => `${prefix}-${name}`),
  };
}

function ours(prefix: string, types: readonly NamedType[]): readonly string[] {
  return arnsOf(types, { prefix, region: '*', account: '*' });
}
