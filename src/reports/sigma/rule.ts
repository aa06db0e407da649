import { parse } from 'yaml';
import * as z from 'zod';
import { say } from '../../domain/say.ts';

const detection = z.record(z.string(), z.unknown()).and(z.object({ condition: z.string() }));

/** As much of a Sigma rule as is needed. https://sigmahq.io/docs/basics/rules.html */
const schema = z.object({
  title: z.string(),
  id: z.string().optional(),
  level: z.string().default('medium'),
  logsource: z.object({ product: z.string().optional(), service: z.string().optional() }),
  detection,
});

export type SigmaRule = z.output<typeof schema>;

/** Why a rule cannot be run, in words for people. */
export class Untranslatable extends Error {}

export function parseRule(text: string): SigmaRule {
  const read = schema.safeParse(parseYaml(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Untranslatable(say`it is no Sigma rule: ${issue?.path.join('.')} ${issue?.message}`);
  }
  const { product, service } = read.data.logsource;
  if (product !== 'aws' || service !== 'cloudtrail') {
    throw new Untranslatable(
      say`it is about ${[product, service].filter(Boolean).join(' ') || say`other logs`}, not about aws cloudtrail`,
    );
  }
  return read.data;
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 20 });
  } catch (error) {
    throw new Untranslatable(say`it is no YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}
