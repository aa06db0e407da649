import type { Capability } from '../capability.ts';
import { inventory as collection } from './blueprint.ts';
import { inventorySync } from './sync/blueprint.ts';

export const inventory: Capability = { id: 'inventory', blueprints: [collection, inventorySync] };
