import type { Json, JsonObject } from '../../domain/json.ts';
import type { Template, TemplateResource } from '../../domain/template.ts';

/**
 * Puts parameter values into a template, as far as they are known before a deployment, so that a changed parameter shows
 * as what it changes in the resources. What only AWS knows (`AWS::AccountId`, GetAtt, ImportValue) stays as it is, unless
 * the place is given.
 */
export function resolveResources(
  template: Template,
  parameters: Readonly<Record<string, string>>,
  place?: Place,
): Readonly<Record<string, TemplateResource>> {
  const scope = makeScope(template, parameters, place);
  const resolved: Record<string, TemplateResource> = {};
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    const condition = resource.Condition;
    if (typeof condition === 'string' && isFalse(conditionValue(condition, scope))) continue;
    const { Condition: _, ...rest } = resource;
    resolved[logicalId] = resolve(rest as JsonObject, scope) as TemplateResource;
  }
  return resolved;
}

/** The value each declared parameter has: the given one or its default. */
export function effectiveParameters(
  template: Template,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const declared = (template.Parameters ?? {}) as Readonly<Record<string, JsonObject>>;
  const values: Record<string, string> = {};
  for (const [name, declaration] of Object.entries(declared)) {
    const value = given[name] ?? declaration.Default;
    if (value !== undefined && value !== null) values[name] = String(value);
  }
  return values;
}

interface Scope {
  readonly parameters: Readonly<Record<string, string>>;
  readonly conditions: JsonObject;
  readonly mappings: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
}

/** Where a stack is. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

function makeScope(template: Template, given: Readonly<Record<string, string>>, place?: Place): Scope {
  const known = place && { 'AWS::AccountId': place.account, 'AWS::Region': place.region };
  return {
    parameters: { ...effectiveParameters(template, given), ...known },
    conditions: (template.Conditions ?? {}) as JsonObject,
    mappings: (template.Mappings ?? {}) as Scope['mappings'],
  };
}

/** `undefined` stands for AWS::NoValue: the key or item is left out. */
function resolve(value: Json, scope: Scope): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((item: Json) => resolve(item, scope)).filter((item) => item !== undefined);
  }
  if (value === null || typeof value !== 'object') return value;
  const object = value as JsonObject;
  const keys = Object.keys(object);
  const only = keys.length === 1 ? keys[0] : undefined;
  if (only === 'Ref' || only?.startsWith('Fn::')) return resolveFunction(only, object[only] as Json, scope);
  const entries = keys.flatMap((key) => {
    const item = resolve(object[key] as Json, scope);
    return item === undefined ? [] : [[key, item] as const];
  });
  return Object.fromEntries(entries);
}

function resolveFunction(name: string, argument: Json, scope: Scope): Json | undefined {
  switch (name) {
    case 'Ref':
      if (argument === 'AWS::NoValue') return undefined;
      return scope.parameters[argument as string] ?? { Ref: argument };
    case 'Fn::If':
      return resolveIf(argument as readonly Json[], scope);
    case 'Fn::Sub':
      return resolveSub(argument, scope);
    case 'Fn::Join':
      return resolveJoin(argument as readonly Json[], scope);
    case 'Fn::Split':
      return resolveSplit(argument as readonly Json[], scope);
    case 'Fn::FindInMap':
      return resolveFindInMap(argument as readonly Json[], scope);
    default:
      return { [name]: resolve(argument, scope) ?? null };
  }
}

function resolveIf(argument: readonly Json[], scope: Scope): Json | undefined {
  const [condition, whenTrue, whenFalse] = argument;
  const value = conditionValue(String(condition), scope);
  if (value === undefined) return { 'Fn::If': argument.map((item) => resolve(item, scope) ?? null) };
  return resolve((value ? whenTrue : whenFalse) ?? null, scope);
}

function resolveSub(argument: Json, scope: Scope): Json {
  const [text, variables] = Array.isArray(argument) ? (argument as readonly Json[]) : [argument, {}];
  const known = (resolve(variables ?? {}, scope) ?? {}) as JsonObject;
  const resolved = String(text).replace(/\$\{([^!][^}]*)\}/g, (whole, name: string) => {
    const value = known[name] ?? scope.parameters[name];
    return typeof value === 'string' ? value : whole;
  });
  if (!resolved.includes('${')) return resolved;
  const unknown = Object.entries(known).filter(([, value]) => typeof value !== 'string');
  return { 'Fn::Sub': unknown.length > 0 ? [resolved, Object.fromEntries(unknown)] : resolved };
}

function resolveJoin(argument: readonly Json[], scope: Scope): Json {
  const [separator, list] = argument;
  const items = resolve(list ?? [], scope);
  if (Array.isArray(items) && items.every((item) => typeof item === 'string')) return items.join(String(separator));
  return { 'Fn::Join': [separator ?? '', items ?? []] };
}

function resolveSplit(argument: readonly Json[], scope: Scope): Json {
  const [separator, text] = argument;
  const resolved = resolve(text ?? '', scope);
  if (typeof resolved === 'string') return resolved.split(String(separator));
  return { 'Fn::Split': [separator ?? '', resolved ?? ''] };
}

function resolveFindInMap(argument: readonly Json[], scope: Scope): Json {
  const [map, first, second] = argument.map((item) => resolve(item, scope));
  const found = scope.mappings[String(map)]?.[String(first)]?.[String(second)];
  return found ?? { 'Fn::FindInMap': argument };
}

/** `undefined`: it depends on something that only AWS knows. */
function conditionValue(name: string, scope: Scope): boolean | undefined {
  const condition = scope.conditions[name];
  return condition === undefined ? undefined : evaluate(condition, scope);
}

function evaluate(condition: Json, scope: Scope): boolean | undefined {
  const [name, argument] = Object.entries(condition as JsonObject)[0] ?? [];
  const parts = (Array.isArray(argument) ? argument : []) as readonly Json[];
  switch (name) {
    case 'Condition':
      return conditionValue(String(argument), scope);
    case 'Fn::Equals': {
      const [left, right] = parts.map((part) => resolve(part, scope));
      if (typeof left === 'object' || typeof right === 'object') return undefined;
      return String(left) === String(right);
    }
    case 'Fn::Not': {
      const value = evaluate(parts[0] ?? null, scope);
      return value === undefined ? undefined : !value;
    }
    case 'Fn::And':
      return combine(
        parts.map((part) => evaluate(part, scope)),
        false,
      );
    case 'Fn::Or':
      return combine(
        parts.map((part) => evaluate(part, scope)),
        true,
      );
    default:
      return undefined;
  }
}

/** And/Or with unknowns: one deciding value decides, else one unknown makes it unknown. */
function combine(values: readonly (boolean | undefined)[], deciding: boolean): boolean | undefined {
  if (values.includes(deciding)) return deciding;
  return values.includes(undefined) ? undefined : !deciding;
}

function isFalse(value: boolean | undefined): boolean {
  return value === false;
}
