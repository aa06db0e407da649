// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
import { hiveType, trinoType } from './data-type.ts';
import { sqlText } from './sql-text.ts';
import type { Partition, StoredTable, Table } from './table.ts';

/** Where an organization's archive is, and of whom it holds logs. */
export interface ArchivePlace {
  /** `s3://bucket/prefix/`, by what a table needs. */
  readonly logs: string;
  readonly trail: string;
  readonly accessLogs: string;
  readonly findings: string;
  /** `o-8m3k2xq1zz/`, or '' when accounts have trails of their own. */
  readonly organization: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** The first day there can be a log of. */
  readonly firstDay: string;
}

/** A table of the Glue Data Catalog; values may be texts that CloudFormation fills in. */
export interface GlueTable {
  readonly Name: string;
  readonly Description: string;
  readonly TableType: 'EXTERNAL_TABLE';
  readonly Parameters: Readonly<Record<string, string>>;
  readonly PartitionKeys: readonly GlueColumn[];
  readonly StorageDescriptor: {
    readonly Columns: readonly GlueColumn[];
    readonly Location: string;
    readonly InputFormat: string;
    readonly OutputFormat: string;
    readonly SerdeInfo: {
      readonly SerializationLibrary: string;
      readonly Parameters: Readonly<Record<string, string>>;
    };
  };
}

interface GlueColumn {
  readonly Name: string;
  readonly Type: string;
}

export function glueTable({ what }: Table, stored: StoredTable, place: ArchivePlace): GlueTable {
  return {
    Name: stored.name,
    Description: what,
    TableType: 'EXTERNAL_TABLE',
    Parameters: { EXTERNAL: 'TRUE', ...projection(stored, place) },
    PartitionKeys: stored.partitions.map(({ name }) => ({ Name: name, Type: 'string' })),
    StorageDescriptor: {
      Columns: stored.columns.map(({ name, type }) => ({ Name: name.toLowerCase(), Type: hiveType(type) })),
      Location: locationOf(stored, place),
      InputFormat: stored.inputFormat,
      OutputFormat: stored.outputFormat,
      SerdeInfo: { SerializationLibrary: stored.serde, Parameters: stored.serdeParameters ?? {} },
    },
  };
}

/** The statement that makes the same table by hand in Athena. */
export function athenaDdl(table: Table, place: ArchivePlace): string {
  const { Name, Parameters, PartitionKeys, StorageDescriptor } = glueTable(table, table.stored, place);
  const { Columns, Location, InputFormat, OutputFormat, SerdeInfo } = StorageDescriptor;
  const columns = (all: readonly GlueColumn[]): string =>
    all.map((each) => `\`${each.Name}\` ${each.Type}`).join(',\n  ');
  const properties = (all: Readonly<Record<string, string>>): string =>
    Object.entries(all)
      .map(([key, value]) => `${sqlText(key)} = ${sqlText(value)}`)
      .join(',\n  ');
  return [
    `CREATE EXTERNAL TABLE ${Name} (\n  ${columns(Columns)})`,
    ...(PartitionKeys.length > 0 ? [`PARTITIONED BY (${columns(PartitionKeys)})`] : []),
    `ROW FORMAT SERDE ${sqlText(SerdeInfo.SerializationLibrary)}`,
    ...(Object.keys(SerdeInfo.Parameters).length > 0
      ? [`WITH SERDEPROPERTIES (\n  ${properties(SerdeInfo.Parameters)})`]
      : []),
    `STORED AS INPUTFORMAT ${sqlText(InputFormat)}\nOUTPUTFORMAT ${sqlText(OutputFormat)}`,
    `LOCATION ${sqlText(Location)}`,
    `TBLPROPERTIES (\n  ${properties(Parameters)});`,
  ].join('\n');
}

