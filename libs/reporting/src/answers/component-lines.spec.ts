import { describe, expect, it } from '@jest/globals';

import { digestOf } from '#kernel';

import { componentLines } from './component-lines.js';

const NAMES = { pathOf: () => 'app.sbom.json' };
const counts = (joined: number, digestsForAll = true) => ({
  ...{ member: 'app.tgz', sbom: digestOf(new Uint8Array()), listed: 20, joined, withProvenance: 1, digestsForAll },
});

describe('components that are joined', () => {
  it('are counted against all that the SBOM lists, with what would join more', () => {
    const [line, ...advice] = componentLines([counts(3)], NAMES);
    expect(line).toBe('3 of 20 components of app.tgz, 1 with provenance (SBOM sha256:e3b0c44298fc… app.sbom.json)');
    expect(advice).toEqual([expect.stringMatching(/^To join more: submit what the registries of the others sign/)]);
  });

  it('need a digest each, which is said where one is missing', () => {
    expect(componentLines([counts(3, false)], NAMES)).toContainEqual(
      expect.stringMatching(/without one nothing is joined/),
    );
  });

  it('need nothing where all are joined, and say nothing where nobody asks', () => {
    expect(componentLines([counts(20, false)], NAMES)).toHaveLength(1);
    expect(componentLines([], NAMES)).toEqual([]);
  });
});
