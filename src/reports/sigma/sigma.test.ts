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
const PORTS = {
  ipPermissions: {
    items: [{ fromPort: 22, ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }, { cidrIp: '0.0.0.0/0' }] } }],
  },
};
const LISTS: readonly Event[] = [
  call('ssm', 'GetParameters', {
    eventID: 'names',
    requestParameters: { names: ['/prod/db', '/a "quoted" name'], ids: [7, 8] },
  }),
  call('ec2', 'AuthorizeSecurityGroupIngress', { eventID: 'open', requestParameters: PORTS }),
  call('sts', 'GetCallerIdentity', {
    eventID: 'near',
    sourceIPAddress: '10.63.1.2',
    requestParameters: { a: 'x', b: 'X' },
  }),
  ...[0, 5, 12, 59].map((minute) =>
    call('signin', 'ConsoleLogin', {
      eventID: `login-${minute}`,
      eventTime: `2026-10-15T03:${String(minute).padStart(2, '0')}:00Z`,
      userIdentity: { userName: minute === 59 ? 'taro' : 'hanako' },
      sourceIPAddress: '10.64.0.1',
    }),
  ),
];
const archive = new ArchiveFolder().addEvents([...EVENTS, ...LISTS]);
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
    ['an element of a list', { a: { 'requestParameters.names': '/PROD/db' }, condition: 'a' }, ['names']],
    ['the end of an element', { a: { 'requestParameters.names|endswith': 'd" name' }, condition: 'a' }, ['names']],
    ['no two elements at once', { a: { 'requestParameters.names': '/prod/db*name' }, condition: 'a' }, []],
    ['a number in a list', { a: { 'requestParameters.ids': 7 }, condition: 'a' }, ['names']],
    ['a list that is there', { a: { 'requestParameters.names|exists': true }, condition: 'a' }, ['names']],
    [
      'a value deep in the lists of EC2',
      { a: { 'requestParameters.ipPermissions.items.ipRanges.items.cidrIp': '0.0.0.0/0' }, condition: 'a' },
      ['open'],
    ],
    [
      'a number there, whole',
      { a: { 'requestParameters.ipPermissions.items.fromPort': [2, 22] }, condition: 'a' },
      ['open'],
    ],
    ['a network', { a: { 'sourceIPAddress|cidr': ['10.32.0.0/11', '192.0.2.0/24'] }, condition: 'a' }, ['near']],
    [
      'two fields that are the same',
      { a: { 'requestParameters.a|fieldref': 'requestParameters.b' }, condition: 'a' },
      ['near'],
    ],
    [
      'two fields in this case only',
      { a: { 'requestParameters.a|fieldref|cased': 'requestParameters.b' }, condition: 'a' },
      [],
    ],
    ['a word anywhere', { words: ['backup_ADMIN', 'boto3'], condition: 'words' }, ['denied', 'user']],
    ['all of the words', { words: { '|all': ['boto3', 'PutBucket'] }, condition: 'words' }, ['denied']],
    ['not a word', { a: { eventName: 'PutBucketPolicy' }, words: ['boto3'], condition: 'a and not words' }, []],
    [
      'three within a quarter of an hour',
      { a: { eventName: 'ConsoleLogin' }, timeframe: '15m', condition: 'a | count() > 2' },
      ['login-12'],
    ],
    [
      'none within ten minutes',
      { a: { eventName: 'ConsoleLogin' }, timeframe: '10m', condition: 'a | count() >= 3' },
      [],
    ],
    [
      'three of one user in the whole period',
      { a: { eventName: 'ConsoleLogin' }, condition: 'a | count() by userIdentity.userName >= 3' },
      ['login-0', 'login-12', 'login-5'],
    ],
  ])('finds: %s', async (_name, detection, expected) => {
    expect(await match(detection)).toEqual(expected);
  });

  it.each<[string, string, RegExp]>([
    ['of another log', rule({}).replace('cloudtrail', 'route53'), /no Sigma rule|not about aws cloudtrail/],
    [
      'that counts different values',
      rule({ a: { eventName: 'A' }, condition: 'a | count(eventName) by userAgent > 5' }),
      /counts the different values of eventName/,
    ],
    ['that asks what is near', rule({ a: { eventName: 'A' }, condition: 'a | near b' }), /goes on with near b/],
    [
      'with a time frame in moons',
      rule({ a: { eventName: 'A' }, timeframe: '2w', condition: 'a | count() > 5' }),
      /time frame is 2w/,
    ],
    [
      'with a time frame for nothing',
      rule({ a: { eventName: 'A' }, timeframe: '5m', condition: 'a' }),
      /counts nothing/,
    ],
    ['with a network of IPv6', rule({ a: { 'sourceIPAddress|cidr': '::/0' }, condition: 'a' }), /no network of IPv4/],
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