/** The same for a Trino with the Hive connector, which projects partitions of columns. */
export function trinoDdl(table: Table, place: ArchivePlace): string {
  const stored = table.storedInTrino ?? table.stored;
  const columns = stored.columns.map(({ name, type }) => `${name.toLowerCase()} ${trinoType(type)}`);
  const keys = stored.partitions.map((partition) => `"${partition.name}" varchar${columnProjection(partition, place)}`);
  const properties = [
    ...trinoFormat(stored),
    `external_location = ${sqlText(locationOf(stored, place))}`,
    ...(stored.partitions.length > 0
      ? [
          `partitioned_by = ${sqlArray(stored.partitions.map(({ name }) => name))}`,
          'partition_projection_enabled = true',
          `partition_projection_location_template = ${sqlText(templateOf(stored, place))}`,
        ]
      : []),
  ];
  return `CREATE TABLE ${stored.name} (\n  ${[...columns, ...keys].join(',\n  ')}\n)\nWITH (\n  ${properties.join(',\n  ')}\n);`;
}

function trinoFormat({ serdeParameters = {} }: StoredTable): readonly string[] {
  const regex = serdeParameters['input.regex'];
  if (regex !== undefined) return ["format = 'REGEX'", `regex = ${sqlText(regex)}`];
  // It hands on to the reader what it has no property for.
  const [names, values] = [Object.keys(serdeParameters), Object.values(serdeParameters)].map(sqlArray);
  return ["format = 'OPENX_JSON'", `extra_properties = MAP(${names}, ${values})`];
}

function sqlArray(texts: readonly string[]): string {
  return `ARRAY[${texts.map(sqlText).join(', ')}]`;
}

function columnProjection(partition: Partition, place: ArchivePlace): string {
  const settings = Object.entries(projectionOf(partition, place)).map(([key, value]) => {
    const name = `partition_projection_${key.replaceAll('.', '_')}`;
    if (key === 'values' || key === 'range') return `${name} = ${sqlArray(value.split(','))}`;
    if (key === 'interval') return `${name} = ${value}`;
    return `${name} = ${sqlText(key === 'type' ? value.toUpperCase() : value)}`;
  });
  return ` WITH (${settings.join(', ')})`;
}

function projection(stored: StoredTable, place: ArchivePlace): Record<string, string> {
  if (stored.partitions.length === 0) return {};
  const columns = stored.partitions.flatMap((partition) =>
    Object.entries(projectionOf(partition, place)).map(([key, value]) => [
      `projection.${partition.name}.${key}`,
      value,
    ]),
  );
  return {
    'projection.enabled': 'true',
    ...Object.fromEntries(columns),
    'storage.location.template': templateOf(stored, place),
  };
}

function projectionOf(partition: Partition, { accounts, regions, firstDay }: ArchivePlace): Record<string, string> {
  switch (partition.kind) {
    case 'account':
      return { type: 'enum', values: accounts.join(',') };
    case 'region':
      return { type: 'enum', values: regions.join(',') };
    case 'values':
      return { type: 'enum', values: partition.values.join(',') };
    case 'day': {
      const [year, month, day] = firstDay.split('-').map(Number);
      const first = partition.format.includes('MM') ? firstDay.replaceAll('-', '/') : `${year}/${month}/${day}`;
      return {
        type: 'date',
        format: partition.format,
        range: `${first},NOW`,
        interval: '1',
        'interval.unit': 'DAYS',
      };
    }
    default:
      return partition satisfies never;
  }
}

function templateOf(stored: StoredTable, place: ArchivePlace): string {
  return `${rootOf(stored, place)}${stored.location.template.replace('${organization}/', place.organization)}`;
}

/** What stands before the first partition. */
function locationOf(stored: StoredTable, place: ArchivePlace): string {
  const template = templateOf(stored, place);
  const first = template.indexOf('${', rootOf(stored, place).length);
  const fixed = first < 0 ? template : template.slice(0, first);
  return fixed.slice(0, fixed.lastIndexOf('/') + 1);
}

function rootOf({ location }: StoredTable, { logs, trail, accessLogs, findings }: ArchivePlace): string {
  return { logs, trail, 'access-logs': accessLogs, findings }[location.bucket];
}
