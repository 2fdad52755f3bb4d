import { describe, expect, it } from '@jest/globals';

import { digestOf, ParseError, toUtf8 } from '#kernel';

import type { Catalog } from '../framework/catalog.js';
import { loadCatalog } from '../framework/load-catalog.js';
import { parseControlName } from './control-name.js';
import { loadCrosswalk } from './load-crosswalk.js';
import { loadView } from './load-view.js';
import { loadWording } from './load-wording.js';

const BASE = `id: fw
title: Framework
version: '1'
status: final
source: https://example.org
retrieved: '2026-01-01'
groups:
  - id: G
    title: Group
    levels:
      - { level: 1, id: FW_LEVEL_1, title: First }
    practices:
      - id: G.1
        title: Practice
        controls:
          - { id: G.1.1, summary: First, level: 1 }
          - { id: G.1.2, summary: Second }
      - id: G.2
        title: A statement with a part
        controls:
          - { id: G.2, summary: The statement }
          - { id: G.2.a, summary: Its part }
`;
const OVERLAY = `id: over
title: Overlay
version: '1'
status: final
source: https://example.org/over
retrieved: '2026-01-01'
overlay:
  of: fw
  digest: ${digestOf(toUtf8(BASE))}
  adopts:
    - { id: G.1.1, priority: high }
    - { id: G.1.2, change: Says it in other words. }
groups:
  - id: G
    title: Group
    practices:
      - id: G.1
        title: Practice
        controls:
          - { id: G.1.3, summary: Third, priority: low }
`;
const NEXT = `id: fw-2
title: Framework
version: '2'
status: draft
source: https://example.org
retrieved: '2026-01-01'
supersedes: fw
groups:
  - id: G
    title: Group
    practices:
      - id: G.1
        title: Practice
        controls:
          - { id: G.1.1, summary: First, change: Says more. }
          - { id: G.1.4, summary: Fourth }
`;
const VIEW = `id: stages
title: Stages
version: '1'
source: https://example.org/stages
retrieved: '2026-01-01'
of: fw
groups:
  - id: one
    title: Stage one
    controls: [G.1.1, G.2]
  - id: two
    title: Stage two
    controls: [G.1.1]
`;
const CROSSWALK = `id: fw-to-else
title: Framework to something else
source: https://example.org/else
retrieved: '2026-01-01'
licence: public domain
from: { catalog: fw }
to: { publication: else, title: Something else, version: '3' }
rows:
  - { from: G.1, to: [E-1, E-2(1)] }
  - { from: G.1.1, to: [E-1] }
`;
const WORDING = `catalog: fw
importedFrom:
  digest: sha256:${'a'.repeat(64)}
  uuid: 14d86c0e-3299-426e-88bd-ab46123c3e75
  title: Framework in OSCAL
  version: '1'
  lastModified: '2026-01-01T00:00:00Z'
  oscalVersion: 1.1.3
texts:
  G.1.1: First
  G.1.2: Second
  G.2: The statement
  G.2.a: Its part
`;

const fw = loadCatalog(BASE, 'fw.yaml');
const held = new Map<string, Catalog>([['fw', fw]]);
const catalogOf = (id: string) => held.get(id);

/** What is said about the valid text with exactly one thing replaced. */
function refusalOf(text: string, from: string | RegExp, to: string, load: (text: string) => unknown): string {
  const broken = text.replace(from, to);
  if (broken === text) throw new Error(`nothing to replace: ${String(from)}`);
  try {
    load(broken);
  } catch (error) {
    if (error instanceof ParseError) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a catalog', () => {
  it('may have a heading that shares its id with what is inside it, levels, an overlay and a predecessor', () => {
    expect(fw.groups[0]?.practices[1]?.controls.map(({ id }) => id)).toEqual(['G.2', 'G.2.a']);
    expect(loadCatalog(OVERLAY, 'o.yaml', catalogOf).overlay?.adopts).toHaveLength(2);
    expect(loadCatalog(NEXT, 'n.yaml', catalogOf).supersedes).toBe('fw');
  });

  it.each([
    [
      'an id of another heading',
      BASE,
      'id: G.2.a',
      'id: G.1',
      'f:22: groups.0.practices.1.controls.1.id: the id G.1 is',
    ],
    ['one id for two controls of a heading', BASE, 'id: G.2.a', 'id: G.2', 'f:22: groups.0.practices.1.controls.1.id'],
    [
      'a level that its group does not have',
      BASE,
      'level: 1 }',
      'level: 2 }',
      'f:16: groups.0.practices.0.controls.0.level: G has no level 2',
    ],
    [
      'a control that is adopted and its own',
      OVERLAY,
      'id: G.1.3',
      'id: G.1.2',
      'f:12: overlay.adopts.1.id: the id G.1.2 is used twice',
    ],
    [
      'an overlay over nothing that is held',
      OVERLAY,
      'of: fw',
      'of: gone',
      'f:8: overlay.of: there is no catalog gone',
    ],
    [
      'an overlay of itself',
      OVERLAY,
      'of: fw',
      'of: over',
      'f:8: overlay.of: a catalog cannot be an overlay of itself',
    ],
    [
      'adopting what is not there',
      OVERLAY,
      'id: G.1.1,',
      'id: G.9.1,',
      'f:11: overlay.adopts.0.id: catalog fw has no control G.9.1',
    ],
    [
      'superseding nothing that is held',
      NEXT,
      'supersedes: fw',
      'supersedes: gone',
      'f:7: supersedes: there is no catalog gone',
    ],
    [
      'superseding itself',
      NEXT,
      'supersedes: fw',
      'supersedes: fw-2',
      'f:7: supersedes: a catalog cannot supersede itself',
    ],
    [
      'a change of what was not there',
      NEXT,
      'id: G.1.1,',
      'id: G.1.9,',
      'f:15: groups.0.practices.0.controls.0.change: no earlier G.1.9',
    ],
  ])('is refused for %s, by file and line', (_, text, from, to, said) => {
    const message = refusalOf(text, from, to, (broken) => loadCatalog(broken, 'f', catalogOf));
    expect(message).toContain(`CATALOG_INVALID ${said}`);
  });
});

