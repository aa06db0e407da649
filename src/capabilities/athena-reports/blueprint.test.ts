// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
import { describe, expect, it } from 'vitest';
import { asObject } from '../../../test/support/cloudformation.ts';
import { aConfig, deployBlueprint, LOG, ORGANIZATION } from '../../../test/support/cloudformation-fixture.ts';
import type { JsonObject } from '../../domain/json.ts';
import { REPORTS } from '../../reports/catalog.ts';
import { athenaReports } from './blueprint.ts';
import { accountParameterValues } from './place.ts';
import { athenaQueries } from './queries.ts';

const ON = { reports: { athena: { enabled: true } } };

type Section = Parameters<typeof aConfig>[0];

function tables(changes: Section = ON): readonly JsonObject[] {
  const { resources } = deployBlueprint(athenaReports, changes);
  return Object.values(resources).flatMap(({ TableInput }) => (TableInput === undefined ? [] : [asObject(TableInput)]));
}

function table(name: string): JsonObject {
  return asObject(tables().find(({ Name }) => Name === name) ?? null);
}

function resource(logicalId: string, changes: Section): JsonObject {
  return asObject(deployBlueprint(athenaReports, changes).resources[logicalId] ?? null);
}

describe('Athena over the archive', () => {
  it('finds the log files of the organization trail through the accounts that there are', () => {
    const { Parameters, StorageDescriptor } = table('cloudtrail');
    const parameters = asObject(Parameters ?? null);
    const bucket = `s3://aws-organizations-logs-${LOG}-ap-northeast-1/${ORGANIZATION}/AWSLogs/`;
    expect(StorageDescriptor).toMatchObject({ Location: bucket });
    expect(parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.account.type': 'enum',
      'projection.account.values': expect.stringMatching(/^\d{12},\d{12},\d{12}$/),
      'projection.timestamp.format': 'yyyy/MM/dd',
      'projection.timestamp.range': '2024/01/01,NOW',
      'storage.location.template': `${bucket}${ORGANIZATION}/\${account}/CloudTrail/\${region}/\${timestamp}`,
    });
    expect(String(parameters['projection.region.values']).split(',')).toEqual(
      expect.arrayContaining(['ap-northeast-1', 'us-east-1', 'us-west-2']),
    );
  });

  it('finds them in the bucket with Object Lock, when the trail delivers there', () => {
    const found = JSON.stringify(tables({ ...ON, cloudTrail: { objectLock: { enabled: true } } }));
    const below = (kind: string, service: string) =>
      `s3://aws-organizations-${kind}-${LOG}-ap-northeast-1/${ORGANIZATION}/AWSLogs/${service}`;
    expect(found).toContain(below('trail', `${ORGANIZATION}/\${account}/CloudTrail/`));
    expect(found).toContain(below('logs', '${account}/Config/'));
  });

  it('finds those of account trails without the organization', () => {
    const found = JSON.stringify(tables({ ...ON, cloudTrail: { mode: 'ACCOUNT' } }));
    expect(found).toContain('AWSLogs/${account}/CloudTrail/${region}/${timestamp}');
    expect(found).not.toContain(`AWSLogs/${ORGANIZATION}`);
  });

  it('reads AWS Config, whose days are not padded', () => {
    expect(table('config_files').Parameters).toMatchObject({
      'projection.dt.format': 'yyyy/M/d',
      'projection.dt.range': '2024/1/1,NOW',
    });
  });

  it('stops what reads too much, for everybody, and keeps results encrypted and for a while only', () => {
    const changes = { reports: { athena: { enabled: true, scanLimitGigabytes: 2, resultDays: 7 } } };
    expect(resource('WorkGroup', changes)).toMatchObject({
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        BytesScannedCutoffPerQuery: 2_147_483_648,
        ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
      },
    });
    expect(resource('ResultBucket', changes)).toMatchObject({
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 7 }] },
    });
  });

  it('is off unless somebody wants it', () => {
    const off = deployable({});
    expect(off).toEqual([]);
    expect(deployable(ON).length).toBe(1 + athenaQueries.length);
  });
});

function deployable(changes: Section): readonly string[] {
  const config = aConfig(changes);
  return [athenaReports, ...athenaQueries].filter((each) => each.isEnabled(config)).map(({ id }) => id);
}

describe('the accounts that partitions are made of', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index).padStart(12, '1'));

  it('fit into parameters, and together give the whole list', () => {
    const values = accountParameterValues(ids(10_000));
    expect(Math.max(...Object.values(values).map((value) => value.length))).toBeLessThanOrEqual(4_096);
    expect(Object.keys(values)).toHaveLength(34);
    expect(Object.values(values).join('')).toBe(ids(10_000).join(','));
  });

  it('are in the table whatever their number', () => {
    expect(accountParameterValues(ids(3))).toEqual({ AccountIds1: ids(3).join(',') });
  });
});

describe('saved queries', () => {
  it('are all reports, each once, over the last days', () => {
    const queries = athenaQueries.flatMap((blueprint) => Object.values(deployBlueprint(blueprint, ON).resources));
    expect(queries.map(({ Name }) => Name)).toEqual(REPORTS.map(({ id }) => `aws-organizations-${id}`));
    const text = queries.find(({ Name }) => String(Name).endsWith('root-use'))?.QueryString;
    expect(text).toContain('FROM "aws_organizations_logs"."cloudtrail" WHERE "timestamp" >= date_format(current_date');
    expect(text).toContain('accounts AS (SELECT account, name, unit FROM "aws_organizations_logs"."accounts")');
    expect(text).toContain("eventtime >= substr(to_iso8601(current_timestamp - interval '30' day), 1, 19)");
  });
});
