// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import type { JsonObject } from '../../domain/json.ts';
import { arnsOf, type NamedType } from '../../domain/namespace.ts';

export interface Permission {
  readonly actions: readonly string[];
  /** Fn::Sub texts over the parameters of the template, or `*` where AWS knows no narrower resource. */
  readonly resources: readonly string[];
  readonly condition?: JsonObject;
  /** Of iam:PassRole alone: the service that may get a role of ours. */
  readonly passedTo?: string;
}

const IN = 'arn:${AWS::Partition}:';

/** What the templates name, with the parameters of the template; `${Database}` see policy.ts. */
export function arns(...types: readonly NamedType[]): readonly string[] {
  const place = {
    prefix: '${ManagedResourcePrefix}',
    region: '*',
    account: '${AWS::AccountId}',
    database: '${Database}',
  };
  return arnsOf(types, place).map((arn) => `${IN}${arn}`);
}
