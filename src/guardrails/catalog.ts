import type { Guardrail } from './guardrail.ts';
import { regionRestriction } from './region-restriction/guardrail.ts';

export const GUARDRAILS: readonly Guardrail[] = [regionRestriction];

export function guardrailById(id: string): Guardrail | undefined {
  return GUARDRAILS.find((guardrail) => guardrail.id === id);
}
