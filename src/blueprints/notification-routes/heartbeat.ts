import { HEARTBEAT_HOURS } from '../../domain/heartbeat.ts';
import { NAMES } from '../../domain/names.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { ours } from '../ours.ts';

/** Goes the way of every notification, so that a way which is interrupted is known before something must be told. */
export function addHeartbeat(scope: Scope, cdk: typeof Cdk, target: Cdk.aws_events.CfnRule.TargetProperty): void {
  new cdk.aws_events.CfnRule(scope, 'HeartbeatRule', {
    name: cdk.Fn.sub(ours(NAMES.rule.heartbeat)),
    description: 'A sign of life on the way to the audit account. Nobody is told of it',
    state: 'ENABLED',
    scheduleExpression: `rate(${HEARTBEAT_HOURS} hours)`,
    targets: [target],
  });
}
