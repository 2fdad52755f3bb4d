import { describe, expect, it } from '@jest/globals';

import type { ClaimKind } from '../claims/claim.js';
import { readerOf } from '../evaluate/word.js';
import type { ClaimRequirement } from '../framework/mapping.js';
import { asked } from '../testing/build-input.js';
import { witnessOf } from './witness.js';

type Parts = Partial<Record<'select' | 'where' | 'unless', string>>;

function leafOf(claim: ClaimKind, parts: Parts): ClaimRequirement {
  const compiled = Object.entries(parts).map(([name, source]) => [name, asked(claim, source)] as const);
  return { claim, need: 'something', ...Object.fromEntries(compiled) };
}

describe('a claim that leaves accept', () => {
  it.each<[string, ClaimKind, readonly Parts[]]>([
    [
      'numbers',
      'build-provenance',
      [{ where: 'buildLevel >= 2' }, { where: 'pinnedDependencies > 1 && dependencies != 5' }],
    ],
    [
      'words',
      'test-result',
      [{ select: 'suite == "fuzzing"', where: 'result != "FAILED" && failed <= 3', unless: 'failed >= 2' }],
    ],
    [
      'a list',
      'source-verification',
      [{ where: '"REVIEWED" in properties' }, { where: '"SIGNED" in properties && sourceLevel >= 3' }],
    ],
    ['what is stated and what is not', 'build-provenance', [{ where: 'stated(revision) && !stated(sourceUri)' }]],
    ['alternatives', 'sbom', [{ where: 'format == "cyclonedx" || components >= 10' }, { where: 'format == "spdx"' }]],
    ['texts', 'build-provenance', [{ where: 'builderId.startsWith("https://builder.example/")' }]],
    [
      'counts of what is open',
      'vulnerability-scan',
      [{ unless: 'openCritical >= 1' }, { where: 'databaseAgeHours <= 48.0' }],
    ],
  ])('is found for %s', (_name, kind, parts) => {
    const leaves = parts.map((each) => leafOf(kind, each));
    const claim = witnessOf(kind, leaves);
    expect(claim?.kind).toBe(kind);
    if (claim === undefined || kind === 'vulnerability-scan') return;
    for (const { select, where, unless } of leaves) {
      expect([select, where].every((condition) => condition?.holds(readerOf(claim)) ?? true)).toBe(true);
      expect(unless?.holds(readerOf(claim)) ?? false).toBe(false);
    }
  });

  it.each<[string, ClaimKind, readonly Parts[]]>([
    ['contradict each other', 'test-result', [{ select: 'suite == "a"' }, { select: 'suite == "b"' }]],
    ['contradict themselves', 'sbom', [{ where: 'components >= 1 && components < 1' }]],
    ['ask for a level that nobody can grant', 'build-provenance', [{ where: 'buildLevel >= 4' }]],
    ['ask for open findings of a clean scan', 'vulnerability-scan', [{ where: 'openHigh >= 1' }]],
  ])('is not promised where they %s', (_name, kind, parts) => {
    expect(
      witnessOf(
        kind,
        parts.map((each) => leafOf(kind, each)),
      ),
    ).toBeUndefined();
  });

  it('is looked for in a bounded number of questions, whatever is asked', () => {
    let questions = 0;
    const never = {
      source: Array.from({ length: 60 }, (_, index) => `components >= ${index * 7} && identifiedComponents >= 1`).join(
        ' && ',
      ),
      fields: ['components', 'identifiedComponents'],
      holds: () => {
        questions += 1;
        return false;
      },
    };
    const format = 'specVersion != "" && hasDependencies';
    const leaves = [
      { ...leafOf('sbom', { where: format }), need: 'x' },
      { ...leafOf('sbom', {}), where: never },
    ];
    expect(witnessOf('sbom', leaves)).toBeUndefined();
    expect(questions).toBeLessThanOrEqual(20_000);
  });
});
