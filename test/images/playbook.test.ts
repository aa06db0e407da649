import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CONTROLS, switchOf } from '../../src/images/controls.ts';
import { makeUserland, play, type Userland, whyNoUserland } from './userland.ts';

/** Nothing runs in a tree without a kernel of its own, and what is installed there is what Debian's mirror has. */
const IN_A_TREE = Object.fromEntries(
  ['hardening', 'agents', 'anti_malware'].flatMap((role) => [
    [`${role}_manage_packages`, false],
    [`${role}_manage_services`, false],
  ]),
);
const ALL_OFF = Object.fromEntries([
  ...CONTROLS.map((control) => [switchOf(control), false]),
  ['agents_session_manager', false],
  ['agents_log_shipping', false],
]);

/** True when a control has done its work, and not before. */
type Witness = (tree: Userland) => boolean;

const WITNESSES: Readonly<Record<string, Witness>> = {
  kernel_modules: has('etc/modprobe.d/60-metsuke-file-systems.conf'),
  temporary_file_systems: has('etc/systemd/system/tmp.mount'),
  process_hardening: has('etc/sysctl.d/60-metsuke-kernel.conf'),
  banners: has('etc/issue.net', 'What is done here is recorded'),
  time_synchronization: has('etc/chrony/chrony.conf', '169.254.169.123'),
  unneeded_services: (tree) => UNNEEDED.every((program) => !has(program)(tree)),
  network_protocols: has('etc/modprobe.d/60-metsuke-network-protocols.conf'),
  network_parameters: has('etc/sysctl.d/60-metsuke-network.conf'),
  scheduled_jobs: has('etc/cron.allow'),
  ssh_server: has('etc/ssh/sshd_config.d/00-metsuke.conf'),
  sudo: has('etc/sudoers.d/60-metsuke'),
  passwords: has('etc/security/pwquality.conf.d/60-metsuke.conf'),
  accounts: has('etc/profile.d/60-metsuke.sh'),
  logging: has('etc/rsyslog.d/10-metsuke.conf'),
  audit: has('etc/audit/rules.d/60-metsuke.rules'),
  file_permissions: ({ folder }) => (statSync(join(folder, LOOSE)).mode & 0o777) === 0o644,
};

/** Programs of packages that are there before. */
const UNNEEDED = ['usr/bin/tnftp', 'usr/bin/inetutils-telnet', 'usr/sbin/rpcbind'];
/** A file that more may write than should. */
const LOOSE = 'etc/group';

function has(path: string, text = ''): Witness {
  return ({ folder }) => existsSync(join(folder, path)) && readFileSync(join(folder, path)).includes(text);
}

const why = whyNoUserland();

