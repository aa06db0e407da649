// biome-ignore-all lint/suspicious/noTemplateCurlyInString: of CloudFormation
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { Template } from '../../domain/template.ts';
import { effectiveParameters, resolveResources } from './resolve-template.ts';

const BASE: JsonObject = {
  Parameters: {
    Name: { Type: 'String', Default: 'a' },
    Days: { Type: 'Number', Default: 365 },
    Free: { Type: 'String' },
  },
  Mappings: { Suffix: { topic: { Value: 'Topic' } } },
  Conditions: {
    IsA: { 'Fn::Equals': [{ Ref: 'Name' }, 'a'] },
    NotA: { 'Fn::Not': [{ Condition: 'IsA' }] },
    Both: { 'Fn::And': [{ Condition: 'IsA' }, { Condition: 'NotA' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsA' }, { Condition: 'InTokyo' }] },
    InTokyo: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'ap-northeast-1'] },
    OnlyTokyo: { 'Fn::And': [{ Condition: 'IsA' }, { Condition: 'InTokyo' }] },
  },
};

function resolved(value: Json, parameters = {}): Json | undefined {
  const template = { ...BASE, Resources: { R: { Type: 'T', Properties: { value } } } } as unknown as Template;
  const properties = resolveResources(template, parameters).R?.Properties as JsonObject | undefined;
  return properties?.value;
}

describe('a value', () => {
  it.each<[string, Json, Json | undefined]>([
    ['a default', { Ref: 'Name' }, 'a'],
    ['a number', { Ref: 'Days' }, '365'],
    ['a pseudo parameter stays', { Ref: 'AWS::AccountId' }, { Ref: 'AWS::AccountId' }],
    ['a resource stays', { Ref: 'R' }, { Ref: 'R' }],
    ['no value is left out', { Ref: 'AWS::NoValue' }, undefined],
    ['no value in a list', ['a', { Ref: 'AWS::NoValue' }], ['a']],
    ['If, true', { 'Fn::If': ['IsA', 'yes', 'no'] }, 'yes'],
    ['If, false', { 'Fn::If': ['NotA', 'yes', { Ref: 'AWS::NoValue' }] }, undefined],
    ['If, and', { 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
    ['If, or that one side decides', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    ['If, unknown', { 'Fn::If': ['InTokyo', { Ref: 'Name' }, 'no'] }, { 'Fn::If': ['InTokyo', 'a', 'no'] }],
    ['If, unknown through and', { 'Fn::If': ['OnlyTokyo', 1, 2] }, { 'Fn::If': ['OnlyTokyo', 1, 2] }],
    ['Sub', { 'Fn::Sub': '${Name}-x' }, 'a-x'],
    ['Sub with what only AWS knows', { 'Fn::Sub': '${Name}-${AWS::AccountId}' }, { 'Fn::Sub': 'a-${AWS::AccountId}' }],
    ['Sub with a variable', { 'Fn::Sub': ['${V}-x', { V: { Ref: 'Name' } }] }, 'a-x'],
    [
      'Sub with an unknown variable keeps it',
      { 'Fn::Sub': ['${V}-${Name}', { V: { Ref: 'R' } }] },
      { 'Fn::Sub': ['${V}-a', { V: { Ref: 'R' } }] },
    ],
    ['Sub with an escape', { 'Fn::Sub': '${!Name}' }, { 'Fn::Sub': '${!Name}' }],
    ['Join', { 'Fn::Join': ['-', ['x', { Ref: 'Name' }]] }, 'x-a'],
    ['Join, unknown', { 'Fn::Join': ['-', ['x', { Ref: 'R' }]] }, { 'Fn::Join': ['-', ['x', { Ref: 'R' }]] }],
    ['Split', { 'Fn::Split': [',', 'a,b'] }, ['a', 'b']],
    ['Split, unknown', { 'Fn::Split': [',', { Ref: 'R' }] }, { 'Fn::Split': [',', { Ref: 'R' }] }],
    ['FindInMap', { 'Fn::FindInMap': ['Suffix', 'topic', 'Value'] }, 'Topic'],
    [
      'FindInMap, unknown',
      { 'Fn::FindInMap': ['Suffix', 'x', 'Value'] },
      { 'Fn::FindInMap': ['Suffix', 'x', 'Value'] },
    ],
    ['a function of AWS, its inside resolved', { 'Fn::Base64': { Ref: 'Name' } }, { 'Fn::Base64': 'a' }],
    ['deep inside', { a: [{ b: { Ref: 'Name' } }] }, { a: [{ b: 'a' }] }],
  ])('%s', (_, value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  it('follows the given parameters before the defaults', () => {
    expect(resolved({ 'Fn::If': ['IsA', 'yes', { Ref: 'Name' }] }, { Name: 'b' })).toBe('b');
  });
});

describe('a resource with a condition', () => {
  const withCondition = (condition: string) => {
    const template = { ...BASE, Resources: { R: { Type: 'T', Condition: condition } } } as unknown as Template;
    return resolveResources(template, {});
  };

  it.each([
    ['true: is there', 'IsA', { R: { Type: 'T' } }],
    ['false: is not there', 'NotA', {}],
    ['unknown: is there', 'InTokyo', { R: { Type: 'T' } }],
  ])('%s', (_, condition, expected) => {
    expect(withCondition(condition)).toEqual(expected);
  });
});

it('effective parameters are the declared ones with a value', () => {
  const template = { ...BASE, Resources: {} } as Template;
  expect(effectiveParameters(template, { Days: '7', Unknown: 'x' })).toEqual({ Name: 'a', Days: '7' });
});
