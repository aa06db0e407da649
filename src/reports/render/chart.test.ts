import { describe, expect, it } from 'vitest';
import { barsOf, renderBars } from './chart.ts';

const widthsIn = (svg: string): number[] =>
  [...svg.matchAll(/<rect [^>]*width="(\d+)"/g)].map(([, width]) => Number(width));

describe('a bar chart', () => {
  it('has bars in proportion, and the numbers beside them', () => {
    const svg = renderBars(
      [
        { label: 'a', value: 200 },
        { label: 'b', value: 100 },
        { label: 'c', value: 0 },
      ],
      'Calls',
    );
    expect(widthsIn(svg)).toEqual([420, 210, 1]);
    expect(svg).toContain('aria-label="Calls"');
    expect(svg).toContain('>200</text>');
  });

  it('shows ten at most, and no more than fits of a long name', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ label: `${'x'.repeat(60)}${index}`, value: 30 - index }));
    const svg = renderBars(many, 'Calls');
    expect(widthsIn(svg)).toHaveLength(10);
    expect(svg).toContain(`…${'x'.repeat(44)}0<`);
  });

  it('keeps what callers send out of the markup', () => {
    expect(renderBars([{ label: '<script>"&', value: 1 }], '"><script>')).not.toMatch(/<script|"><s/);
  });

  it('adds rows of the same name, the highest first', () => {
    const rows = [
      ['dev', 1],
      ['stg', 5],
      ['dev', 7],
    ];
    expect(barsOf(['account', 'calls'], rows, { label: 'account', value: 'calls' })).toEqual([
      { label: 'dev', value: 8 },
      { label: 'stg', value: 5 },
    ]);
  });

  it('keeps days in their order', () => {
    const rows = [
      ['2026-10-02', 9],
      ['2026-10-01', 1],
    ];
    expect(
      barsOf(['day', 'noncompliant'], rows, { label: 'day', value: 'noncompliant' }).map(({ label }) => label),
    ).toEqual(['2026-10-01', '2026-10-02']);
  });
});
