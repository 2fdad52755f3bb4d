import { fromUtf8, toUtf8 } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import { parseEvidenceSet } from '../formats/evidence-set/evidence-set.js';
import { takeLayouts } from './layout-folder.js';

const files = (...paths: readonly string[]) => new Map(paths.map((path) => [path, toUtf8(path)]));

function setsOf(...paths: readonly string[]) {
  const { pieces, rest } = takeLayouts(files(...paths));
  const sets = pieces.map(({ bytes }) => {
    const document = JSON.parse(fromUtf8(bytes)) as Parameters<typeof parseEvidenceSet>[0];
    return [...parseEvidenceSet(document).files].map(([name, part]) => [name, fromUtf8(part)]);
  });
  return { sets, rest: [...rest.keys()] };
}

describe('a folder with a layout of in-toto', () => {
  it('is one piece of evidence: the layout and the links beside it', () => {
    expect(setsOf('a/root.layout', 'a/build.0123abcd.link', 'a/app.tar', 'b/build.0123abcd.link')).toEqual({
      sets: [
        [
          ['layout', 'a/root.layout'],
          ['links/build.0123abcd.link', 'a/build.0123abcd.link'],
        ],
      ],
      rest: ['a/app.tar', 'b/build.0123abcd.link'],
    });
  });

  it('may keep its links in a folder, and those of layouts within it below', () => {
    const below = 'links/sub.0123abcd/build.89abcdef.link';
    expect(setsOf('root.layout', 'links/sub.0123abcd.link', below)).toMatchObject({
      sets: [
        [
          ['layout', 'root.layout'],
          ['links/sub.0123abcd.link', 'links/sub.0123abcd.link'],
          [below, below],
        ],
      ],
      rest: [],
    });
  });

  it('is nothing special without links', () => {
    expect(setsOf('root.layout', 'build.link')).toEqual({ sets: [], rest: ['root.layout', 'build.link'] });
  });
});
