import type { Guardrail } from './guardrail.ts';
import { regionRestriction } from './region-restriction/guardrail.ts';

export const GUARDRAILS: readonly Guardrail[] = [regionRestriction];
