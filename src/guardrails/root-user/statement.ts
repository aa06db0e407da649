import type { Config } from '../../config/schema.ts';
import { partitionOf } from '../../domain/ids.ts';
import type { JsonObject } from '../../domain/json.ts';

/**
 * What only a root user can do, such as unlocking a bucket whose policy denies everybody, is done from the management
 * account with sts:AssumeRoot: those sessions carry aws:AssumedRoot.
 */
export function rootUserStatement({ homeRegion }: Config): JsonObject {
  return {
    Sid: 'RootUser',
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: {
      ArnLike: { 'aws:PrincipalArn': `arn:${partitionOf(homeRegion)}:iam::*:root` },
      Null: { 'aws:AssumedRoot': 'true' },
    },
  };
}
