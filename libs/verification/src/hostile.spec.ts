import { parse, type Parsed } from '#evidence';
import { toUtf8 } from '#kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { attestation, ROOT, RULE, WORKFLOW, WORLD, NOW } from './testing/world.js';
import { Verifier } from './verifier.js';

const VERIFIER = new Verifier({ trustRoots: [ROOT], rules: [RULE] });
const VALID = [
  attestation({ timestamp: true }),
  attestation({ log: 'v2', timestamp: true }),
  WORLD.signArtifact({ identity: WORKFLOW, artifact: toUtf8('a'), at: NOW }),
];

/** Everything but the witnesses: one that is not needed may get lost, and CMS carries what nobody signs. */
function signedParts({ content }: Parsed): unknown {
  if (content.kind !== 'signed') return content;
  return { ...content, entity: { ...content.entity, logEntries: [], timestamps: [] } };
}

describe('hostile evidence', () => {
  it.each([0, 1, 2])(
    'T-ERR-01 with any one byte changed is never an exception, nor a pass for other content (%i)',
    (index) => {
      const bytes = VALID[index] ?? new Uint8Array();
      const original = signedParts(parse(bytes));
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
          const broken = Uint8Array.from(bytes);
          broken[at] = (broken[at] ?? 0) ^ mask;
          const parsed = parse(broken);
          const { verdict, verified } = VERIFIER.verify(parsed);
          expect(verdict.checks.some(({ code }) => code === 'INTERNAL')).toBe(false);
          expect(verified !== undefined).toBe(verdict.outcome === 'verified');
          if (verdict.outcome === 'verified') expect(signedParts(parsed)).toEqual(original);
        }),
        { numRuns: 150 },
      );
    },
  );

  it('T-ERR-02 whose reading throws what no reader should is unverified with code INTERNAL', () => {
    const parsed = parse(VALID[0] ?? new Uint8Array());
    const trap = new Proxy(parsed.content, {
      get: (target, key) => {
        if (key === 'entity') throw new RangeError('out of reach');
        return Reflect.get(target, key) as unknown;
      },
    });
    const { verdict, verified } = VERIFIER.verify({ ...parsed, content: trap });
    expect(verified).toBeUndefined();
    expect(verdict.outcome).toBe('unverified');
    expect(verdict.checks).toHaveLength(12);
    expect(verdict.checks.find(({ rung }) => rung === 'signature')?.code).toBe('INTERNAL');
  });
});
