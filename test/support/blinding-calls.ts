import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { fittingPython } from './python.ts';
import type { TestSandbox } from './sandbox.ts';

/** An API call, of which AWS's own models tell the parameters: see blinding_calls.py. */
export interface ApiCall {
  readonly account: string;
  readonly region: string;
  /** IAM's prefix. */
  readonly service: string;
  readonly operation: string;
  /** ARN, or `*`. */
  readonly resource: string;
  /** What the ARN does not tell. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

const answersSchema = z.array(z.object({ code: z.string(), message: z.string() }));
export type ApiAnswer = z.output<typeof answersSchema>[number];

/** All of them in one Python process, by boto3, each with the keys of its account. */
export async function callAws(sandbox: TestSandbox, calls: readonly ApiCall[]): Promise<readonly ApiAnswer[]> {
  const python = spawn(fittingPython(), [join(import.meta.dirname, 'blinding_calls.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const signed = calls.map((call) => {
    const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret } = sandbox.environmentOf(call.account);
    return { ...call, key, secret };
  });
  python.stdin.end(JSON.stringify({ endpoint: sandbox.endpoint, calls: signed }));
  return answersSchema.parse(JSON.parse(await text(python.stdout)));
}
