import { expect, it } from 'vitest';
import { makeRoutes } from './delivery-buckets.ts';

const [LOGS, ACCESS, FINDINGS] = ['logs', 's3-access-logs', 'guardduty'].map((kind) => `m-${kind}-333333333333-r`);
const finding = 'o-1/AWSLogs/222222222222/GuardDuty/r/2026/10/14/a.jsonl.gz';
const log = 'o-1/AWSLogs/o-1/222222222222/CloudTrail/r/2026/10/14/a.json.gz';

it('delivers into the bucket of the service', () => {
  const route = makeRoutes('m-logs', [ACCESS, LOGS, FINDINGS].map(String));
  expect(route('s3-access-logs/2026-10-14-A')).toEqual({ bucket: ACCESS, key: '2026-10-14-A' });
  expect(route(finding)).toEqual({ bucket: FINDINGS, key: finding.slice('o-1/'.length) });
  expect(route('o-1/ssm-inventory/a.json')).toEqual({ bucket: LOGS, key: 'o-1/ssm-inventory/a.json' });
  expect(route(log)).toEqual({ bucket: 'm-logs', key: log });
});

it('delivers into the only one where there are no others', () => {
  const route = makeRoutes('logs', []);
  expect(route(finding)).toEqual({ bucket: 'logs', key: finding });
});
