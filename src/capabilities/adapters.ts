import type { SettingAdapter } from '../aws/setting-adapter.ts';
import { CAPABILITIES } from './catalog.ts';

/** @param id of the blueprint whose stacks stand for what is set */
export async function capabilityAdapter(id: string): Promise<SettingAdapter> {
  for (const { adapters = {} } of CAPABILITIES) {
    const load = adapters[id];
    if (load) return load();
  }
  throw new Error(`no capability sets ${id}`);
}
