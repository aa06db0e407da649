import type { Blueprint } from '../../blueprints/blueprint.ts';
import type { Cdk, Scope } from '../../blueprints/cdk.ts';
import { makeTemplate } from '../../blueprints/cdk.ts';
import type { Config } from '../../config/schema.ts';
import { ACCOUNTS_VIEW, athenaNames } from '../../domain/athena-names.ts';
import type { Template } from '../../domain/template.ts';
import {
  ACCOUNT_LIST_PATTERN,
  accountListSql,
  accountNameParameters,
  accountNameValues,
  VIEWS,
} from './account-list.ts';

/** The table `accounts` of our reports, for saved queries and whoever asks Athena. */
export const athenaAccounts: Blueprint = {
  id: 'athena-accounts',
  title: 'Names and units of the accounts as a view of Athena, in the log account',
  kind: 'stack-set',
  stackName: 'AWSOrganizations-AthenaAccounts',
  destination: 'log',
  regions: 'home',
  capabilities: [],
  dependsOn: ['stackset-execution', 'athena-reports'],
  sensitiveParameters: [],
  isEnabled: ({ reports }) => reports.athena.enabled,
  template: makeAccountsTemplate,
  parameters: ({ accounts }) => accountNameValues(accounts),
};

function makeAccountsTemplate(config: Config): Template {
  const { database } = athenaNames(config.resourcePrefix);
  return makeTemplate('The accounts of the organization as a view of Amazon Athena.', (scope, cdk) => {
    const numbers = Array.from({ length: VIEWS }, (_, index) => index + 1);
    for (const name of numbers.flatMap(accountNameParameters)) {
      new cdk.CfnParameter(scope, name, { type: 'String', default: '', allowedPattern: ACCOUNT_LIST_PATTERN });
    }
    for (const number of numbers) {
      const list = accountNameParameters(number).map((name) => `\${${name}}`);
      addView(scope, cdk, {
        database,
        id: `Accounts${number}`,
        name: part(number),
        sql: accountListSql(list.join('')),
      });
    }
    const all = numbers.map((number) => `SELECT account, name, unit FROM "${database}"."${part(number)}"`);
    addView(scope, cdk, { database, id: 'Accounts', name: ACCOUNTS_VIEW, sql: all.join('\nUNION ALL\n') });
  });
}

function part(number: number): string {
  return `${ACCOUNTS_VIEW}_${number}`;
}

interface View {
  readonly database: string;
  readonly id: string;
  readonly name: string;
  /** A text for Fn::Sub, if it refers to parameters. */
  readonly sql: string;
}

const COLUMNS = ['account', 'name', 'unit'];

/** Athena keeps a view as a table of Glue whose text is a comment with JSON in Base64. */
function addView(scope: Scope, cdk: typeof Cdk, { database, id, name, sql }: View): void {
  const json = JSON.stringify({
    originalSql: sql,
    catalog: 'awsdatacatalog',
    schema: database,
    columns: COLUMNS.map((column) => ({ name: column, type: 'varchar' })),
  });
  const base64 = sql.includes('${') ? cdk.Fn.base64(cdk.Fn.sub(json)) : Buffer.from(json).toString('base64');
  new cdk.CfnResource(scope, id, {
    type: 'AWS::Glue::Table',
    properties: {
      CatalogId: cdk.Aws.ACCOUNT_ID,
      DatabaseName: database,
      TableInput: {
        Name: name,
        Description: 'The accounts of the organization.',
        TableType: 'VIRTUAL_VIEW',
        Parameters: { presto_view: 'true' },
        PartitionKeys: [],
        StorageDescriptor: {
          Columns: COLUMNS.map((column) => ({ Name: column, Type: 'string' })),
          SerdeInfo: { Name: '-', SerializationLibrary: '-' },
        },
        ViewOriginalText: cdk.Fn.join('', ['/* Presto View: ', base64, ' */']),
        ViewExpandedText: '/* Presto View */',
      },
    },
  });
}