describe('a view', () => {
  const load = (text: string) => loadView(text, 'f', catalogOf);

  it('groups controls of a catalog, some of them several times', () => {
    expect(load(VIEW).groups.map(({ controls }) => controls.length)).toEqual([2, 1]);
  });

  it.each([
    ['a catalog that is not held', 'of: fw', 'of: gone', 'f:6: of: there is no catalog gone'],
    ['a control that is not there', 'G.2]', 'G.9]', 'f:10: groups.0.controls.1: catalog fw has no control G.9'],
    ['a heading instead of a control', 'G.2]', 'G]', 'f:10: groups.0.controls.1: catalog fw has no control G'],
    ['a control twice in one group', 'G.2]', 'G.1.1]', 'f:10: groups.0.controls.1: G.1.1 is named twice'],
    ['two groups of one id', 'id: two', 'id: one', 'f:11: groups.1.id: the id one is used twice'],
    ['an empty group', '[G.1.1]', '[]', 'f:13: groups.1.controls: '],
  ])('is refused for %s, by file and line', (_, from, to, said) => {
    expect(refusalOf(VIEW, from, to, load)).toContain(`VIEW_INVALID ${said}`);
  });
});

describe('a crosswalk', () => {
  const load = (text: string) => loadCrosswalk(text, 'f', catalogOf);

  it('leads from a catalog to a publication, by the names of the publication', () => {
    expect(load(CROSSWALK).rows[0]?.to).toEqual(['E-1', 'E-2(1)']);
  });

  it.each([
    ['a source that is not there', 'from: G.1.1', 'from: G.9.9', 'f:10: rows.1.from: catalog fw has no G.9.9'],
    ['two rows for one thing', 'from: G.1.1', 'from: G.1', 'f:10: rows.1.from: G.1 has a row already'],
    ['a target twice', '[E-1, E-2(1)]', '[E-1, E-1]', 'f:9: rows.0.to.1: E-1 is named twice'],
    ['a row that leads nowhere', '[E-1]', '[]', 'f:10: rows.1.to: '],
    [
      'a catalog that is not held',
      '{ catalog: fw }',
      '{ catalog: gone }',
      'f:6: from.catalog: there is no catalog gone',
    ],
    [
      'a held catalog named as if it were not',
      'publication: else',
      'publication: fw',
      'f:7: to.publication: fw is a catalog that is held',
    ],
    [
      'a target that its catalog does not have',
      "{ publication: else, title: Something else, version: '3' }",
      '{ catalog: fw }',
      'f:9: rows.0.to.0: catalog fw has no E-1',
    ],
    ['no licence', 'licence: public domain\n', '', 'f:1: licence: '],
  ])('is refused for %s, by file and line', (_, from, to, said) => {
    expect(refusalOf(CROSSWALK, from, to, load)).toContain(`CROSSWALK_INVALID ${said}`);
  });
});

describe('the official wording of a catalog', () => {
  const load = (text: string) => loadWording(text, 'f', fw);

  it('has a text for each control and says which document it is from', () => {
    expect(load(WORDING)).toMatchObject({ importedFrom: { version: '1' }, texts: { 'G.2.a': 'Its part' } });
  });

  it.each([
    ['another catalog', 'catalog: fw', 'catalog: over', 'f:1: catalog: this wording is not for catalog fw'],
    ['a text for nothing', '  G.2.a: Its', '  G.9.a: Its', 'f:13: texts.G.9.a: catalog fw has no G.9.a'],
    ['a control without text', '  G.2.a: Its part\n', '', 'f:10: texts: control G.2.a of fw has no text'],
    ['a digest that is none', 'aaaa', 'zzzz', 'f:3: importedFrom.digest: '],
  ])('is refused for %s, by file and line', (_, from, to, said) => {
    expect(refusalOf(WORDING, from, to, load)).toContain(`WORDING_INVALID ${said}`);
  });
});

describe('the full name of a control', () => {
  it('is the id of its catalog and its own', () => {
    expect(parseControlName('ssdf-1.1:PW.4.1')).toEqual({ catalog: 'ssdf-1.1', control: 'PW.4.1' });
  });

  it.each(['PW.4.1', ':PW.4.1', 'ssdf-1.1:'])('is not %s', (text) => {
    expect(parseControlName(text)).toBeUndefined();
  });
});
