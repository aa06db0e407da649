import { describe, expect, it } from 'vitest';
import { aPosture, DEV, PROD, STG } from '../../../test/support/posture.ts';
import { makeDirectory } from './directory.ts';
import { limitTo } from './limit.ts';
import { filterRows } from './rows.ts';
import { areAllAsked, filterPackages, imageRows } from './software.ts';

const posture = aPosture();

describe('installed software', () => {
  const versions = posture.fleet.state === 'read' ? (posture.fleet.packages?.versions ?? []) : [];

  it.each([
    ['a package', 'OpenSSL', ['3.0.8', '3.0.7']],
    ['a package and a version', 'ssl 3.0.7', ['3.0.7']],
    ['nothing', undefined, ['3.0.8', '3.0.7']],
    ['what is not there', 'curl', []],
  ])('searched for %s', (_what, q, expected) => {
    expect(filterPackages(versions, q).map(({ version }) => version)).toEqual(expected);
  });

  it('is counted over the organization: the page of one account does not say', () => {
    expect(limitTo(posture, DEV).fleet).toMatchObject({ packages: null });
  });
});

describe('images', () => {
  const rows = imageRows(posture, makeDirectory(posture));

  it('that are outdated come first, then those of others', () => {
    expect(rows.map(({ age }) => age)).toEqual(['old', 'foreign', 'newest']);
  });

  it.each([
    [{ q: 'ami-old' }, ['i-1']],
    [{ q: 'al2023 prod' }, ['i-2']],
    [{ account: PROD }, ['i-9', 'i-2']],
  ])('are filtered by %j', (filter, expected) => {
    expect(filterRows(rows, filter).map(({ id }) => id)).toEqual(expected);
  });

  it('of one account are its own, and so is what could not be asked', () => {
    expect(limitTo(posture, DEV).images).toMatchObject({ notAsked: [], instances: [{ instance: 'i-1' }] });
    expect(limitTo(posture, STG).images).toMatchObject({ notAsked: [{ account: STG }], instances: [] });
  });

  it('are known not to run only where all were asked, and an account that is not governed is not', () => {
    if (posture.images.state === 'not-read') throw new Error(posture.images.reason);
    const asked = { ...posture.images, notAsked: [] };
    expect(areAllAsked(posture, posture.images)).toBe(false);
    expect(areAllAsked(posture, asked)).toBe(true);
    expect(areAllAsked(limitTo(posture, DEV), asked)).toBe(true);
    const left = posture.accounts.map((account) => ({ ...account, notGoverned: 'excluded' }));
    expect(areAllAsked(limitTo({ ...posture, accounts: left }, DEV), asked)).toBe(false);
  });
});
