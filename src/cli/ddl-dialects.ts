/** Who can be told of the tables. */
export const DDL_DIALECTS = ['athena', 'trino'] as const;
export type DdlDialect = (typeof DDL_DIALECTS)[number];
