import type { Config } from '../config/schema.ts';
import type { Template } from '../domain/template.ts';
import type { Blueprint } from './blueprint.ts';

const made = new WeakMap<Config, Map<Blueprint, Template>>();

/** The blueprint's template for this configuration, made once: a plan, its quotas and its buckets ask for the same ones. */
export function templateOf(blueprint: Blueprint, config: Config): Template {
  const known = made.get(config) ?? new Map<Blueprint, Template>();
  made.set(config, known);
  const template = known.get(blueprint) ?? blueprint.template(config);
  known.set(blueprint, template);
  return template;
}
