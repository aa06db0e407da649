/** Who acted, and through what: `hanako` through `role PowerUserAccess`. */
export interface Actor {
  readonly who: string;
  readonly through: string;
}

const ARN = /^arn:[^:]*:(?:iam|sts)::\d*:(.+)$/;
/** A permission set of IAM Identity Center. */
const PERMISSION_SET = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

/** Of an ARN; of anything else, as it is. */
export function actorOf(arn: string): Actor {
  const [, path] = ARN.exec(arn) ?? [];
  if (path === undefined) return { who: arn, through: '' };
  const [kind = '', ...parts] = path.split('/');
  const who = parts.at(-1) ?? kind;
  if (kind !== 'assumed-role') return { who, through: parts.length === 0 ? '' : kind };
  const role = parts.at(-2) ?? '';
  return { who, through: PERMISSION_SET.exec(role)?.[1] ?? role };
}
