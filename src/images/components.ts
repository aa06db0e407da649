import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { makePayload, type PayloadFile } from './payload.ts';
import { proofsOf } from './proofs.ts';
import { type ImageSettings, playbookVariables } from './settings.ts';

/** A component of EC2 Image Builder, whose document AWSTOE runs on the build or the test instance. */
export interface ImageComponent {
  /** `playbook-1`; the blueprint puts its prefix before it. */
  readonly name: string;
  readonly description: string;
  /** From the content: another content is another version, and the same content the same. */
  readonly version: string;
  /** YAML, at most COMPONENT_LENGTH characters. */
  readonly document: string;
}

/** Source: quotas of EC2 Image Builder, component data. */
export const COMPONENT_LENGTH = 16_000;

/** Where the build instance keeps the playbook. Not /tmp, where a hardened machine runs nothing. */
const HOME = '/var/lib/metsuke';

/** In the order in which they run: the playbook arrives in parts, is run and run again, and leaves nothing behind. */
export function makeComponents(files: readonly PayloadFile[], settings: ImageSettings): readonly ImageComponent[] {
  const payload = makePayload(files);
  const parts = payload.parts.map((part, index) => makePart(part, index + 1));
  return [...parts, makeHardening(payload.sha256, settings), makeCleaning(), makeTest(settings)];
}

interface Step {
  readonly name: string;
  readonly commands: readonly string[];
}

type Phase = 'build' | 'validate' | 'test';

function makePart(part: string, number: number): ImageComponent {
  const file = `${HOME}/playbook.${number}`;
  return makeComponent(`playbook-${number}`, `Part ${number} of the hardening playbook`, {
    build: [
      {
        name: 'WritePart',
        commands: [`set -eu\nmkdir -p ${HOME}\ncat > ${file} <<'PART'\n${part}\nPART\n`],
      },
    ],
  });
}

function makeHardening(sha256: string, settings: ImageSettings): ImageComponent {
  const play = `ansible-playbook -i localhost, -c local ${HOME}/playbook/site.yml -e @${HOME}/settings.json`;
  return makeComponent(
    'hardening',
    'Hardens the machine with the playbook, and proves that a second run changes nothing',
    {
      build: [
        { name: 'InstallAnsible', commands: [INSTALL_ANSIBLE] },
        { name: 'AssemblePlaybook', commands: [assemble(sha256)] },
        { name: 'WriteSettings', commands: [writeSettings(settings)] },
        { name: 'RunPlaybook', commands: [`set -eu\ncd ${HOME}\n${play}\n`] },
      ],
      validate: [
        {
          name: 'RunAgain',
          commands: [
            `set -eu\ncd ${HOME}\n${play} | tee ${HOME}/second-run.log\ngrep -Eq 'changed=0 .*failed=0' ${HOME}/second-run.log\n`,
          ],
        },
      ],
    },
  );
}

const INSTALL_ANSIBLE = `set -eu
if command -v dnf >/dev/null; then
  dnf install -y ansible-core
else
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install -y ansible-core
fi
`;

/** What arrived is what was sent, or nothing is run. */
function assemble(sha256: string): string {
  return `set -eu
cd ${HOME}
ls playbook.[0-9]* | sort -t . -k 2 -n | xargs cat | tr -d '\\n' | base64 -d > playbook.tgz
echo '${sha256}  playbook.tgz' | sha256sum -c -
rm -rf playbook
mkdir playbook
tar -xzf playbook.tgz -C playbook
`;
}

function writeSettings(settings: ImageSettings): string {
  return `set -eu\ncat > ${HOME}/settings.json <<'SETTINGS'\n${JSON.stringify(playbookVariables(settings), null, 2)}\nSETTINGS\n`;
}

/** What would make two machines from one image look alike, or let somebody in. */
function makeCleaning(): ImageComponent {
  return makeComponent('cleaning', 'Removes what the build has left behind', {
    build: [
      {
        name: 'CleanUp',
        commands: [
          `set -eu
if command -v dnf >/dev/null; then dnf remove -y ansible-core; dnf clean all; else apt-get purge -y ansible-core; apt-get clean; fi
rm -rf ${HOME} /root/.ansible
find /root/.ssh /home -maxdepth 3 -name authorized_keys -delete 2>/dev/null || true
rm -f /etc/ssh/ssh_host_* /root/.bash_history /home/*/.bash_history
truncate -s 0 /etc/machine-id
find /var/log -type f -exec truncate -s 0 {} +
cloud-init clean --logs 2>/dev/null || true
`,
        ],
      },
    ],
  });
}

/** Runs on an instance of its own that was started from the new image. */
function makeTest(settings: ImageSettings): ImageComponent {
  const proofs = proofsOf(settings).map(({ title, command }) => {
    const quoted = title.replaceAll("'", '');
    return `if ${command}; then echo 'ok      ${quoted}'; else echo 'FAILED  ${quoted}'; failed=1; fi`;
  });
  return makeComponent('proof', 'Proves on a fresh instance what the image promises', {
    test: [{ name: 'Prove', commands: [`failed=0\n${proofs.join('\n')}\nexit $failed\n`] }],
  });
}

function makeComponent(
  name: string,
  description: string,
  phases: Partial<Readonly<Record<Phase, readonly Step[]>>>,
): ImageComponent {
  const document = stringify(
    {
      name,
      description,
      schemaVersion: 1,
      phases: Object.entries(phases).map(([phase, steps]) => ({
        name: phase,
        steps: steps.map((step) => ({ name: step.name, action: 'ExecuteBash', inputs: { commands: step.commands } })),
      })),
    },
    { lineWidth: 0 },
  );
  if (document.length > COMPONENT_LENGTH) {
    throw new Error(
      `The component ${name} has ${document.length} characters; EC2 Image Builder takes ${COMPONENT_LENGTH}.`,
    );
  }
  return { name, description, version: versionOf(document), document };
}

/** Image Builder wants three numbers. 48 bits of the content's hash: two contents never meet in one version. */
export function versionOf(content: string): string {
  const hash = createHash('sha256').update(content).digest();
  return `1.${hash.readUIntBE(0, 3)}.${hash.readUIntBE(3, 3)}`;
}
