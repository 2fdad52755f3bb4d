import { describe, expect, it } from '@jest/globals';

import type { Catalog, Crosswalk, View } from '#compliance';

import type { Frameworks } from '../ports/index.js';
import { itemListOf } from './item-list.js';

const NAMES = [
  ...[
    { kind: 'catalog', id: 'form' },
    { kind: 'catalog', id: 'loose' },
    { kind: 'catalog', id: 'fw' },
    { kind: 'catalog', id: 'fw-2' },
  ],
  ...[
    { kind: 'view', id: 'stages' },
    { kind: 'crosswalk', id: 'form-to-fw' },
    { kind: 'crosswalk', id: 'loose-to-else' },
    { kind: 'crosswalk', id: 'fw-2-to-fw' },
    { kind: 'mapping', id: 'fw' },
    { kind: 'mapping', id: 'fw-2' },
  ],
] as ReturnType<Frameworks['list']>;

const frameworks: Pick<Frameworks, 'list' | 'catalog' | 'crosswalk' | 'view'> = {
  list: () => NAMES,
  catalog: (id) => ({ id, groups: [] }) as unknown as Catalog,
  crosswalk: (id) =>
    ({ id, from: { catalog: id.split('-to-')[0] }, to: { catalog: 'fw' }, rows: [] }) as unknown as Crosswalk,
  view: (id) => ({ id, of: 'fw', groups: [] }) as unknown as View,
};

describe('what results can be regrouped by', () => {
  it.each(['form', 'stages'])('is %s', (id) => {
    expect(itemListOf(frameworks, id)).toMatchObject({ id, of: 'fw', items: [] });
  });

  it.each([
    ['fw', 'is judged itself'],
    ['fw-2', 'is judged itself, whatever crosswalk there is'],
    ['loose', 'leads to nothing that is judged'],
    ['form-to-fw', 'is no catalog'],
    ['gone', 'is not there'],
  ])('is not %s, which %s; what there is, is said', (id) => {
    expect(() => itemListOf(frameworks, id)).toThrow(
      expect.objectContaining({
        code: 'ITEMS_UNKNOWN',
        message: `results are regrouped by form, stages, and not by "${id}"`,
      }),
    );
  });
});
