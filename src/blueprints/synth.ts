import type { Config } from '../config/schema.ts';
import type { Json } from '../domain/json.ts';
import { GUARDRAILS } from '../guardrails/catalog.ts';
import { policyContent } from '../guardrails/size.ts';
import { BLUEPRINTS } from './catalog.ts';
import { factsOf, makeManual } from './deploy-by-hand.ts';

export interface SynthesizedFile {
  /** Below the output folder, with `/`. */
  readonly path: string;
  readonly content: string;
}

/**
 * Everything that the configuration describes, as plain files which the AWS CLI deploys without Metsuke. What is off in
 * the configuration is there too, so that it can be read before it is switched on. Needs neither AWS nor a network.
 */
export function synthesize(config: Config): readonly SynthesizedFile[] {
  const blueprints = BLUEPRINTS.filter(
    // Of no VPC there is nothing to say: a template without resources is none.
    ({ kind, destination, isEnabled }) => (kind === 'stack-set' && destination !== 'session-vpcs') || isEnabled(config),
  );
  const guardrails = GUARDRAILS.filter(({ isPartOfAnother }) => isPartOfAnother?.(config) !== true);
  return [
    { path: 'README.md', content: makeManual(config, blueprints, guardrails) },
    ...blueprints.map((blueprint) => ({
      path: `templates/${blueprint.id}.json`,
      content: `${JSON.stringify(orderTemplate(blueprint.template(config)), null, 2)}\n`,
    })),
    // On one line without an end: AWS Organizations stores the file as it is and counts every blank.
    ...guardrails.map((guardrail) => ({
      path: `policies/${guardrail.id}.json`,
      content: policyContent(guardrail, config, factsOf(config)),
    })),
  ];
}

const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Parameters', 'Conditions', 'Resources', 'Outputs'];

/** Sections in the order in which people read them; below, the order of the blueprint. */
function orderTemplate(template: { readonly [section: string]: Json }): Json {
  const known = SECTIONS.filter((section) => section in template);
  const others = Object.keys(template).filter((section) => !SECTIONS.includes(section));
  return Object.fromEntries([...known, ...others].map((section) => [section, template[section] ?? null]));
}
