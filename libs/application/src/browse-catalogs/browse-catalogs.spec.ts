import { describe, expect, it } from '@jest/globals';

import type { Catalog, Crosswalk, View } from '#compliance';

import type { Frameworks } from '../ports/index.js';
import { testActor } from '../testing/test-actor.js';
import { BrowseCatalogs } from './browse-catalogs.js';

const NAMES = [
  { kind: 'catalog', id: 'a' },
  { kind: 'catalog', id: 'b' },
  { kind: 'view', id: 'v' },
  { kind: 'crosswalk', id: 'a-to-x' },
  { kind: 'crosswalk', id: 'b-to-a' },
  { kind: 'mapping', id: 'm' },
] as const;
const ENDS: Readonly<Record<string, readonly [object, object]>> = {
  'a-to-x': [{ catalog: 'a' }, { publication: 'x', title: 'X', version: '1' }],
  'b-to-a': [{ catalog: 'b' }, { catalog: 'a' }],
};

function browsing(): { readonly browse: BrowseCatalogs; readonly opened: string[] } {
  const opened: string[] = [];
  const frameworks: Pick<Frameworks, 'list' | 'catalog' | 'view' | 'crosswalk'> = {
    list: () => NAMES,
    catalog: (id) => ({ id }) as Catalog,
    view: (id) => (opened.push(id), { id, of: 'b' } as View),
    crosswalk: (id) => (opened.push(id), { id, from: ENDS[id]?.[0], to: ENDS[id]?.[1] } as Crosswalk),
  };
  return { browse: new BrowseCatalogs({ frameworks: frameworks as Frameworks }), opened };
}

const actor = testActor({ permissions: ['report:read'] });
const ids = (all: readonly { readonly id: string }[] | undefined) => all?.map(({ id }) => id);

describe('catalogs', () => {
  it('are listed without opening what stands beside them', () => {
    const { browse, opened } = browsing();
    expect(ids(browse.list(actor))).toEqual(['a', 'b']);
    expect(opened).toEqual([]);
  });

  it('have their own views, and crosswalks of which they are either end', () => {
    const { browse } = browsing();
    const [a, b] = [browse.find(actor, 'a'), browse.find(actor, 'b')];
    expect([ids(a?.views), ids(a?.crosswalks)]).toEqual([[], ['a-to-x', 'b-to-a']]);
    expect([ids(b?.views), ids(b?.crosswalks)]).toEqual([['v'], ['b-to-a']]);
  });

  it('are read once', () => {
    const { browse, opened } = browsing();
    browse.find(actor, 'a');
    browse.find(actor, 'b');
    expect(opened).toEqual(['v', 'a-to-x', 'b-to-a']);
  });

  it('are not there under a name that is none', () => {
    expect(browsing().browse.find(actor, '../a')).toBeUndefined();
  });
});
