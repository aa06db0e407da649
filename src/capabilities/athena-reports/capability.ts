import type { Capability } from '../capability.ts';
import { athenaAccounts } from './accounts.ts';
import { athenaReports as tables } from './blueprint.ts';
import { athenaQueries } from './queries.ts';
import { athenaSchedule } from './schedule/blueprint.ts';

export const athenaReports: Capability = {
  id: 'athena-reports',
  blueprints: [tables, athenaAccounts, ...athenaQueries, athenaSchedule],
};
