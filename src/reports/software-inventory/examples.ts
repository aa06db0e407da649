import { type Examples, inventory } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a package': inventory('AWS:Application', { Name: 'openssl', Version: '3.0.8' }),
  },
  silent: {
    'another type of inventory': inventory('AWS:Network', { Name: 'eth0' }),
  },
};
