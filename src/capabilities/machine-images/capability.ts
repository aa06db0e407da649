import type { Capability } from '../capability.ts';
import { imageKeys } from './keys/blueprint.ts';
import { imagePipeline } from './pipeline/blueprint.ts';

export const machineImages: Capability = { id: 'machine-images', blueprints: [imageKeys, imagePipeline] };
