import { describe, expect, it } from 'vitest';
import { aConfig, inputOf, planOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { aView } from '../../../test/support/view.ts';
import { makeDestroyPlan } from '../../engine/plan/destroy-plan.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import { renderPlan } from './plan.ts';

const text = (plan: Plan): string => renderPlan(plan, aView());

async function governed(): Promise<FakeAws> {
  const aws = new FakeAws(anOrg().with(account('dev'), account('old-poc').suspended()).build());
  await run(aws, aConfig());
  return aws;
}

describe('a plan on the terminal', () => {
  it('says who is governed, who is skipped and why, and that there is nothing to do', async () => {
    const shown = text(await planOf(await governed(), aConfig()));
    expect(shown).toMatch(/^Organization o-\S+ · management \S+ \(111111111111\) · home ap-northeast-1$/m);
    expect(shown).toMatch(/^\d accounts: \d governed, 1 skipped \(old-poc is suspended\)$/m);
    expect(shown).toContain('No changes. The organization is as metsuke.yaml says.');
  });

  it('says of nothing that could not be looked at that it is as metsuke.yaml says', async () => {
    const aws = await governed();
    aws.closeDoor('log');
    const plan = await planOf(aws, aConfig());
    expect(plan.steps).toEqual([]);
    expect(text(plan)).toContain('No changes to make. Not everything is well or known: see above.');
    expect(text(plan)).not.toContain('The organization is as metsuke.yaml says.');
  });

  it('shows a parameter as what it changes in the resources', async () => {
    const shown = text(await planOf(await governed(), aConfig({ logs: { retentionDays: 730 } })));
    expect(shown).toMatch(/^ {2}~ {2}logging-resource {2}log {2}ap-northeast-1 {2}RetentionDays 365 → 730$/m);
    expect(shown).toContain('      ~ S3AuditBucket (AWS::S3::Bucket)\n          LifecycleConfiguration.Rules[0]');
    expect(shown).toContain('1 change, in 1 account · nothing else would be touched · about');
  });

  it('names a new account and touches nothing else', async () => {
    const aws = await governed();
    aws.join(account('dev2'));
    const shown = text(await planOf(aws, aConfig()));
    expect(shown).toMatch(/^ {2}\+ {2}account-baseline +dev2 {2}ap-northeast-1 {2}new in dev2$/m);
    expect(shown).toContain('2 changes, in 1 account');
  });

  it('hides addresses, and says that what a topic holds is lost when it goes', async () => {
    const aws = await governed();
    const other = aConfig({ notifications: { securityEmail: 'other@example.com' } });
    expect(text(await planOf(aws, other))).not.toContain('@');
    const shown = text(makeDestroyPlan(await inputOf(aws, aConfig())));
    expect(shown).toMatch(/! SNSNotification \(AWS::SNS::Topic\) removed, WHAT IT HOLDS IS LOST/);
    expect(shown).toMatch(/S3AuditBucket \(AWS::S3::Bucket\) kept in the account/);
    expect(shown).toMatch(/These stay, because they hold logs/);
  });

  it('shows what is lost, and what is removed beside what is new', async () => {
    const aws = await governed();
    const shorter = text(await planOf(aws, aConfig({ logs: { retentionDays: 90, transitionDays: 30 } })));
    expect(shorter).toMatch(/^ {2}! {2}logging-resource /m);
    expect(shorter).toMatch(/ {6}! S3AuditBucket \(AWS::S3::Bucket\)$/m);
    expect(shorter).toMatch(
      /! lost: S3AuditBucket\.\S+ 365 → 90: the logs of 275 days expire, those older than 90 days/,
    );
    expect(shorter).toContain('(needs --accept-losses)');
    aws.join(account('dev2'));
    const mixed = text(await planOf(aws, aConfig({ exclude: { accounts: ['dev'] } })));
    expect(mixed).toMatch(/^ {2}~ {2}account-baseline .*no longer wanted in dev; new in dev2$/m);
    expect(mixed).toContain('      - stacks removed in dev (ap-northeast-1)');
  });

  it('has no escape codes without colours, and has them with', async () => {
    const plan = await planOf(await governed(), aConfig({ logs: { retentionDays: 730 } }));
    const introducer = String.fromCharCode(27);
    expect(text(plan)).not.toContain(introducer);
    expect(renderPlan(plan, aView({ color: true }))).toContain(introducer);
  });
});
