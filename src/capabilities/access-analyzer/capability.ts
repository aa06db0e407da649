import type { Capability } from '../capability.ts';
import { accessAnalyzerBlueprint } from './blueprint.ts';
import { ACCESS_ANALYZER_PERMISSIONS } from './permissions.ts';
import { analyzerProtections } from './protections.ts';
import { analyzerRoutes } from './routes.ts';

export const accessAnalyzer: Capability = {
  id: 'access-analyzer',
  blueprints: [accessAnalyzerBlueprint],
  permissions: ACCESS_ANALYZER_PERMISSIONS,
  protections: analyzerProtections,
  routes: analyzerRoutes,
};
