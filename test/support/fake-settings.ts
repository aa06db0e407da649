import type { SettingValues } from '../../src/domain/setting.ts';
import type { SettingPort } from '../../src/engine/observe/ports.ts';

/** What is set in accounts and regions, and what is remembered there of before. */
export class FakeSettings {
  /** `<id> <account> <region>` → values; a name that nobody has set is null. */
  readonly values = new Map<string, SettingValues>();
  readonly memories = new Map<string, SettingValues>();

  portOf(id: string, account: string): SettingPort {
    const at = (region: string): string => `${id} ${account} ${region}`;
    return {
      read: async (wanted, region) => {
        const values = this.values.get(at(region)) ?? {};
        return Object.fromEntries(Object.keys(wanted).map((name) => [name, values[name] ?? null]));
      },
      put: async (values, region) => {
        this.values.set(at(region), { ...this.values.get(at(region)), ...values });
      },
      recall: async (memory, region) => this.memories.get(`${memory} ${account} ${region}`) ?? null,
      remember: async (memory, values, region) => {
        this.memories.set(`${memory} ${account} ${region}`, values);
      },
      forget: async (memory, region) => {
        this.memories.delete(`${memory} ${account} ${region}`);
      },
    };
  }
}
