import { describe, expect, it } from '@jest/globals';

import { parseInstant } from '#kernel';

import type { ControlResult, Status } from '../assessment.js';
import type { Crosswalk } from '../catalogs/crosswalk.js';
import type { Catalog } from '../framework/catalog.js';
import { ITEM_REASONS } from './item.js';
import { itemsByCrosswalk, itemsByView } from './item-lists.js';
import { itemResults } from './item-results.js';

const BEFORE = parseInstant('2026-01-01T00:00:00Z');
const AFTER = parseInstant('2026-06-01T00:00:00Z');

const FORM: Catalog = {
  ...{
    id: 'form',
    title: 'Form',
    version: '1',
    status: 'final',
    source: 'https://example.org',
    retrieved: '2026-01-01',
  },
  standing: 'Voluntary.',
  groups: [
    {
      id: 'III',
      title: 'Statements',
      practices: [
        { id: '1', title: 'Heading with a row', controls: [{ id: '1a', label: '1(a)', summary: 'A part' }] },
        { id: '2', title: 'Heading of the same id', controls: [{ id: '2', summary: 'The statement' }] },
      ],
    },
  ],
};
const CROSSWALK: Crosswalk = {
  ...{ id: 'form-to-fw', title: 'Form to framework', source: 'https://example.org/appendix', retrieved: '2026-01-01' },
  licence: 'public domain',
  from: { catalog: 'form' },
  to: { catalog: 'fw' },
  rows: [
    { from: '1', to: ['A', 'B'] },
    { from: '2', to: ['A'] },
  ],
};

/** A control with one status before the change, and another one after it. */
function resultOf(control: string, status: Status, later: Status = status, cap: ControlResult['cap'] = 'partial') {
  const rest = { reason: 'EVIDENCE_MISSING', human: 'OPEN', gaps: [], evidence: [], teamControlled: false } as const;
  const machine = { status: 'MISSING', met: 0, of: 1 } as const;
  const from = parseInstant('2026-03-01T00:00:00Z');
  const segments = [
    { until: from, status, machine, ...rest },
    { from, status: later, machine, ...rest },
  ];
  return { control, grade: 'B' as const, cap, segments };
}

/** One item that rests on controls with these statuses. */
function standing(...statuses: readonly Status[]) {
  const results = statuses.map((status, at) => resultOf(`C.${at}`, status));
  const items = [{ id: 'item', words: 'asks', controls: results.map(({ control }) => control) }];
  const [result] = itemResults({ items }, { results }, BEFORE);
  return result && { status: result.status, reason: result.reason, met: result.met, of: result.of };
}

describe('the items of a publication', () => {
  it('are its controls and the headings that have a row of their own, each once', () => {
    expect(itemsByCrosswalk(FORM, CROSSWALK)).toEqual({
      ...{ id: 'form', title: 'Form', version: '1', standing: 'Voluntary.', of: 'fw' },
      source: 'https://example.org/appendix',
      items: [
        { id: '1', words: 'Heading with a row', controls: ['A', 'B'] },
        { id: '1a', label: '1(a)', words: 'A part', controls: [] },
        { id: '2', words: 'The statement', controls: ['A'] },
      ],
    });
  });

  it('are not told by a crosswalk from elsewhere, or to what is not judged', () => {
    expect(itemsByCrosswalk({ ...FORM, id: 'other' }, CROSSWALK)).toBeUndefined();
    const to = { publication: 'else', title: 'Else', version: '1' };
    expect(itemsByCrosswalk(FORM, { ...CROSSWALK, to })).toBeUndefined();
    expect(itemsByCrosswalk(FORM, { ...CROSSWALK, from: to })).toBeUndefined();
  });

  it('are the groups of a view', () => {
    const view = {
      ...{ id: 'v', title: 'View', version: '1', source: 'https://example.org', retrieved: '2026-01-01' },
    };
    const groups = [{ id: 'one', title: 'Stage one', controls: ['A', 'B'] }];
    expect(itemsByView({ ...view, of: 'fw', groups })).toEqual({
      ...{ id: 'v', title: 'View', version: '1', source: 'https://example.org', of: 'fw' },
      items: [{ id: 'one', words: 'Stage one', controls: ['A', 'B'] }],
    });
  });
});

