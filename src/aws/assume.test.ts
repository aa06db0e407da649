import { expect, it } from 'vitest';
import type { AccountId } from '../domain/ids.ts';
import { makeAssumedRole } from './assume.ts';
import { answering, awsError, fakeClients } from './support/fakes.ts';

const HOUR = 3_600_000;
const ROLE = { account: '444444444444' as AccountId, name: 'OrganizationAccountAccessRole' };

it('assumes once and keeps the credentials', async () => {
  const assumeRole = answering(session('one', HOUR));
  const provider = assumed(assumeRole);
  const [first, second] = [await provider(), await provider()];
  expect(first).toMatchObject({ accessKeyId: 'one', sessionToken: 'token' });
  expect(second).toBe(first);
  expect(assumeRole.inputs).toEqual([
    { RoleArn: 'arn:aws:iam::444444444444:role/OrganizationAccountAccessRole', RoleSessionName: 'metsuke' },
  ]);
});

it('assumes once when two clients ask at the same time', async () => {
  const assumeRole = answering(session('one', HOUR));
  const provider = assumed(assumeRole);
  await Promise.all([provider(), provider(), provider()]);
  expect(assumeRole.inputs).toHaveLength(1);
});

it('assumes again shortly before they expire', async () => {
  const provider = assumed(answering(session('one', 60_000), session('two', HOUR)));
  await provider();
  await expect(provider()).resolves.toMatchObject({ accessKeyId: 'two' });
});

it('does not keep a refusal: a role that was just made may work the next time', async () => {
  const provider = assumed(answering(awsError('AccessDenied', 'not yet'), session('one', HOUR)));
  await expect(provider()).rejects.toThrow('not yet');
  await expect(provider()).resolves.toMatchObject({ accessKeyId: 'one' });
});

function assumed(assumeRole: object) {
  return makeAssumedRole(fakeClients({ sts: { assumeRole } }), 'ap-northeast-1', ROLE);
}

function session(key: string, lifetime: number) {
  const Expiration = new Date(Date.now() + lifetime);
  return { Credentials: { AccessKeyId: key, SecretAccessKey: 's', SessionToken: 'token', Expiration } };
}
