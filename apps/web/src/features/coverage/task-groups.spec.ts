import { describe, expect, it } from '@jest/globals';

import type { CoverageRow } from './coverage-rows.ts';
import { taskGroups } from './task-groups.ts';

const rowOf = (...controls: readonly string[]) =>
  ({ cells: controls.map((control) => ({ control })) }) as unknown as CoverageRow;

const control = (id: string, label: string | null = null) => ({ id, label, title: null, summary: '' });
const outline = {
  groups: [
    { id: 'A', title: 'First', practices: [{ id: 'A.1', title: '', controls: [control('A.1.1'), control('A.1.2')] }] },
    { id: 'B', title: 'Second', practices: [{ id: 'B.1', title: '', controls: [control('b-1', 'B.1')] }] },
  ],
} as unknown as NonNullable<Parameters<typeof taskGroups>[1]>;

describe('columns of the coverage matrix', () => {
  it('stand under the groups of their catalog, in the order of the cells, as the publication spells them', () => {
    const groups = taskGroups([rowOf(), rowOf('A.1.1', 'A.1.2', 'b-1')], outline);
    expect(groups.map(({ title, tasks }) => [title, tasks.map(({ label }) => label)])).toEqual([
      ['First', ['A.1.1', 'A.1.2']],
      ['Second', ['B.1']],
    ]);
  });

  it('are all there, one for each cell, even where the catalog does not know them', () => {
    const groups = taskGroups([rowOf('A.1.1', 'elsewhere', 'b-1')], outline);
    expect(groups.flatMap(({ tasks }) => tasks.map(({ id }) => id))).toEqual(['A.1.1', 'elsewhere', 'b-1']);
    expect(new Set(groups.map(({ id }) => id)).size).toBe(3);
  });

  it('are none where no release was judged', () => {
    expect(taskGroups([rowOf()], outline)).toEqual([]);
  });
});
