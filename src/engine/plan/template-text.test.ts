import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from './template-text.ts';

const topic = (properties: string) =>
  `Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      ${properties}\n`;
const nameOf = (text: string) => parseTemplate(text)?.Resources.T?.Properties;

describe('short forms become long ones', () => {
  it.each([
    ['TopicName: !Ref Name', { TopicName: { Ref: 'Name' } }],
    ['TopicName: !GetAtt A.B.C', { TopicName: { 'Fn::GetAtt': ['A', 'B.C'] } }],
    ['TopicName: !GetAtt [A, B]', { TopicName: { 'Fn::GetAtt': ['A', 'B'] } }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: of CloudFormation
    ['TopicName: !Sub "${A}-b"', { TopicName: { 'Fn::Sub': '${A}-b' } }],
    ['TopicName: !Join ["-", [!Ref A, b]]', { TopicName: { 'Fn::Join': ['-', [{ Ref: 'A' }, 'b']] } }],
    [
      'TopicName: !If [C, !Ref A, !Ref "AWS::NoValue"]',
      { TopicName: { 'Fn::If': ['C', { Ref: 'A' }, { Ref: 'AWS::NoValue' }] } },
    ],
    ['TopicName: !FindInMap [M, a, !Ref B]', { TopicName: { 'Fn::FindInMap': ['M', 'a', { Ref: 'B' }] } }],
    [
      'TopicName: !Select [0, !Split [",", "a,b"]]',
      { TopicName: { 'Fn::Select': [0, { 'Fn::Split': [',', 'a,b'] }] } },
    ],
    ['TopicName: { "Fn::Sub": a }', { TopicName: { 'Fn::Sub': 'a' } }],
  ])('%s', (yaml, properties) => {
    expect(nameOf(topic(yaml))).toEqual(properties);
  });

  it('a date stays the text that it is, a condition keeps its name', () => {
    const text = `AWSTemplateFormatVersion: 2010-09-09\nConditions:\n  C: !And [!Condition A, !Not [!Equals [a, b]]]\n${topic('TopicName: a')}`;
    const template = parseTemplate(text);
    expect(template?.AWSTemplateFormatVersion).toBe('2010-09-09');
    expect(template?.Conditions).toEqual({
      C: { 'Fn::And': [{ Condition: 'A' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
    });
  });
});

describe('what is no template is null, and never an exception', () => {
  it.each([
    ['nothing', ''],
    ['no resources', '{"Parameters":{}}'],
    ['resources that are null', '{"Resources":null}'],
    ['resources that are a list', '{"Resources":[]}'],
    ['a resource that is null', '{"Resources":{"A":null}}'],
    ['a resource without a type', '{"Resources":{"A":{}}}'],
    ['broken JSON', '{"Resources":'],
    ['broken YAML', 'Resources:\n  - *!'],
    ['a YAML list', '- a'],
    ['a number', '42'],
    ['an alias bomb', `a: &a [x]\nb: &b [${'*a, '.repeat(99)}*a]\nc: [${'*b, '.repeat(99)}*b]\nResources: {}`],
  ])('%s', (_, text) => {
    expect(parseTemplate(text)).toBeNull();
  });

  it('whatever the text', () => {
    const tokens = fc.constantFrom(
      'Resources:',
      '!Ref',
      '!GetAtt',
      '!Sub',
      '{',
      '}',
      '[',
      ']',
      '*!',
      '&a',
      '*a',
      ':',
      '- ',
      '\n',
      '  ',
      '"',
      '!If',
      '|',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(tokens).map((parts) => parts.join(' ')),
        ),
        (text) => {
          parseTemplate(text);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
