import type { CollectionTag, ScalarTag, Tags } from 'yaml';
import { parse } from 'yaml';
import type { JsonObject } from '../../domain/json.ts';
import type { Template } from '../../domain/template.ts';

/** Reads a template that somebody deployed, JSON or YAML with the short forms (!Ref, !Sub, …). Null: it is neither. */
export function parseTemplate(text: string): Template | null {
  try {
    const value: unknown = text.trimStart().startsWith('{')
      ? JSON.parse(text)
      : parse(text, { customTags: SHORT_FORMS, schema: 'core', maxAliasCount: 100, logLevel: 'silent' });
    return isTemplate(value) ? value : null;
  } catch {
    return null;
  }
}

function isTemplate(value: unknown): value is Template {
  return isObject(value) && isObject(value.Resources) && Object.values(value.Resources).every(isResource);
}

function isResource(value: unknown): boolean {
  return isObject(value) && typeof value.Type === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `!Ref x` is `{Ref: x}`; `!GetAtt a.b` is `{Fn::GetAtt: [a, b]}`; every other `!F x` is `{Fn::F: x}`. */
function longForm(name: string, value: unknown): JsonObject {
  if (name === 'Ref' || name === 'Condition') return { [name]: value as string };
  if (name === 'GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { 'Fn::GetAtt': [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${name}`]: value as JsonObject };
}

const FUNCTIONS = [
  'Ref',
  'Condition',
  'GetAtt',
  'Sub',
  'Join',
  'Select',
  'Split',
  'If',
  'Equals',
  'Not',
  'And',
  'Or',
  'FindInMap',
  'ImportValue',
  'GetAZs',
  'Base64',
  'Cidr',
  'Transform',
  'Length',
  'ToJsonString',
];

const SHORT_FORMS: Tags = FUNCTIONS.flatMap((name) => {
  const tag = `!${name}`;
  const scalar: ScalarTag = { tag, resolve: (value) => longForm(name, value) };
  const list: CollectionTag = {
    tag,
    collection: 'seq',
    resolve: (node) => longForm(name, node.toJSON()),
  };
  const map: CollectionTag = { tag, collection: 'map', resolve: (node) => longForm(name, node.toJSON()) };
  return [scalar, list, map];
});
