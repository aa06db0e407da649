import { partitionOf } from '../../domain/ids.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { Template } from '../../domain/template.ts';
import { resolveResources } from '../plan/resolve-template.ts';

/** A resource of one of our stacks, with its properties as far as they are known before AWS makes it. */
export interface MadeResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
}

interface Deployed {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a deployed template makes in an account and region, its conditions decided. */
export function resourcesIn(
  { template, parameters }: Deployed,
  { account, region }: { readonly account: string; readonly region: string },
): readonly MadeResource[] {
  const known = { 'AWS::AccountId': account, 'AWS::Region': region, 'AWS::Partition': partitionOf(region) };
  const pseudo = Object.fromEntries(Object.keys(known).map((name) => [name, { Type: 'String' }]));
  const declared = { ...template, Parameters: { ...(template.Parameters as object | undefined), ...pseudo } };
  return Object.entries(resolveResources(declared, { ...parameters, ...known })).map(
    ([logicalId, { Type, Properties }]) => ({
      logicalId,
      type: Type,
      properties: (Properties ?? {}) as JsonObject,
    }),
  );
}

/** A text, or what a Ref to another resource of the stack stands for when that has a name of its own. */
export function textOf(value: Json | undefined, among: readonly MadeResource[] = []): string | null {
  if (typeof value === 'string') return value;
  const reference = value !== null && typeof value === 'object' && 'Ref' in value ? value.Ref : undefined;
  const named = among.find(({ logicalId }) => logicalId === reference);
  return typeof named?.properties.Name === 'string' ? named.properties.Name : null;
}
