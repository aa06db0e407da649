import { CONTROLS, switchOf } from './controls.ts';

/** What a person chooses about the content of an image. */
export interface ImageSettings {
  /** Ids of controls that are switched off. */
  readonly withoutControls: readonly string[];
  readonly antiMalware: boolean;
  /** Whether an SSH server runs at all; sessions need none. */
  readonly sshServer: boolean;
  readonly logGroupPrefix: string;
  readonly logRetentionDays: number;
}

/** The variables that the playbook is given. */
export function playbookVariables(settings: ImageSettings): Readonly<Record<string, string | number | boolean>> {
  const switches = CONTROLS.map((control) => [switchOf(control), !settings.withoutControls.includes(control.id)]);
  return {
    ...Object.fromEntries(switches),
    hardening_ssh_server_enabled: settings.sshServer,
    anti_malware_enabled: settings.antiMalware,
    agents_log_group_prefix: settings.logGroupPrefix,
    agents_log_retention_days: settings.logRetentionDays,
  };
}
