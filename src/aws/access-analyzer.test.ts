import { describe, expect, it } from 'vitest';
import { makeAccessAnalyzer } from './access-analyzer.ts';
import { answering, awsError, fakeClients } from './support/fakes.ts';

const ARN = 'arn:aws:access-analyzer:ap-northeast-1:222222222222:analyzer/x-ExternalAccess';
const at = new Date('2026-11-01T00:00:00Z');
const there = { analyzer: { arn: ARN, status: 'ACTIVE' } };
const finding = (id: string, more: object = {}) => ({
  id,
  resource: 'arn:aws:iam::444444444444:role/Vendor',
  resourceType: 'AWS::IAM::Role',
  resourceOwnerAccount: '444444444444',
  createdAt: at,
  updatedAt: at,
  ...more,
});

function anAnalyzer(calls: Record<string, unknown>) {
  return makeAccessAnalyzer(fakeClients({ accessanalyzer: { getAnalyzer: answering(there), ...calls } }));
}

describe('findings of IAM Access Analyzer', () => {
  it('of external access are the active ones, page by page, with whom they let in', async () => {
    const listFindings = answering(
      {
        findings: [finding('a', { principal: { AWS: '999988887777' }, action: ['sts:AssumeRole'] })],
        nextToken: 'more',
      },
      { findings: [finding('b', { principal: { AWS: '*' }, isPublic: true })] },
    );
    const found = await anAnalyzer({ listFindings }).listActive('x-ExternalAccess', 'external', 'ap-northeast-1');
    expect(found?.findings).toMatchObject([
      {
        ...{ id: 'a', type: 'ExternalAccess', account: '444444444444', region: 'ap-northeast-1', error: null },
        ...{ principals: ['AWS: 999988887777'], actions: ['sts:AssumeRole'], firstSeen: '2026-11-01T00:00:00.000Z' },
      },
      { id: 'b', type: 'PublicAccess', principals: ['AWS: *'] },
    ]);
    expect(listFindings.inputs).toMatchObject([
      { analyzerArn: ARN, filter: { status: { eq: ['ACTIVE'] } } },
      { nextToken: 'more' },
    ]);
  });

  it('of unused access are called as AWS calls them', async () => {
    const listFindingsV2 = answering({ findings: [finding('a', { findingType: 'UnusedIAMRole' })] });
    const found = await anAnalyzer({ listFindingsV2 }).listActive('x-UnusedAccess', 'unused', 'ap-northeast-1');
    expect(found).toMatchObject({ findings: [{ type: 'UnusedIAMRole', principals: [] }], isCut: false });
  });

  it('end where they are too many, and say so', async () => {
    const page = { findings: Array.from({ length: 100 }, (_, id) => finding(String(id))), nextToken: 'more' };
    const listFindings = answering(page);
    const found = await anAnalyzer({ listFindings }).listActive('x', 'external', 'ap-northeast-1');
    expect([found?.findings.length, found?.isCut]).toEqual([10_000, true]);
  });

  it('are unknown without the analyzer, which is another thing than an analyzer that does not work', async () => {
    const absent = answering(awsError('ResourceNotFoundException', 'Analyzer not found'));
    expect(await anAnalyzer({ getAnalyzer: absent }).listActive('x', 'external', 'ap-northeast-1')).toBeNull();
    const disabled = answering({
      analyzer: { arn: ARN, status: 'DISABLED', statusReason: { code: 'AWS_SERVICE_ACCESS_DISABLED' } },
    });
    await expect(anAnalyzer({ getAnalyzer: disabled }).listActive('x', 'external', 'eu-west-1')).rejects.toThrow(
      'The analyzer x in eu-west-1 does not work: DISABLED, AWS_SERVICE_ACCESS_DISABLED',
    );
  });
});
