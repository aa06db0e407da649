import type { Config } from '../config/schema.ts';
import type { Json } from '../domain/json.ts';
import { TEMPLATE_BODY_LIMIT_BYTES } from '../domain/template.ts';
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
      content: templateText(orderTemplate(blueprint.template(config))),
    })),
    // On one line without an end: AWS Organizations stores the file as it is and counts every blank.
    ...guardrails.map((guardrail) => ({
      path: `policies/${guardrail.id}.json`,
      content: policyContent(guardrail, config, factsOf(config)),
    })),
  ];
}

/** For people, unless the file would be longer than CloudFormation takes in a request: it counts blanks, too. */
function templateText(template: Json): string {
  const text = `${JSON.stringify(template, null, 2)}\n`;
  return Buffer.byteLength(text) <= TEMPLATE_BODY_LIMIT_BYTES ? text : JSON.stringify(template);
}

const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Parameters', 'Conditions', 'Resources', 'Outputs'];

/** Sections in the order in which people read them; below, the order of the blueprint. */
function orderTemplate(template: { readonly [section: string]: Json }): Json {
  const known = SECTIONS.filter((section) => section in template);
  const others = Object.keys(template).filter((section) => !SECTIONS.includes(section));
  return Object.fromEntries([...known, ...others].map((section) => [section, template[section] ?? null]));
}
