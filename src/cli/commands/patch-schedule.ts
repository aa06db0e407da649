import type { Config } from '../../config/schema.ts';
import { EXIT } from '../../domain/errors.ts';
import { note, say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { nextTime } from '../../inventory/next-window.ts';
import { GROUP, REBOOT, renderList } from '../render/list.ts';
import { loadConfiguration, type Session } from '../session.ts';

const COLUMNS = [
  GROUP,
  note`window`,
  note`next`,
  note`critical after`,
  note`important after`,
  note`other after`,
  REBOOT,
];

export async function run(session: Session): Promise<number> {
  const { terminal, options, clock } = session;
  const { config } = await loadConfiguration(session);
  const { enabled, install } = config.patching;
  const groups = enabled && install.enabled ? groupsOf(config, new Date(clock.now())) : [];
  if (options.json) {
    terminal.out(`${JSON.stringify({ scan: enabled, timeZone: config.notifications.timeZone, groups }, null, 2)}\n`);
    return EXIT.done;
  }
  if (!enabled) terminal.out(say`Nothing is scanned or installed: patching.enabled is false in metsuke.yaml.\n`);
  else if (groups.length === 0)
    terminal.out(say`Instances are scanned daily. Nothing is installed (patching.install).\n`);
  else {
    const rows = groups.map((group) => {
      const { critical, important, other } = group.approvedAfterDays;
      const window = `${group.day} ${group.at} ${config.notifications.timeZone}`;
      return [
        group.name,
        window,
        group.next,
        ...[critical, important, other].map((days) => `${days}d`),
        install.reboot,
      ];
    });
    terminal.out(say`Instances are scanned daily; those with the tag PatchGroup are patched:\n`);
    terminal.out(renderList({ columns: COLUMNS, rows }, terminal, countOf(groups.length, 'group')));
  }
  return EXIT.done;
}

function groupsOf({ patching, notifications }: Config, now: Date) {
  const { critical, important, other } = patching.approveAfterDays;
  return patching.install.groups.map(({ name, day, at, waitDays }) => ({
    name,
    day,
    at,
    next: nextTime({ day, at }, notifications.timeZone, now),
    approvedAfterDays: {
      critical: critical + waitDays,
      important: important + waitDays,
      other: other + waitDays,
    },
  }));
}
