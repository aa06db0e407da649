import { expect, it } from 'vitest';
import { asObject } from '../../../test/support/cloudformation.ts';
import { aConfig, deployBlueprint, LOG, ORGANIZATION } from '../../../test/support/cloudformation-fixture.ts';
import { cloudtrail } from '../../archive/tables/cloudtrail.ts';
import { glueTable } from '../../archive/tables/ddl.ts';
import { athenaReports } from '../../capabilities/athena-reports/blueprint.ts';
import type { JsonObject } from '../../domain/json.ts';
import { placeOf } from './query-ddl.ts';

const ON = { reports: { athena: { enabled: true } } };

it.each(['ORGANIZATION', 'ACCOUNT'] as const)('a table made by hand is the one that apply makes: %s', (mode) => {
  const changes = { ...ON, cloudTrail: { mode } };
  const { resources } = deployBlueprint(athenaReports, changes);
  const applied = asObject(resources.CloudtrailTable?.TableInput ?? null);
  const values = asObject(applied.Parameters ?? null)['projection.account.values'];
  const place = placeOf(aConfig(changes), {
    organizationId: ORGANIZATION,
    logAccountId: LOG,
    accountIds: String(values).split(','),
  });
  // The template knows the organization only when it is deployed; with projected partitions the location is not read.
  const withoutLocation = (table: JsonObject) => ({
    ...table,
    StorageDescriptor: asObject(table.StorageDescriptor ?? null).Columns,
  });
  const made = asObject(JSON.parse(JSON.stringify(glueTable(cloudtrail, cloudtrail.stored, place))));
  expect(withoutLocation(made)).toEqual(withoutLocation(applied));
});
