import type { JsonObject } from './json.ts';

/** A CloudFormation template as plain JSON: no assets, no macros, no generated names. */
export interface Template extends JsonObject {
  readonly Resources: { readonly [logicalId: string]: TemplateResource };
}

export interface TemplateResource extends JsonObject {
  readonly Type: string;
}

/** CloudFormation's limit for a template given inline. Source: CloudFormation quotas. */
export const TEMPLATE_BODY_LIMIT_BYTES = 51_200;
