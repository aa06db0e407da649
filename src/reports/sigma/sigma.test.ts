import { TrinoSQL } from 'dt-sql-parser';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../../test/support/archive.ts';
import { asRoot, call, type Event } from '../../../test/support/events.ts';
import { openFolder } from '../../archive/folder-store.ts';
import { tableByName } from '../../archive/tables/catalog.ts';
import { EVERYTHING } from '../../archive/tables/scope.ts';
import { makeDuckDBEngine } from '../../query/duckdb/engine.ts';
import { allRows } from '../../query/engine.ts';
import { tokensOf } from '../../query/tokens.ts';
import { parseRule } from './rule.ts';
import { translateRule } from './translate.ts';

const EVENTS: readonly Event[] = [
  call('iam', 'CreateUser', { eventID: 'user', requestParameters: { userName: 'backup_admin' } }),
  call('iam', 'CreateAccessKey', { eventID: 'root', userIdentity: asRoot() }),
  call('s3', 'PutBucketPolicy', { eventID: 'denied', errorCode: 'AccessDenied', userAgent: 'Boto3/1.2' }),
  call('ec2', 'DescribeInstances', { eventID: 'read', userAgent: 'aws-cli/2', requestParameters: { maxResults: 100 } }),
];
const archive = new ArchiveFolder().addEvents(EVENTS);
afterAll(() => archive.remove());
const engine = makeDuckDBEngine({ store: openFolder(archive.path), cache: archive.path, threads: 1, workers: 1 });
const parser = new TrinoSQL();

function rule(detection: object) {
  return JSON.stringify({ title: 'A rule', logsource: { product: 'aws', service: 'cloudtrail' }, detection });
}

async function match(detection: object): Promise<readonly string[]> {
  const sql = translateRule(parseRule(rule(detection)));
  expect(parser.validate(`${sql};`)).toEqual([]);
  const tables = [tableByName('cloudtrail')];
  const result = await engine.run({ sql, tables, scope: EVERYTHING, accounts: [], parameters: {} });
  return (await allRows(result)).map((row) => String(row.at(-1))).sort();
}

describe('a Sigma rule', () => {
  it.each<[string, object, readonly string[]]>([
    ['equal, whatever the case', { a: { eventName: 'createuser' }, condition: 'a' }, ['user']],
    ['equal, in this case only', { a: { 'eventName|cased': 'createuser' }, condition: 'a' }, []],
    ['one of a list', { a: { eventName: ['CreateUser', 'CreateAccessKey'] }, condition: 'a' }, ['root', 'user']],
    [
      'two fields at once',
      { a: { eventName: 'CreateAccessKey', 'userIdentity.type': 'Root' }, condition: 'a' },
      ['root'],
    ],
    [
      'a parameter of the request',
      { a: { 'requestParameters.userName|startswith': 'backup_' }, condition: 'a' },
      ['user'],
    ],
    [
      'an underscore, which is no wildcard',
      { a: { 'requestParameters.userName': 'backup?admin*' }, condition: 'a' },
      ['user'],
    ],
    ['a number', { a: { 'requestParameters.maxResults': 100 }, condition: 'a' }, ['read']],
    [
      'text inside, and at the end',
      { a: { 'userAgent|contains': 'oto' }, b: { 'eventSource|endswith': 'aws.com' }, condition: 'a and b' },
      ['denied'],
    ],
    ['all of several', { a: { 'eventName|contains|all': ['Create', 'Key'] }, condition: 'a' }, ['root']],
    ['an expression', { a: { 'eventName|re': '^(Put|Describe)' }, condition: 'a' }, ['denied', 'read']],
    [
      'nothing there',
      { a: { errorCode: null }, b: { eventName: 'PutBucketPolicy' }, condition: 'b and not a' },
      ['denied'],
    ],
    ['something there', { a: { 'errorCode|exists': true }, condition: 'a' }, ['denied']],
    [
      'not, of a field that is missing',
      { a: { 'eventSource|contains': 's3' }, f: { errorCode: 'Other' }, condition: 'a and not f' },
      ['denied'],
    ],
    [
      'one of them',
      { s1: { eventName: 'CreateUser' }, s2: { eventName: 'PutBucketPolicy' }, condition: '1 of s*' },
      ['denied', 'user'],
    ],
    ['all of them', { s1: { eventName: 'CreateUser' }, s2: { errorCode: null }, condition: 'all of them' }, ['user']],
    [
      'brackets',
      {
        a: { eventName: 'CreateUser' },
        b: { eventName: 'PutBucketPolicy' },
        c: { errorCode: 'AccessDenied' },
        condition: '(a or b) and not c',
      },
      ['user'],
    ],
    [
      'a list of maps',
      { a: [{ eventName: 'CreateUser' }, { eventName: 'DescribeInstances' }], condition: 'a' },
      ['read', 'user'],
    ],
  ])('finds: %s', async (_name, detection, expected) => {
    expect(await match(detection)).toEqual(expected);
  });

  it.each<[string, string, RegExp]>([
    ['of another log', rule({}).replace('cloudtrail', 'route53'), /no Sigma rule|not about aws cloudtrail/],
    ['that counts', rule({ a: { eventName: 'A' }, condition: 'a | count() > 5' }), /goes on with/],
    ['with words anywhere', rule({ a: ['mimikatz'], condition: 'a' }), /words anywhere/],
    ['with a modifier we do not know', rule({ a: { 'eventName|base64': 'A' }, condition: 'a' }), /modifier base64/],
    ['with a field that is not there', rule({ a: { processName: 'A' }, condition: 'a' }), /has no processName/],
    ['with a name that is not defined', rule({ a: { eventName: 'A' }, condition: 'b' }), /not defined/],
    ['that is no YAML', 'title: [', /no YAML/],
  ])('is refused with a reason: %s', (_name, text, why) => {
    expect(() => translateRule(parseRule(text))).toThrow(why);
  });

  it('cannot change the query, whatever its values are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '|contains', '|re', '|endswith|cased'),
        (value, how) => {
          fc.pre(!value.includes('\0'));
          const sqlOf = (text: string) =>
            translateRule(parseRule(rule({ a: { [`eventName${how}`]: text }, condition: 'a' })));
          const shape = (sql: string) =>
            tokensOf(sql)
              ?.map(({ kind, text }) => (kind === 'text' ? 'text' : text))
              .join(' ');
          // A value with a wildcard is compared by LIKE.
          const plain = how === '' && /[*?\\]/.test(value) ? 'a*' : 'a';
          expect(shape(sqlOf(value))).toBe(shape(sqlOf(plain)));
        },
      ),
    );
  });

  it('cannot change it by the names of its fields', () => {
    for (const name of ["eventName'", 'eventName; DROP', 'requestParameters.a[0]', "requestParameters.a') OR ('1"]) {
      expect(() => translateRule(parseRule(rule({ a: { [name]: 'A' }, condition: 'a' })))).toThrow(
        /cannot be looked up/,
      );
    }
  });
});
