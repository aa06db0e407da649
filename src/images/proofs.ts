import { CONTROLS } from './controls.ts';
import type { ImageSettings } from './settings.ts';

/** What must be true on an instance that was started from an image. */
export interface Proof {
  readonly title: string;
  /** A command of the shell that succeeds when it is true. */
  readonly command: string;
  /** Only a running system can tell: a kernel of its own, services, mounts. */
  readonly needsBoot: boolean;
}

/** By control. Asked of the programs themselves, not of the files that the playbook wrote, where that is possible. */
const OF_CONTROL: Readonly<Record<string, readonly Proof[]>> = {
  kernel_modules: [inTree('modprobe refuses cramfs', "modprobe --showconfig | grep -q '^install cramfs /bin/false'")],
  temporary_file_systems: [
    onInstance('/tmp runs nothing', 'findmnt -no OPTIONS /tmp | grep -q noexec'),
    onInstance('/dev/shm runs nothing', 'findmnt -no OPTIONS /dev/shm | grep -q noexec'),
  ],
  process_hardening: [
    onInstance('addresses are random', 'test "$(sysctl -n kernel.randomize_va_space)" = 2'),
    onInstance('nothing dumps its memory', 'test "$(sysctl -n fs.suid_dumpable)" = 0'),
  ],
  banners: [inTree('a login is warned', 'grep -q recorded /etc/issue.net')],
  time_synchronization: [onInstance('the clock is synchronized', 'chronyc waitsync 10 0 0 1')],
  unneeded_services: [
    inTree('no telnet and no ftp is left', '! command -v telnet >/dev/null && ! command -v ftp >/dev/null'),
  ],
  network_protocols: [inTree('modprobe refuses sctp', "modprobe --showconfig | grep -q '^install sctp /bin/false'")],
  network_parameters: [
    onInstance('redirects are not believed', 'test "$(sysctl -n net.ipv4.conf.all.accept_redirects)" = 0'),
    onInstance('nothing is forwarded', 'test "$(sysctl -n net.ipv4.ip_forward)" = 0'),
  ],
  scheduled_jobs: [inTree('only root schedules jobs', 'test "$(cat /etc/cron.allow)" = root')],
  ssh_server: [
    inTree('SSH refuses passwords', "mkdir -p /run/sshd && sshd -T | grep -q '^passwordauthentication no'"),
    inTree('SSH refuses root', "mkdir -p /run/sshd && sshd -T | grep -q '^permitrootlogin no'"),
  ],
  sudo: [inTree('sudo accepts its rules', 'visudo -c >/dev/null && grep -q sudo.log /etc/sudoers.d/60-metsuke')],
  passwords: [inTree('wrong passwords lock', "grep -q '^deny = 5' /etc/security/faillock.conf")],
  accounts: [inTree('passwords expire', "grep -Eq '^PASS_MAX_DAYS 365' /etc/login.defs")],
  logging: [
    inTree('rsyslog accepts its rules', 'rsyslogd -N1 >/dev/null 2>&1'),
    onInstance('rsyslog runs', 'systemctl is-active --quiet rsyslog'),
  ],
  audit: [
    onInstance('the kernel records', "auditctl -s | grep -q 'enabled 2'"),
    onInstance('changes of users are recorded', "auditctl -l | grep -q 'k identity\\|key=identity'"),
  ],
  file_permissions: [inTree('nobody else reads passwords', `test "$(stat -c %a /etc/shadow | tail -c 2)" = 0`)],
};

const AGENTS: readonly Proof[] = [
  onInstance(
    'the Systems Manager agent runs',
    "systemctl is-active --quiet amazon-ssm-agent || systemctl is-active --quiet 'snap.amazon-ssm-agent*'",
  ),
  onInstance('the CloudWatch agent starts with the machine', 'systemctl is-enabled --quiet amazon-cloudwatch-agent'),
  inTree(
    'logs are shipped',
    'python3 -m json.tool /opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.d/metsuke.json >/dev/null',
  ),
];

/** Nobody gets in with what the build left behind. */
const CLEAN: readonly Proof[] = [
  onInstance(
    'no authorized key is left',
    'test -z "$(find /root/.ssh /home -maxdepth 3 -name authorized_keys -size +0 2>/dev/null)"',
  ),
  onInstance('no Ansible is left', '! command -v ansible-playbook >/dev/null'),
];

export function proofsOf(settings: ImageSettings): readonly Proof[] {
  const wanted = CONTROLS.filter(({ id }) => !settings.withoutControls.includes(id));
  return [...wanted.flatMap(({ id }) => OF_CONTROL[id] ?? []), ...AGENTS, ...CLEAN];
}

function inTree(title: string, command: string): Proof {
  return { title, command, needsBoot: false };
}

function onInstance(title: string, command: string): Proof {
  return { title, command, needsBoot: true };
}
