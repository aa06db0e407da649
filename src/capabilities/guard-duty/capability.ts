import type { Capability } from '../capability.ts';
import { guardDutyExport } from './blueprint.ts';

export const guardDuty: Capability = { id: 'guard-duty', blueprints: [guardDutyExport] };
