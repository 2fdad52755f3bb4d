import { describe, expect, it } from '@jest/globals';

import { reportParts } from './fixtures/report-parts.js';
import { notClaimed } from './not-claimed.js';

describe('what is not claimed', () => {
  const { input, mapping } = reportParts();
  const all = (over: Partial<Parameters<typeof notClaimed>[0]> = {}) =>
    notClaimed({ input, mapping, layers: [], withoutIntake: false, withheld: 0, ...over }).join('\n');

  it('states how many tasks machines cannot decide, counted from the mapping', () => {
    const manual = Object.values(mapping.controls).filter(({ cap }) => cap === 'manual').length;
    expect(manual).toBe(15);
    expect(all()).toContain(`cannot decide ${manual} at all`);
    const controls = Object.fromEntries(Object.entries(mapping.controls).slice(0, 3));
    expect(all({ mapping: { ...mapping, controls } })).toContain('of 3 tasks');
  });

  it('says whose word the population is, unless it is independent', () => {
    const sourced = (source: 'independent' | 'signed-manifest' | 'declared') =>
      all({ input: { ...input, population: { ...input.population, source } } });
    expect(sourced('declared')).toContain('only declared by the producer');
    expect(sourced('signed-manifest')).toContain('a manifest that the producer signed');
    expect(sourced('independent')).not.toContain('the release consists of');
  });

  it('says that the intake log is absent, or that items are withheld', () => {
    expect(all({ withoutIntake: true })).toContain('No intake log is named');
    expect(all({ withheld: 2 })).toContain('2 received items are withheld');
    expect(all()).not.toContain('withheld');
  });

  it('names truth, evidence never submitted, later withdrawal and split view', () => {
    for (const words of ['predicate says is true', 'never submitted', 'withdrawn', 'split view']) {
      expect(all()).toContain(words);
    }
  });
});
