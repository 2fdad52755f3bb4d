import { describe, expect, it } from '@jest/globals';

import { digestOf, ParseError, toUtf8 } from '#kernel';

import { controlsOf } from './catalog-controls.js';
import { judgedCatalog } from './judged-catalog.js';

const BELOW = `id: fw
title: Framework
version: '1'
status: final
source: https://example.org
retrieved: '2026-01-01'
groups:
  - id: G
    title: Group
    practices:
      - id: G.1
        title: Practice
        controls:
          - { id: G.1.1, summary: First }
          - { id: G.1.2, summary: Second }
      - id: G.2
        title: Left out
        controls:
          - { id: G.2.1, summary: Third }
  - id: H
    title: Last
    practices:
      - id: H.1
        title: Practice
        controls:
          - { id: H.1.1, summary: Fourth }
`;
const OVERLAY = `id: over
title: Overlay
version: '1'
status: final
source: https://example.org/over
retrieved: '2026-01-01'
overlay:
  of: fw
  digest: ${digestOf(toUtf8(BELOW))}
  adopts:
    - { id: H.1.1, priority: high }
    - { id: G.1.1, change: Says it in other words. }
groups:
  - id: G
    title: Group
    practices:
      - id: G.1
        title: Practice, and more
        controls:
          - { id: G.1.3, summary: Added to a practice }
      - id: G.3
        title: Added to a group
        controls:
          - { id: G.3.1, summary: Fifth }
  - id: I
    title: Added
    practices:
      - id: I.1
        title: Practice
        controls:
          - { id: I.1.1, summary: Sixth }
`;

const text = (name: string, words: string) => ({ name, bytes: toUtf8(words) });
const judged = (own: string, below?: string) =>
  judgedCatalog({ catalog: text('o.yaml', own), ...(below !== undefined && { below: text('fw.yaml', below) }) });

function refusal(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof ParseError) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the catalog that a judgement is about', () => {
  it('is the catalog itself where it lies over no other', () => {
    expect(controlsOf(judged(BELOW)).map(({ id }) => id)).toEqual(['G.1.1', 'G.1.2', 'G.2.1', 'H.1.1']);
  });

  it('has what an overlay adopts in its place below, and what it adds behind it', () => {
    const catalog = judged(OVERLAY, BELOW);
    expect(catalog).toMatchObject({ id: 'over', title: 'Overlay' });
    expect(catalog).not.toHaveProperty('overlay');
    expect(controlsOf(catalog).map(({ id }) => id)).toEqual(['G.1.1', 'G.1.3', 'G.3.1', 'H.1.1', 'I.1.1']);
    expect(catalog.groups.flatMap(({ practices }) => practices.map(({ title }) => title))).toEqual([
      'Practice, and more',
      'Added to a group',
      'Practice',
      'Practice',
    ]);
  });

  it('has of an adopted control the summary below and what the overlay says about it', () => {
    const [first, , , last] = controlsOf(judged(OVERLAY, BELOW));
    expect(first).toEqual({ id: 'G.1.1', summary: 'First', change: 'Says it in other words.' });
    expect(last).toEqual({ id: 'H.1.1', summary: 'Fourth', priority: 'high' });
  });

  it.each([
    [
      'an overlay alone',
      () => judged(OVERLAY),
      'o.yaml:8: overlay.of: the catalog fw that this lies over is not there',
    ],
    [
      'another file below than the one it pins',
      () => judged(OVERLAY, BELOW.replace('First', 'Changed')),
      'o.yaml:9: overlay.digest: fw.yaml has another digest',
    ],
    ['a file below where it is no overlay', () => judged(BELOW, BELOW), 'o.yaml:1: id: fw lies over no other catalog'],
    [
      'a file below that holds another catalog',
      () => judged(OVERLAY.replace('of: fw', 'of: other'), BELOW),
      'o.yaml:8: overlay.of: fw.yaml holds fw',
    ],
    [
      'adopting what is not there',
      () => judged(OVERLAY.replace('id: H.1.1,', 'id: H.9.9,'), BELOW),
      'o.yaml:11: overlay.adopts.0.id: catalog fw has no control H.9.9',
    ],
  ])('is refused for %s, by file and line', (_, load, said) => {
    expect(refusal(load)).toContain(`CATALOG_INVALID ${said}`);
  });
});
