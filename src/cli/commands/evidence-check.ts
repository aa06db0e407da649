import { EXIT } from '../../domain/errors.ts';
import { checkBundle } from '../../evidence/bundle/check.ts';
import { readInput } from '../read-input.ts';
import { renderCheck } from '../render/evidence-bundle.ts';
import type { Session } from '../session.ts';

export interface EvidenceCheckOptions {
  readonly folder: string;
  readonly seal?: string;
  readonly signerKey?: string;
}

/** Ends with 1 when anything differs from what was sealed. */
export async function run({ terminal, options: { json } }: Session, options: EvidenceCheckOptions): Promise<number> {
  const { folder, seal } = options;
  const signerKey = options.signerKey === undefined ? undefined : await readInput(options.signerKey);
  const check = await checkBundle({ folder, seal, signerKey });
  terminal.out(json ? `${JSON.stringify(check, null, 2)}\n` : renderCheck(check, terminal.view));
  return check.differences.length > 0 ? EXIT.failed : EXIT.done;
}
