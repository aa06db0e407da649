import { describe, expect, it } from 'vitest';
import { anInstance } from '../../test/support/instances.ts';
import { isMeant, parseTarget } from './target.ts';

describe('what a person writes', () => {
  it.each([
    ['i-0123456789abcdef0', { by: 'instance', id: 'i-0123456789abcdef0' }],
    ['mi-0123456789abcdef0', { by: 'instance', id: 'mi-0123456789abcdef0' }],
    ['444444444444', { by: 'account', id: '444444444444' }],
    ['Environment=production', { by: 'tag', key: 'Environment', value: 'production' }],
    ['Query=a=b', { by: 'tag', key: 'Query', value: 'a=b' }],
    ['web-1', { by: 'name', pattern: 'web-1' }],
    ['i-am-a-name', { by: 'name', pattern: 'i-am-a-name' }],
  ])('%s', (text, target) => {
    expect(parseTarget(text)).toEqual(target);
  });

  it.each(['=production', '', ' '])('refuses "%s"', (text) => {
    expect(() => parseTarget(text)).toThrow(/names no instance/);
  });
});

const web = anInstance('web-1', { id: 'i-00000001', tags: { Name: 'web-1', Environment: 'dev' } });

it.each([
  ['web-1', true],
  ['web-*', true],
  ['*', true],
  ['web', false],
  ['web.1', false],
  ['i-00000001', true],
  ['i-00000002', false],
  ['444444444444', true],
  ['555555555555', false],
  ['Environment=dev', true],
  ['Environment=d*', true],
  ['Environment=prod', false],
  ['Owner=*', false],
])('%s means web-1: %s', (text, meant) => {
  expect(isMeant(web, parseTarget(text))).toBe(meant);
});
