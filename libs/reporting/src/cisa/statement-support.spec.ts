import { describe, expect, it } from '@jest/globals';

import type { ControlResult, Segment, Status } from '#compliance';
import { parseInstant } from '#kernel';

import { supportOf, supportOver } from './statement-support.js';

const at = parseInstant;

describe('what evidence makes of a statement', () => {
  it.each<[string, readonly Status[], string]>([
    ['all tasks are met', ['EVIDENCED', 'SUPPORTED', 'SELF_ATTESTED'], 'supported'],
    ['one task is waived', ['EVIDENCED', 'WAIVED'], 'not-supported'],
    ['all tasks are waived', ['WAIVED'], 'not-supported'],
    ['one task is met in part', ['EVIDENCED', 'PARTIAL'], 'not-supported'],
    ['one task is missing', ['MISSING', 'EVIDENCED'], 'not-supported'],
    ['one task does not apply and the others are met', ['NOT_APPLICABLE', 'EVIDENCED'], 'supported-in-part'],
    ['one task does not apply and another one is waived', ['NOT_APPLICABLE', 'WAIVED'], 'not-supported'],
    ['none of its tasks applies', ['NOT_APPLICABLE'], 'not-supported'],
    ['the form names no task for it', [], 'not-known'],
  ])('where %s', (_, statuses, support) => {
    expect(supportOf(statuses)).toBe(support);
  });

  it('changes at the moment at which a waiver begins, and is one stretch before and after', () => {
    const result = {
      control: 'A',
      segments: [
        { status: 'EVIDENCED', until: at('2026-03-01') },
        { status: 'SUPPORTED', from: at('2026-03-01'), until: at('2026-06-01') },
        { status: 'WAIVED', from: at('2026-06-01') },
      ] as Segment[],
    } as unknown as ControlResult;
    const over = supportOver({ controls: ['A'] }, new Map([['A', result]]), {
      from: at('2026-01-01'),
      until: at('2026-12-01'),
    });
    expect(over).toEqual([
      { from: at('2026-01-01'), until: at('2026-06-01'), support: 'supported' },
      { from: at('2026-06-01'), until: at('2026-12-01'), support: 'not-supported' },
    ]);
  });
});
