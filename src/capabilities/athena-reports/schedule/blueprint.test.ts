// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Step Functions
import { describe, expect, it } from 'vitest';
import { inlinePoliciesOf, policyOf } from '../../../../test/support/cloudformation.ts';
import { aConfig, deployBlueprint, HOME_REGION, LOG } from '../../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../../test/support/simulate.ts';
import { runMachine, ServiceError } from '../../../../test/support/states-language.ts';
import { trailKey } from '../../../blueprints/trail-key/blueprint.ts';
import { athenaSchedule } from './blueprint.ts';

const ON = { reports: { athena: { enabled: true, schedule: { every: 'WEEKLY', at: '06:30' } } } };
const deployed = deployBlueprint(athenaSchedule, ON);

/** Athena with this many saved queries, of which some fail. */
function runWith(count: number, failing: readonly string[] = []) {
  const ran: string[] = [];
  const { Definition: definition } = deployed.resources['StateMachine'] as { Definition: unknown };
  const text = JSON.stringify(definition).replaceAll('${WorkGroup}', 'aws-organizations-reports');
  const call = (resource: string, parameters: Record<string, unknown>): unknown => {
    const action = resource.split(':').at(-1);
    if (action === 'listNamedQueries') {
      const start = Number(parameters['NextToken'] ?? 0);
      const ids = Array.from({ length: Math.min(25, count - start) }, (_, index) => `q${start + index}`);
      expect(parameters['WorkGroup']).toBe('aws-organizations-reports');
      return { NamedQueryIds: ids, ...(start + 25 < count ? { NextToken: String(start + 25) } : {}) };
    }
    if (action === 'getNamedQuery') {
      const name = String(parameters['NamedQueryId']);
      return { NamedQuery: { Name: name, Database: 'logs', QueryString: `SELECT '${name}'` } };
    }
    const query = String(parameters['QueryString']);
    ran.push(query);
    if (failing.some((name) => query.includes(`'${name}'`))) throw new ServiceError('States.TaskFailed', 'no');
    return {};
  };
  return runMachine(JSON.parse(text), call, {}, '2026-11-23T00:00:00.000Z').then((run) => ({ run, ran }));
}

describe('the machine that runs the reports', () => {
  it.each([1, 25, 43])('runs each of %i saved queries once', async (count) => {
    const { run, ran } = await runWith(count);
    expect(run.status).toBe('SUCCEEDED');
    expect(ran).toHaveLength(count);
    expect(new Set(ran).size).toBe(count);
  });

  it('goes on when some fail, and ends with their names', async () => {
    const { run, ran } = await runWith(30, ['q3', 'q27']);
    expect(ran).toHaveLength(30);
    expect(run).toMatchObject({ status: 'FAILED', error: 'QueriesFailed', cause: 'q3, q27' });
  });
});

it('runs in the time zone of the notifications', () => {
  expect(deployed.resources['Schedule']).toMatchObject({
    ScheduleExpression: 'cron(30 6 ? * MON *)',
    ScheduleExpressionTimezone: 'Asia/Tokyo',
  });
});

it('is off unless wanted, and without Athena', () => {
  expect(athenaSchedule.isEnabled(aConfig())).toBe(false);
  expect(athenaSchedule.isEnabled(aConfig({ reports: { athena: { enabled: true } } }))).toBe(false);
  expect(athenaSchedule.isEnabled(aConfig(ON))).toBe(true);
});

describe('the role that runs them', () => {
  const identity = inlinePoliciesOf(deployed, 'RunRole');
  const keyed = deployBlueprint(trailKey, { cloudTrail: { encryption: 'SSE_KMS' } });
  const { Statement, ...rest } = policyOf(keyed, 'TrailKey', 'KeyPolicy');
  const owner = (Statement as { Sid: string }[]).filter(({ Sid }) => Sid === 'Owner');
  const keyPolicy = { ...rest, Statement: owner };
  const principal = `arn:aws:iam::${LOG}:role/aws-organizations-ReportRuns`;
  const ask = (action: string, resource: string) => {
    const context: Record<string, string> = action.startsWith('s3:') ? { 's3:ResourceAccount': LOG } : {};
    return decide({ principal, action, resource, owner: LOG, context }, { identity });
  };
  const bucket = (name: string) => `arn:aws:s3:::aws-organizations-${name}-${LOG}-${HOME_REGION}`;

  it.each([
    ['reads the archive', 's3:GetObject', `${bucket('logs')}/o-1/AWSLogs/a.json.gz`, 'allowed'],
    ['reads its access log', 's3:GetObject', `${bucket('s3-access-logs')}/2026-10-14-A`, 'allowed'],
    ['reads findings', 's3:GetObject', `${bucket('guardduty')}/AWSLogs/a.jsonl.gz`, 'allowed'],
    ['never writes into the archive', 's3:PutObject', `${bucket('logs')}/o-1/AWSLogs/a.json.gz`, 'denied'],
    ['writes results', 's3:PutObject', `${bucket('reports')}/results/1.csv`, 'allowed'],
    [
      'uses its own work group',
      'athena:StartQueryExecution',
      `arn:aws:athena:${HOME_REGION}:${LOG}:workgroup/aws-organizations-reports`,
      'allowed',
    ],
    ['and no other', 'athena:StartQueryExecution', `arn:aws:athena:${HOME_REGION}:${LOG}:workgroup/primary`, 'denied'],
  ] as const)('%s', async (_name, action, resource, verdict) => {
    expect(await ask(action, resource)).toBe(verdict);
  });

  it.each([
    ['decrypts log files of the trail', 's3', 'aws-organizations-trail', 'allowed'],
    ['decrypts nothing with another key', 's3', 'payroll', 'denied'],
    ['decrypts nothing outside S3', 'dynamodb', 'aws-organizations-trail', 'denied'],
  ] as const)('%s', async (_name, service, alias, verdict) => {
    const context = {
      'kms:ViaService': `${service}.${HOME_REGION}.amazonaws.com`,
      'kms:ResourceAliases': [`alias/${alias}`],
    };
    const resource = `arn:aws:kms:${HOME_REGION}:${LOG}:key/k-1`;
    const request = { principal, action: 'kms:Decrypt', resource, owner: LOG, context };
    expect(await decide(request, { identity, resource: keyPolicy })).toBe(verdict);
  });
});
