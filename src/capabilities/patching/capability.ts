import type { Capability } from '../capability.ts';
import { patching as blueprint } from './blueprint.ts';

export const patching: Capability = { id: 'patching', blueprints: [blueprint] };
