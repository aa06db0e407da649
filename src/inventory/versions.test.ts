import { describe, expect, it } from 'vitest';
import { compareVersions, satisfies } from './versions.ts';

describe('which version is newer', () => {
  it('depends on whose package it is', () => {
    expect(compareVersions('rpm', '1.0a', '1.0+1')).toBe(-1);
    expect(compareVersions('rpm', '1.0+b', '1.0a')).toBe(1);
    expect(compareVersions('dpkg', '1.0a', '1.0+b')).toBe(-1);
    expect(compareVersions('rpm', '1.0^git1', '1.0.1')).toBe(-1);
    expect(compareVersions('other', '10.0.9', '10.0.10')).toBe(-1);
  });
});

describe('an installed version', () => {
  it.each([
    ['rpm', '3.0.7-1.amzn2023.0.3', '<', '3.0.8', true],
    ['rpm', '3.0.8-1.amzn2023.0.3', '<', '3.0.8', false],
    ['rpm', '3.0.8-1.amzn2023.0.3', '=', '3.0.8', true],
    ['rpm', '3.0.8-1.amzn2023.0.3', '<=', '3.0.8', true],
    ['rpm', '3.0.8-1.amzn2023.0.3', '>', '3.0.8', false],
    ['rpm', '3.0.8-1.amzn2023.0.3', '<', '3.0.8-1.amzn2023.0.10', true],
    ['rpm', '1:3.0.7-1', '<', '3.0.8', true],
    ['rpm', '1:3.0.7-1', '<', '0:3.0.8', false],
    ['rpm', '1:3.0.9-1', '>=', '1:3.0.8', true],
    ['dpkg', '3.0.2-0ubuntu1.10', '=', '3.0.2', true],
    ['dpkg', '3.0.2-0ubuntu1.10', '<', '3.0.2-0ubuntu1.12', true],
    ['dpkg', '3.0.2-0ubuntu1.12', '>=', '3.0.2-0ubuntu1.12', true],
    ['dpkg', '1:9.6p1-3ubuntu13', '>', '9.5', true],
    ['other', '126.0.6478.61', '<', '126.0.6478.114', true],
  ] as const)('%s %s %s %s: %s', (family, installed, operator, version, expected) => {
    expect(satisfies(family, installed, { operator, version })).toBe(expected);
  });
});
