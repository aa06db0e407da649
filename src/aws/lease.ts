import type { LeasePort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { listAll } from './pages.ts';
import { isParameterAbsent, isParameterTaken, orNull } from './quirks.ts';

export function makeLease(clients: Clients, region: string): LeasePort {
  return {
    async list(path) {
      const ssm = await clients('ssm', region);
      const parameters = await listAll(async (token) => {
        const page = await ssm.getParametersByPath({ Path: path, Recursive: true, NextToken: token });
        return { items: page.Parameters, next: page.NextToken };
      });
      return parameters.map(({ Name = '', Value = '' }) => ({ name: Name, value: Value }));
    },
    async create(name, value) {
      const ssm = await clients('ssm', region);
      const put = ssm.putParameter({ Name: name, Value: value, Type: 'String', Overwrite: false });
      return (await orNull(put, isParameterTaken)) !== null;
    },
    async overwrite(name, value) {
      const ssm = await clients('ssm', region);
      await ssm.putParameter({ Name: name, Value: value, Type: 'String', Overwrite: true });
    },
    async delete(name) {
      const ssm = await clients('ssm', region);
      await orNull(ssm.deleteParameter({ Name: name }), isParameterAbsent);
    },
  };
}
