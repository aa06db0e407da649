import { describe, expect, it } from 'vitest';
import { aConfig, FACTS } from '../../../test/support/cloudformation-fixture.ts';
import { ec2Settings } from './guardrail.ts';

const attributesOf = (ec2: object) => {
  const config = aConfig({ guardrails: { ec2Settings: { enabled: true, ...ec2 } } });
  return ec2Settings.document(config, FACTS).ec2_attributes;
};

describe('settings of EC2', () => {
  it('are safe by default, each assigned so that no unit below says otherwise', () => {
    expect(attributesOf({})).toEqual({
      exception_message: { '@@assign': 'Set for the whole organization by the policy aws-organizations-ec2-settings.' },
      serial_console_access: { status: { '@@assign': 'disabled' } },
      instance_metadata_defaults: {
        http_tokens: { '@@assign': 'required' },
        http_put_response_hop_limit: { '@@assign': '2' },
      },
      image_block_public_access: { state: { '@@assign': 'block_new_sharing' } },
      snapshot_block_public_access: { state: { '@@assign': 'block_all_sharing' } },
    });
  });

  it.each([
    ['imdsV2', 'instance_metadata_defaults'],
    ['blockPublicImages', 'image_block_public_access'],
    ['blockPublicSnapshots', 'snapshot_block_public_access'],
  ])('%s: false leaves %s to the accounts', (switch_, attribute) => {
    expect(attributesOf({})).toHaveProperty(attribute);
    expect(attributesOf({ [switch_]: false })).not.toHaveProperty(attribute);
  });

  it('the serial console can be allowed', () => {
    expect(attributesOf({ serialConsole: true })).toMatchObject({
      serial_console_access: { status: { '@@assign': 'enabled' } },
    });
  });
});
