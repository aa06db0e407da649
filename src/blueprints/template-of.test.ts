import { describe, expect, it } from 'vitest';
import type { Config } from '../config/schema.ts';
import type { Template } from '../domain/template.ts';
import type { Blueprint } from './blueprint.ts';
import { templateOf } from './template-of.ts';

function counted(): { readonly blueprint: Blueprint; readonly madeFor: Config[] } {
  const madeFor: Config[] = [];
  const template = (config: Config): Template => {
    madeFor.push(config);
    return { Resources: {}, Description: config.homeRegion };
  };
  return { blueprint: { template } as unknown as Blueprint, madeFor };
}

describe('the template of a blueprint', () => {
  const tokyo = { homeRegion: 'ap-northeast-1' } as Config;
  const osaka = { homeRegion: 'ap-northeast-3' } as Config;

  it('is made once for a configuration, and anew for another one', () => {
    const { blueprint, madeFor } = counted();
    expect(templateOf(blueprint, tokyo)).toBe(templateOf(blueprint, tokyo));
    expect(templateOf(blueprint, osaka)['Description']).toBe('ap-northeast-3');
    expect(madeFor).toEqual([tokyo, osaka]);
  });

  it('is not that of another blueprint', () => {
    const [one, other] = [counted(), counted()];
    templateOf(one.blueprint, tokyo);
    templateOf(other.blueprint, tokyo);
    expect(other.madeFor).toEqual([tokyo]);
  });
});
