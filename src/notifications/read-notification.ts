import type { BusEvent } from './bus-event.ts';
import { readBusEvent } from './bus-event.ts';
import { textAt } from './json-reading.ts';
import type { Notification } from './notification.ts';
import type { Policy } from './policy.ts';
import type { RuleFacts } from './rule-facts.ts';
import { readExternalAccess, readUnusedAccess } from './sources/access-analyzer.ts';
import { readAlarm } from './sources/alarm.ts';
import { readApiCall } from './sources/api-call.ts';
import { breakGlassRoleOf, readBreakGlassUse } from './sources/break-glass.ts';
import { readComplianceChange } from './sources/config.ts';
import { readGuardDutyFinding } from './sources/guard-duty.ts';
import { readHealthEvent } from './sources/health.ts';
import { readImageState, readPipelineDisabled } from './sources/image-builder.ts';
import { readOther } from './sources/other.ts';
import { readRootUse } from './sources/root.ts';
import type { Words } from './words/words.ts';

/** What is known beside the event. */
export interface ReadingContext extends Pick<Policy, 'resourcePrefix' | 'breakGlassRoles'> {
  readonly words: Words;
  readonly rules: RuleFacts;
}

/**
 * What an event of the bus tells a person. Never throws. The detail says whose account it is, and is believed only where the
 * source is the service that sends such events: any account can send an event of any type from a source of its own.
 */
export function readNotification(raw: unknown, context: ReadingContext, now: string): Notification {
  const event = readBusEvent(raw, now);
  const { words, resourcePrefix } = context;
  if (isRecord(event)) return readCloudTrailRecord(event, context);
  switch (`${event.source}: ${event.detailType}`) {
    case 'aws.guardduty: GuardDuty Finding':
      return readGuardDutyFinding(event, words);
    case 'aws.access-analyzer: Access Analyzer Finding':
      return readExternalAccess(event, words);
    case 'aws.access-analyzer: Unused Access Finding for IAM entities':
      return readUnusedAccess(event, words);
    case 'aws.config: Config Rules Compliance Change':
      return readComplianceChange(event, context);
    case 'aws.health: AWS Health Event':
      return readHealthEvent(event, words);
    case 'aws.cloudwatch: CloudWatch Alarm State Change':
      return readAlarm(event, resourcePrefix, words);
    case 'aws.imagebuilder: EC2 Image Builder Image State Change':
      return readImageState(event, words);
    case 'aws.imagebuilder: EC2 Image Builder Image Pipeline Automatically Disabled':
      return readPipelineDisabled(event, words);
    default:
      return readOther(event, words);
  }
}

/** Of a call, the source is the service that was called. Events of partners have sources that begin with `aws.`, too. */
function isRecord({ source, detailType }: BusEvent): boolean {
  const isOfAws = source.startsWith('aws.') && !source.startsWith('aws.partner/');
  return isOfAws && ['AWS Console Sign In via CloudTrail', 'AWS API Call via CloudTrail'].includes(detailType);
}

function readCloudTrailRecord(event: BusEvent, context: ReadingContext): Notification {
  const { words, breakGlassRoles, resourcePrefix } = context;
  if (textAt(event.detail, 'userIdentity', 'type') === 'Root') return readRootUse(event, words);
  const role = breakGlassRoleOf(event.detail, breakGlassRoles);
  return role === undefined ? readApiCall(event, resourcePrefix, words) : readBreakGlassUse(event, role, words);
}
