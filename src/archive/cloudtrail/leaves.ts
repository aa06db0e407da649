/** Types of DuckDB for what is no text. Both are JSON in the file, and become this when somebody reads them. */
const JSON_TYPES: Readonly<Record<string, (text: string) => string>> = {
  resources: (text) =>
    `list_transform(from_json(${text}, '[{"ARN":"VARCHAR","accountId":"VARCHAR","type":"VARCHAR"}]'), ` +
    `lambda r: struct_pack("arn" := r."ARN", "accountid" := r."accountId", "type" := r."type"))`,
  'useridentity.sessioncontext.webidfederationdata.attributes': (text) =>
    `CAST(CAST(${text} AS JSON) AS MAP(VARCHAR, VARCHAR))`,
};

/** `useridentity.arn` → `"useridentity"."arn"` */
export function leafOf(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
}

/** With the type of Athena's column, of the text of it that a reader of log files has written. */
export function typedLeaf(name: string, text = leafOf(name)): string {
  return JSON_TYPES[name]?.(text) ?? text;
}
