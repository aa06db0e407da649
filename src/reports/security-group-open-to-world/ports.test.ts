import { expect, it } from 'vitest';
import { askReport } from '../../../test/support/ask-report.ts';
import { call } from '../../../test/support/events.ts';
import { events } from '../../../test/support/report-examples.ts';
import type { JsonObject } from '../../domain/json.ts';
import { securityGroupOpenToWorld } from './report.ts';

const WORLD = { ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } };

async function portsAndRangesOf(...permissions: readonly JsonObject[]) {
  const opened = call('ec2', 'AuthorizeSecurityGroupIngress', {
    requestParameters: { groupId: 'sg-1', ipPermissions: { items: [...permissions] } },
  });
  const { columns, rows } = await askReport(securityGroupOpenToWorld, events(opened));
  const [port, ranges] = [columns.indexOf('port'), columns.indexOf('ranges')];
  return rows.map((row) => [row[port], row[ranges]]);
}

it.each<[string, JsonObject]>([
  ['tcp 22', { ipProtocol: 'tcp', fromPort: 22, toPort: 22 }],
  ['tcp 22', { ipProtocol: '6', fromPort: 22, toPort: 22 }],
  ['udp 1024-65535', { ipProtocol: 'udp', fromPort: 1024, toPort: 65535 }],
  ['tcp all', { ipProtocol: 'tcp', fromPort: 0, toPort: 65535 }],
  ['icmp', { ipProtocol: 'icmp', fromPort: -1, toPort: -1 }],
  ['icmp type 8', { ipProtocol: 'icmp', fromPort: 8, toPort: -1 }],
  ['all', { ipProtocol: '-1' }],
  ['50 all', { ipProtocol: '50' }],
])('says %s', async (port, permission) => {
  expect(await portsAndRangesOf({ ...permission, ...WORLD })).toEqual([[port, '0.0.0.0/0']]);
});

it('gives each permission that is open a row, and none to those that are not', async () => {
  const ssh = { ipProtocol: 'tcp', fromPort: 22, toPort: 22 };
  const halves = { items: [{ cidrIp: '0.0.0.0/1' }, { cidrIp: '128.0.0.0/1' }, { cidrIp: '10.0.0.0/8' }] };
  expect(
    await portsAndRangesOf(
      { ...ssh, ipRanges: halves, ipv6Ranges: { items: [{ cidrIpv6: '0::/0' }] } },
      { ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '192.0.2.0/24' }] } },
      { ipProtocol: 'tcp', fromPort: 80, toPort: 80, ...WORLD },
    ),
  ).toEqual([
    ['tcp 22', '0.0.0.0/1, 0::/0, 128.0.0.0/1'],
    ['tcp 80', '0.0.0.0/0'],
  ]);
});
