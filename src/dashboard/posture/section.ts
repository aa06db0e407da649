import * as z from 'zod';

export const accountId = z.string().regex(/^\d{12}$/);
export const moment = z.string().describe('ISO 8601.');

/**
 * A source that was read, when, and what it said; or one that was not, and why. Whoever counts must tell the two apart:
 * what was not read is neither zero nor well.
 */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  const read = z.strictObject({ state: z.literal('read'), at: moment, ...shape });
  const notRead = z.strictObject({
    state: z.literal('not-read'),
    reason: z.string().describe('One sentence.'),
    isOff: z.literal(true).optional().describe('metsuke.yaml does not ask for it, and need not.'),
  });
  return z.union([read, notRead]);
}

/** What is there; of a section that was read. */
export type Read<Of> = Extract<Of, { state: 'read' }>;

export const notice = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  account: accountId.nullable(),
  message: z.string(),
  hint: z.string().nullable().describe('What to do next.'),
  command: z.string().nullable().describe('To be copied.'),
});
