import { describe, expect, it } from 'vitest';
import { aConfig, inputOf } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccessFinding } from '../../engine/observe/access-findings.ts';
import { adviseOn } from '../view/advice.ts';
import { countsOf } from '../view/counts.ts';
import { limitTo } from '../view/limit.ts';
import { readPosture } from './posture.ts';

const HOME = 'ap-northeast-1';
const SECOND = 'us-east-1';
const EXTERNAL = 'aws-organizations-ExternalAccess';
const UNUSED = 'aws-organizations-UnusedAccess';
const ON = aConfig({
  governedRegions: [HOME, SECOND],
  accessAnalyzer: { enabled: true, unusedAccess: { enabled: true } },
});

const anOrganization = () => new FakeAws(anOrg().with(account('dev').in('Workloads')).build());

function aFinding(aws: FakeAws, id: string, type: string, error: string | null = null): AccessFinding {
  const moment = '2025-12-01T00:00:00.000Z';
  const seen = { firstSeen: moment, lastSeen: moment };
  const resource = { resource: `arn:aws:iam::444444444444:role/${id}`, resourceType: 'AWS::IAM::Role' };
  return { id, type, ...resource, account: aws.idOf('dev'), region: HOME, principals: [], actions: [], error, ...seen };
}

async function postureOf(aws: FakeAws, config = ON, onCall: (name: string) => void = () => {}) {
  const input = await inputOf(aws, config);
  return readPosture({ ports: aws.connect({ onCall }).ports, input });
}

describe('findings of Access Analyzer', () => {
  it('are those of every analyzer that the capability deploys, as severe as notifications tell of them', async () => {
    const aws = anOrganization();
    aws.analyzers.set(`${EXTERNAL} ${HOME}`, [
      aFinding(aws, 'open', 'PublicAccess'),
      aFinding(aws, 'vendor', 'ExternalAccess'),
      aFinding(aws, 'broken', 'ExternalAccess', 'ACCESS_DENIED'),
    ]);
    aws.analyzers.set(`${EXTERNAL} ${SECOND}`, []);
    aws.analyzers.set(`${UNUSED} ${HOME}`, [aFinding(aws, 'old', 'UnusedIAMRole')]);
    const posture = await postureOf(aws);
    if (posture.access.state === 'not-read') throw new Error(posture.access.reason);
    const { access } = posture;
    expect([access.regions, access.missing]).toEqual([[HOME, SECOND], []]);
    expect(access.findings.map(({ id, severity }) => [id, severity])).toEqual([
      ['open', 8],
      ['vendor', 5],
      ['broken', 3],
      ['old', 2],
    ]);
    expect(countsOf(posture).counts.access).toBe(4);
    const told = adviseOn(posture).filter(({ word }) => word === 'doAccess');
    expect(told.map(({ values, accounts, since }) => [values['type'], values['n'], accounts, since])).toEqual([
      ['PublicAccess', 1, [aws.idOf('dev')], '2025-12-01T00:00:00.000Z'],
      ['ExternalAccess', 2, [aws.idOf('dev')], '2025-12-01T00:00:00.000Z'],
      ['UnusedIAMRole', 1, [aws.idOf('dev')], '2025-12-01T00:00:00.000Z'],
    ]);
  });

  it('of which one analyzer is missing are counted as at least so many, and the missing one is told', async () => {
    const aws = anOrganization();
    aws.analyzers.set(`${EXTERNAL} ${HOME}`, [aFinding(aws, 'vendor', 'ExternalAccess')]);
    const posture = await postureOf(aws);
    expect(posture.access).toMatchObject({
      state: 'read',
      missing: [
        { analyzer: EXTERNAL, region: SECOND, reason: expect.stringContaining('metsuke apply makes it') },
        { analyzer: UNUSED, region: HOME },
      ],
    });
    expect(countsOf(posture).atLeast).toContain('access');
    expect(adviseOn(posture).filter(({ word }) => word === 'analyzerMissing')).toHaveLength(2);
  });

  it('that were not read to the end leave no account well: it may have those that are missing', async () => {
    const aws = anOrganization();
    for (const key of [`${EXTERNAL} ${HOME}`, `${EXTERNAL} ${SECOND}`, `${UNUSED} ${HOME}`]) aws.analyzers.set(key, []);
    const posture = await postureOf(aws);
    if (posture.access.state === 'not-read') throw new Error(posture.access.reason);
    const unknown = (access: typeof posture.access) =>
      adviseOn(limitTo({ ...posture, access }, aws.idOf('dev'))).filter(({ word }) => word === 'findingsCut');
    expect(unknown(posture.access)).toEqual([]);
    expect(unknown({ ...posture.access, isCut: true })).toMatchObject([{ urgency: 'unknown', accounts: [] }]);
  });

  it('that nobody could read are not read, and no account is called well', async () => {
    const refused = new MetsukeError('access-denied', 'AWS refused.');
    const posture = await postureOf(anOrganization(), ON, (name) => {
      if (name === 'inAccount.accessAnalyzer.listActive') throw refused;
    });
    expect(posture.access).toEqual({ state: 'not-read', reason: 'AWS refused.' });
    expect(countsOf(posture).counts.access).toBeNull();
    expect(adviseOn(posture)).toContainEqual(
      expect.objectContaining({
        word: 'doUnread',
        urgency: 'unknown',
        values: { source: 'access', reason: 'AWS refused.' },
      }),
    );
  });

  it('are not asked for where the capability is off, as it is by default: that is told, and no problem', async () => {
    const calls: string[] = [];
    const posture = await postureOf(anOrganization(), aConfig(), (name) => void calls.push(name));
    expect(posture.access).toMatchObject({ state: 'not-read', isOff: true });
    expect(calls.filter((name) => name.includes('accessAnalyzer'))).toEqual([]);
    expect(countsOf(posture).counts.access).toBeNull();
    expect(adviseOn(posture).map(({ values }) => values['source'])).not.toContain('access');
  });
});
