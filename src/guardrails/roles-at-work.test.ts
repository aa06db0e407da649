import { expect, it } from 'vitest';
import { aConfig, FACTS, HOME_REGION } from '../../test/support/cloudformation-fixture.ts';
import { type DeployedResource, deployedResources, EVERYTHING, THE_REST } from '../../test/support/named.ts';
import type { JsonObject } from '../domain/json.ts';
import { arnsOf } from '../domain/namespace.ts';
import { wildcard } from '../domain/text/wildcard.ts';
import { GUARDRAILS } from './catalog.ts';
import { isGuardrailEnabled } from './guardrail.ts';
import { denyingStatement, type PolicyRequest } from './preview/evaluate.ts';

const isLike = (pattern: string, text: string) => wildcard(pattern).test(text);
const concrete = (pattern: string) => pattern.replaceAll('*', 'x1');

/** Of what has a name of ours, one of each kind that a role could be let at with a wide pattern. */
function oursIn(account: string, prefix: string): readonly string[] {
  const patterns = arnsOf(['AWS::Logs::LogGroup', 'AWS::S3::Bucket', 'AWS::SNS::Topic', 'AWS::SQS::Queue'], {
    prefix,
    region: HOME_REGION,
    account,
  });
  return [...patterns.map(concrete), `s3:::${prefix}-logs-x1/x1/AWSLogs/x1.gz`].map((arn) => `arn:aws:${arn}`);
}

/** What the inline policies of a role allow, one action on one resource each. */
function allowedBy(role: JsonObject): readonly { readonly action: string; readonly resource: string }[] {
  const policies = (role.Policies ?? []) as readonly JsonObject[];
  return policies
    .flatMap(({ PolicyDocument }) => (PolicyDocument as JsonObject).Statement as readonly JsonObject[])
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) =>
          [Resource].flat().map((resource) => ({ action: String(action), resource: String(resource) })),
        ),
    );
}

/** Each call that the role may make on something of ours, as a request. */
function requestsOf({ properties, account }: DeployedResource, prefix: string): readonly PolicyRequest[] {
  const context = {
    'aws:principalarn': [`arn:aws:iam::${account}:role/${properties.RoleName}`],
    'aws:principalaccount': [account],
    'aws:requestedregion': [HOME_REGION],
  };
  return allowedBy(properties)
    .filter(({ resource }) => resource !== '*')
    .flatMap(({ action, resource }) => {
      const reached = oursIn(account, prefix).filter((one) => isLike(resource, one));
      return [concrete(resource), ...reached].map((one) => ({ action, resources: [one], context }));
    });
}

it.each([
  { method: 'FIREHOSE', changes: EVERYTHING },
  { method: 'EXPORT', changes: THE_REST },
])('no guardrail stops a role of ours from what it is made for, $method', ({ changes }) => {
  const config = aConfig(changes);
  const policies = GUARDRAILS.filter(
    (guardrail) => guardrail.type === 'SERVICE_CONTROL_POLICY' && isGuardrailEnabled(guardrail, config),
  ).map((guardrail) => guardrail.document(config, FACTS));
  const stopped = deployedResources(changes)
    .filter(({ type, blueprint }) => type === 'AWS::IAM::Role' && blueprint.destination !== 'management')
    .flatMap((role) =>
      requestsOf(role, config.resourcePrefix)
        .filter((request) => policies.some((policy) => denyingStatement(policy, request) !== null))
        .map(({ action, resources }) => `${role.properties.RoleName}: ${action} on ${resources}`),
    );
  // It repairs buckets of other teams; ours are made as they should be.
  const remediation = /^aws-organizations-ConfigRemediation: s3:/;
  expect(stopped.filter((one) => !remediation.test(one))).toEqual([]);
});
