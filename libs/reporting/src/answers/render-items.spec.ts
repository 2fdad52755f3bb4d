import { describe, expect, it } from '@jest/globals';

import type { ItemList, ItemResult } from '#compliance';
import { parseInstant } from '#kernel';

import { renderItems } from './render-items.js';

const HOSTILE = '\u001b[31m\u202e<b>';
const LIST: ItemList = {
  ...{ id: 'form', title: `Form ${HOSTILE}`, version: '1', of: 'fw', source: 'https://example.org', items: [] },
  standing: 'Voluntary.',
};
const item = (over: Partial<ItemResult>): ItemResult => ({
  ...{ id: '1a', words: 'Asks for something.', controls: [], status: 'MISSING', reason: 'NO_TASK_NAMED' },
  ...{ met: 0, of: 0, parts: [] },
  ...over,
});
const part = (control: string, status: ItemResult['status']) =>
  ({ control, status, grade: 'B', cap: 'partial' }) as const;
const rendered = (...results: readonly ItemResult[]) =>
  renderItems({ list: LIST, asOf: parseInstant('2026-01-01'), results }, { release: 'app@1.0.0' });

describe('items on a terminal', () => {
  it('say what the publication is worth before anything else', () => {
    expect(rendered().split('\n').slice(0, 3)).toEqual([
      expect.stringContaining('app@1.0.0 by Form '),
      'Voluntary.',
      expect.stringContaining('Nothing is judged by it: each item stands as the least of the tasks of fw'),
    ]);
  });

  it('give the tasks by status, with how far machines can go', () => {
    const parts = [part('A', 'EVIDENCED'), part('B', 'FAILED'), part('C', 'EVIDENCED')];
    const out = rendered(item({ status: 'FAILED', reason: 'LEAST_OF_TASKS', met: 2, of: 3, cap: 'partial', parts }));
    expect(out).toContain('  2 of 3 tasks met; of at least one, a part stays human\n');
    expect(out).toContain('Evidenced: A, C\n');
    expect(out).toContain('Failed: B\n');
    expect(out).toContain('1 item: of 0 all tasks are met');
  });

  it('never count an item without tasks as met', () => {
    expect(rendered(item({}), item({ id: '2', met: 1, of: 1 }))).toContain('2 items: of 1 all tasks are met');
  });

  it('say hostile words without obeying them', () => {
    expect(rendered(item({ label: HOSTILE, words: HOSTILE }))).not.toMatch(/[\u001b\u202e]/);
  });
});
