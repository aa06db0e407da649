import { describe, expect, it } from 'vitest';
import { aConfig, planOf, run, titlesOf } from '../../../test/support/engine.ts';
import { FakeAws, isWrite } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';

describe('a fresh organization', () => {
  it('is governed by one apply, after which there is nothing to do', async () => {
    const aws = new FakeAws(anOrg().with(account('dev').in('Workloads/Production')).build());
    const first = await run(aws, aConfig());
    expect(first.result.steps.flatMap(({ outcome }) => outcome.failures)).toEqual([]);
    expect(first.result.status).toBe('done');
    expect(titlesOf(await planOf(aws, aConfig()))).toEqual([]);
    const second = await run(aws, aConfig());
    expect(second.calls.filter(isWrite)).toEqual([]);
  });
});
