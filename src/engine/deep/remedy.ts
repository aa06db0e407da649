import { note } from '../../domain/say.ts';
import type { Remedy } from '../observe/deep.ts';

export function inAccount(command: string): Remedy {
  return { hint: note`Run this with credentials of the account:`, command };
}

/** What was deleted under a stack comes back with another stack in its place. */
export function makeAgain(
  stackSet: string | null,
  { account, region }: { readonly account: string; readonly region: string },
): Remedy {
  if (stackSet === null) {
    return { hint: note`Make it again by hand as its template says, which metsuke synth writes.` };
  }
  return {
    hint: note`Remove the stack that has lost it, and apply again:`,
    command: `aws cloudformation delete-stack-instances --stack-set-name ${stackSet} --accounts ${account} --regions ${region} --no-retain-stacks`,
  };
}
