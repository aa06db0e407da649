import type { Config } from '../../config/schema.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Guardrail } from '../guardrail.ts';

/** Settings of Amazon EC2 in every account and region. No one is exempt: they are the service's own settings. */
export const ec2Settings: Guardrail = {
  id: 'ec2-settings',
  section: 'ec2Settings',
  title: 'Settings of Amazon EC2 in every account and region',
  type: 'DECLARATIVE_POLICY_EC2',
  policyName: (config) => `${config.resourcePrefix}-ec2-settings`,
  description: () => 'Settings of Amazon EC2 that hold in every account and region.',
  document: makeDocument,
};

function makeDocument(config: Config): JsonObject {
  const { imdsV2, blockPublicImages, blockPublicSnapshots, serialConsole } = config.guardrails.ec2Settings;
  return {
    ec2_attributes: {
      exception_message: assign(`Set for the whole organization by the policy ${ec2Settings.policyName(config)}.`),
      serial_console_access: { status: assign(serialConsole ? 'enabled' : 'disabled') },
      ...(imdsV2 && {
        instance_metadata_defaults: { http_tokens: assign('required'), http_put_response_hop_limit: assign('2') },
      }),
      ...(blockPublicImages && { image_block_public_access: { state: assign('block_new_sharing') } }),
      ...(blockPublicSnapshots && { snapshot_block_public_access: { state: assign('block_all_sharing') } }),
    },
  };
}

/** A unit below may not say otherwise unless the policy lets it: it does not. */
function assign(value: string): JsonObject {
  return { '@@assign': value };
}
