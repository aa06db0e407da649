/** What the playbook hardens, in the order in which it does. Each is a switch: `hardening_<id>` of the role. */
export interface Control {
  readonly id: string;
  readonly title: string;
  /** Sections of the CIS Amazon Linux 2023 Benchmark 1.0.0. */
  readonly amazonLinux: readonly string[];
  /** Sections of the CIS Ubuntu Linux 24.04 LTS Benchmark 1.0.0. */
  readonly ubuntu: readonly string[];
}

export const CONTROLS: readonly Control[] = [
  control('kernel_modules', 'No file systems and storage that no server needs', ['1.1.1', '1.1.9'], ['1.1.1']),
  control('temporary_file_systems', '/tmp and /dev/shm without devices and programs', ['1.1.2', '1.1.8'], ['1.1.2']),
  control('process_hardening', 'Memory hard to guess and to read, no core dumps', ['1.5'], ['1.5']),
  control('banners', 'A warning before and after a login', ['1.7'], ['1.6']),
  control('time_synchronization', 'The time of the hypervisor', ['2.1'], ['2.3']),
  control('unneeded_services', 'No servers and clients that nobody asked for', ['2.2', '2.3'], ['2.1', '2.2']),
  control('network_protocols', 'No rare network protocols', ['3.1'], ['3.2']),
  control('network_parameters', 'A host, not a router', ['3.2', '3.3'], ['3.3']),
  control('scheduled_jobs', 'Only root schedules jobs', ['4.1'], ['2.4']),
  control('ssh_server', 'Keys only, never root, current ciphers', ['4.2'], ['5.1']),
  control('sudo', 'What a user does as another user is recorded', ['4.3'], ['5.2']),
  control('passwords', 'Strong passwords, locked after wrong ones', ['4.4', '4.5'], ['5.3']),
  control('accounts', 'Expiry, umask, idle shells', ['4.6'], ['5.4']),
  control('logging', 'Logs that stay and that only root reads', ['5.1'], ['6.1']),
  control('audit', 'The kernel records what matters', ['5.2'], ['6.2']),
  control('file_permissions', 'Rights of the files that say who is who', ['6.1'], ['7.1']),
];

function control(id: string, title: string, amazonLinux: readonly string[], ubuntu: readonly string[]): Control {
  return { id, title, amazonLinux, ubuntu };
}

/** The variable of the playbook that switches a control. */
export function switchOf({ id }: Pick<Control, 'id'>): string {
  return `hardening_${id}`;
}