describe('an item', () => {
  it('stands as the least of its tasks, and says how many are met', () => {
    expect(standing('EVIDENCED', 'SUPPORTED', 'SELF_ATTESTED')).toEqual({
      ...{ status: 'SELF_ATTESTED', reason: 'LEAST_OF_TASKS', met: 3, of: 3 },
    });
    expect(standing('EVIDENCED', 'PARTIAL', 'FAILED')).toMatchObject({ status: 'FAILED', met: 1, of: 3 });
    expect(standing('EVIDENCED')).toMatchObject({ status: 'EVIDENCED', met: 1, of: 1 });
  });

  it('that names no task is missing, and says so', () => {
    expect(standing()).toEqual({ status: 'MISSING', reason: 'NO_TASK_NAMED', met: 0, of: 0 });
  });

  it('does not count what does not apply', () => {
    expect(standing('NOT_APPLICABLE', 'EVIDENCED')).toMatchObject({ status: 'EVIDENCED', met: 1, of: 1 });
    expect(standing('NOT_APPLICABLE', 'MISSING')).toMatchObject({ status: 'MISSING', met: 0, of: 1 });
    expect(standing('NOT_APPLICABLE')).toEqual({ status: 'NOT_APPLICABLE', reason: 'NO_TASK_APPLIES', met: 0, of: 0 });
  });

  it('is waived at best where a task is, and a waiver hides nothing that is not met', () => {
    expect(standing('WAIVED', 'EVIDENCED')).toEqual({ status: 'WAIVED', reason: 'TASK_WAIVED', met: 2, of: 2 });
    expect(standing('WAIVED')).toMatchObject({ status: 'WAIVED' });
    expect(standing('WAIVED', 'PARTIAL')).toMatchObject({ status: 'PARTIAL', met: 1, of: 2 });
  });

  it('stands as its tasks do at the moment that is asked about', () => {
    const results = [resultOf('A', 'EVIDENCED', 'STALE')];
    const items = [{ id: 'i', words: 'asks', controls: ['A'] }];
    const at = (moment: typeof BEFORE) => itemResults({ items }, { results }, moment)[0]?.status;
    expect([at(BEFORE), at(AFTER)]).toEqual(['EVIDENCED', 'STALE']);
  });

  it('says of each task its status, grade and cap, and which cap limits the whole', () => {
    const results = [
      resultOf('A', 'EVIDENCED', 'EVIDENCED', 'satisfied'),
      resultOf('B', 'MISSING', 'MISSING', 'manual'),
    ];
    const [result] = itemResults({ items: [{ id: 'i', words: 'asks', controls: ['A', 'B'] }] }, { results }, BEFORE);
    expect(result?.cap).toBe('manual');
    expect(result?.parts).toEqual([
      { control: 'A', status: 'EVIDENCED', grade: 'B', cap: 'satisfied' },
      { control: 'B', status: 'MISSING', grade: 'B', cap: 'manual' },
    ]);
    expect(itemResults({ items: [{ id: 'i', words: 'x', controls: [] }] }, { results }, BEFORE)[0]).not.toHaveProperty(
      'cap',
    );
  });

  it('is not judged by an assessment of another catalog', () => {
    const items = [{ id: 'i', words: 'asks', controls: ['Z'] }];
    expect(() => itemResults({ items }, { results: [] }, BEFORE)).toThrow('the assessment has no control Z');
  });

  it('has a sentence for each reason', () => {
    for (const sentence of Object.values(ITEM_REASONS)) expect(sentence).toMatch(/^[A-Z].+\.$/);
  });
});
