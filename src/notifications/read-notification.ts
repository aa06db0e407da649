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

/** What an event of the bus tells a person. Never throws. */
export function readNotification(raw: unknown, context: ReadingContext, now: string): Notification {
  const event = readBusEvent(raw, now);
  const { words, resourcePrefix } = context;
  switch (event.detailType) {
    case 'GuardDuty Finding':
      return readGuardDutyFinding(event, words);
    case 'Access Analyzer Finding':
      return readExternalAccess(event, words);
    case 'Unused Access Finding for IAM entities':
      return readUnusedAccess(event, words);
    case 'Config Rules Compliance Change':
      return readComplianceChange(event, context);
    case 'AWS Health Event':
      return readHealthEvent(event, words);
    case 'CloudWatch Alarm State Change':
      return readAlarm(event, resourcePrefix, words);
    case 'EC2 Image Builder Image State Change':
      return readImageState(event, words);
    case 'EC2 Image Builder Image Pipeline Automatically Disabled':
      return readPipelineDisabled(event, words);
    case 'AWS Console Sign In via CloudTrail':
    case 'AWS API Call via CloudTrail':
      return readCloudTrailRecord(event, context);
    default:
      return readOther(event, words);
  }
}

function readCloudTrailRecord(event: BusEvent, context: ReadingContext): Notification {
  const { words, breakGlassRoles, resourcePrefix } = context;
  if (textAt(event.detail, 'userIdentity', 'type') === 'Root') return readRootUse(event, words);
  const role = breakGlassRoleOf(event.detail, breakGlassRoles);
  return role === undefined ? readApiCall(event, resourcePrefix, words) : readBreakGlassUse(event, role, words);
}