describe('the playbook on a real userland', () => {
  beforeEach((context) => {
    if (why !== null) context.skip(why);
  });

  let fresh: Userland;
  let hardened: Userland;
  beforeAll(() => {
    if (why !== null) return;
    fresh = makeUserland();
    chmodSync(join(fresh.folder, LOOSE), 0o666);
    hardened = fresh.copy();
  });
  afterAll(() => {
    fresh?.remove();
    hardened?.remove();
  });

  const fileOf = (path: string): string => readFileSync(join(hardened.folder, path), 'utf8');
  const modeOf = (path: string): string => (statSync(join(hardened.folder, path)).mode & 0o7777).toString(8);

  it('applies, and changes nothing when it is applied again', () => {
    const first = play(hardened, { ...IN_A_TREE, anti_malware_enabled: true });
    expect(first.failed).toBe(0);
    expect(first.changed).toBeGreaterThan(30);
    expect(play(hardened, { ...IN_A_TREE, anti_malware_enabled: true })).toEqual({ changed: 0, failed: 0 });
  });

  it('makes the SSH server refuse passwords, root and old ciphers, as the server itself says', () => {
    hardened.run('mkdir', '-p', '/run/sshd');
    const effective = hardened.run('sshd', '-T').split('\n');
    for (const line of [
      'permitrootlogin no',
      'passwordauthentication no',
      'kbdinteractiveauthentication no',
      'permitemptypasswords no',
      'x11forwarding no',
      'maxauthtries 4',
      'loglevel VERBOSE',
      'banner /etc/issue.net',
    ])
      expect(effective).toContain(line);
    const ciphers = effective.find((line) => line.startsWith('ciphers ')) ?? '';
    expect(ciphers).toContain('aes256-gcm@openssh.com');
    expect(ciphers).not.toMatch(/cbc|3des|arcfour/);
  });

  it.each([
    ['etc/ssh/sshd_config.d/00-metsuke.conf', '600'],
    ['etc/passwd', '644'],
    ['etc/shadow', '640'],
    ['etc/crontab', '600'],
    ['etc/cron.d', '700'],
    ['etc/cron.allow', '640'],
    ['etc/sudoers.d/60-metsuke', '440'],
    ['etc/audit/rules.d/60-metsuke.rules', '640'],
  ])('gives %s the mode %s', (path, mode) => {
    expect(modeOf(path)).toBe(mode);
  });

  it('writes kernel parameters that the kernel knows', () => {
    const files = ['etc/sysctl.d/60-metsuke-kernel.conf', 'etc/sysctl.d/60-metsuke-network.conf'];
    const parameters = files.flatMap((file) => fileOf(file).trim().split('\n'));
    expect(parameters).toContain('kernel.randomize_va_space = 2');
    expect(parameters).toContain('net.ipv4.conf.all.accept_redirects = 0');
    for (const parameter of parameters) expect(parameter).toMatch(/^[a-z0-9_.]+ = \d+$/);
    // A parameter that does not exist is told as an error; that a tree may not set it is another matter.
    const said = hardened.run(
      'sh',
      '-c',
      `sysctl -N ${parameters.map((line) => line.split(' ')[0]).join(' ')} 2>&1 || true`,
    );
    const unknown = said.split('\n').filter((line) => /cannot stat/.test(line) && !/ipv6|yama/.test(line));
    expect(unknown).toEqual([]);
  });

  it('keeps modules out of the kernel, as modprobe itself says', () => {
    expect(hardened.run('modprobe', '--showconfig')).toContain('install cramfs /bin/false');
    expect(hardened.run('modprobe', '--showconfig')).toContain('install sctp /bin/false');
    // The Systems Manager agent of Ubuntu is a snap, and a snap is a squashfs.
    expect(hardened.run('modprobe', '--showconfig')).not.toContain('install squashfs');
  });

  it('records changes of users, rights and time, and then lets nobody change the rules', () => {
    // What the kernel would be given: the rules of all files, with what locks them at the end.
    hardened.run('augenrules');
    const rules = fileOf('etc/audit/audit.rules').trim().split('\n');
    expect(rules).toContain('-w /etc/sudoers -p wa -k scope');
    expect(rules.filter((rule) => rule.includes('-k time-change'))).toHaveLength(3);
    expect(rules.at(-1)).toBe('-e 2');
    const isRule = /^(#|-[wab] |-D|-e 2|--|-f |-a always,exit -F arch=b(32|64) (-[CSF] \S+ )+-k \S+$|$)/;
    for (const rule of rules) expect(rule).toMatch(isRule);
  });

  it('records sudo, with a file that sudo accepts', () => {
    expect(hardened.run('visudo', '-c')).toContain('parsed OK');
    expect(fileOf('etc/sudoers.d/60-metsuke')).toContain('logfile="/var/log/sudo.log"');
  });

  it('locks accounts after wrong passwords at every login', () => {
    const pam = fileOf('etc/pam.d/common-auth');
    expect(pam).toMatch(
      /pam_faillock\.so preauth[\s\S]+pam_unix\.so[\s\S]+pam_faillock\.so authfail[\s\S]+pam_deny\.so/,
    );
    expect(fileOf('etc/pam.d/common-account')).toContain('pam_faillock.so');
    expect(fileOf('etc/security/faillock.conf')).toContain('deny = 5');
  });

  it('takes the time from the hypervisor, with a file that chrony accepts', () => {
    expect(hardened.run('chronyd', '-p', '-f', '/etc/chrony/chrony.conf')).toContain('server 169.254.169.123 prefer');
  });

  it('configures rsyslog so that it starts', () => {
    expect(hardened.run('sh', '-c', 'rsyslogd -N1 2>&1')).toContain('End of config validation run');
  });

  it('ships security, system, audit and command logs, anti-malware too when it is on', () => {
    const path = 'opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.d/metsuke.json';
    const configuration = JSON.parse(fileOf(path)) as {
      logs: { logs_collected: { files: { collect_list: { file_path: string; log_group_name: string }[] } } };
    };
    const shipped = configuration.logs.logs_collected.files.collect_list;
    const groups = Object.fromEntries(shipped.map((log) => [log.file_path, log.log_group_name]));
    expect(groups).toMatchObject({
      '/var/log/secure': '/metsuke/instances/security',
      '/var/log/messages': '/metsuke/instances/system',
      '/var/log/audit/audit.log': '/metsuke/instances/audit',
      '/var/log/sudo.log': '/metsuke/instances/commands',
      '/var/log/clamav-scan.log': '/metsuke/instances/security',
    });
  });

  it('changes nothing where every control is switched off', () => {
    const untouched = fresh.copy();
    try {
      expect(play(untouched, { ...IN_A_TREE, ...ALL_OFF })).toEqual({ changed: 0, failed: 0 });
    } finally {
      untouched.remove();
    }
  });

  it.each([
    ['every other control, from the first', 0],
    ['the others', 1],
  ])('hardens with %s exactly what those promise', (_name, remainder) => {
    const tree = fresh.copy();
    const chosen = CONTROLS.filter((_control, index) => index % 2 === remainder);
    try {
      const isDone = (): readonly string[] => CONTROLS.map(({ id }) => id).filter((id) => WITNESSES[id]?.(tree));
      expect(isDone()).toEqual([]);
      const on = Object.fromEntries(chosen.map((one) => [switchOf(one), true]));
      // To remove a package needs no mirror.
      play(tree, { ...IN_A_TREE, ...ALL_OFF, ...on, hardening_manage_packages: true });
      expect(isDone()).toEqual(chosen.map(({ id }) => id));
    } finally {
      tree.remove();
    }
  });

  it('does on Amazon Linux what that distribution needs', () => {
    const amazon = fresh.copy();
    const facts = { ansible_os_family: 'RedHat', ansible_distribution: 'Amazon', ansible_distribution_version: '2023' };
    try {
      amazon.run('useradd', '--system', 'chrony');
      expect(play(amazon, { ...IN_A_TREE, ...facts })).toMatchObject({ failed: 0 });
      expect(play(amazon, { ...IN_A_TREE, ...facts })).toEqual({ changed: 0, failed: 0 });
      const inside = (path: string): string => readFileSync(join(amazon.folder, path), 'utf8');
      expect(inside('etc/chrony.conf')).toContain('user chrony\n');
      expect(inside('etc/modprobe.d/60-metsuke-file-systems.conf')).toContain('install squashfs /bin/false');
      expect(inside('etc/login.defs')).toContain('ENCRYPT_METHOD SHA512');
      expect(inside('opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.d/metsuke.json')).toContain(
        '/var/log/dnf.log',
      );
    } finally {
      amazon.remove();
    }
  });
});
