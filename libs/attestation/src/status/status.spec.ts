import { describe, expect, it } from '@jest/globals';

import type { Assessment } from '#compliance';
import { parse, type Predicate } from '#evidence';
import { parseDigest, parseInstant } from '#kernel';

import { keySigner } from '../fixtures/key-signer.js';
import { signStatement, type UnsignedStatement } from '../sign-statement.js';
import { loweredBuildLevel } from './affected-sentence.js';
import { attestationStatusStatement, type KnownStatus } from './attestation-status.js';
import { withdrawalStatement } from './withdrawal.js';

const ATTESTATION = parseDigest(`sha256:${'11'.repeat(32)}`);
const NOW = parseInstant('2026-11-20T08:00:00Z');

async function readBack(statement: UnsignedStatement): Promise<Predicate | undefined> {
  const { content } = parse(await signStatement(statement, keySigner()));
  if (content.kind !== 'signed' || content.problem !== undefined) throw new Error(content.kind);
  return content.predicate;
}

const known: KnownStatus = {
  attestation: ATTESTATION,
  state: 'standing',
  since: parseInstant('2026-11-01'),
  affected: [],
  issuedAt: NOW,
  companions: [
    { name: 'report.html', digest: ATTESTATION },
    { name: 'README.md', digest: ATTESTATION },
  ],
};

describe('the status of an attestation', () => {
  it('reads back as what is known, with its companions in order, valid for a week', async () => {
    expect(await readBack(attestationStatusStatement(known))).toEqual({
      kind: 'attestation-status',
      ...known,
      companions: known.companions.toReversed(),
      validUntil: '2026-11-27T08:00:00.000Z',
    });
  });

  it('is not valid past the moment at which a sentence ends by itself', async () => {
    const soon = parseInstant('2026-11-21');
    expect(await readBack(attestationStatusStatement(known, soon))).toMatchObject({ validUntil: soon });
    const later = parseInstant('2027-01-01');
    expect(await readBack(attestationStatusStatement(known, later))).toMatchObject({
      validUntil: '2026-11-27T08:00:00.000Z',
    });
  });
});

describe('a withdrawal', () => {
  it('reads back as what was said, about the attestation and its scope', async () => {
    const withdrawal = {
      scope: { organization: 'acme', product: 'checkout', release: '4.2.0' },
      attestation: ATTESTATION,
      reason: 'The wrong artifacts were assessed.',
      by: 'Ada',
      withdrawnAt: NOW,
    };
    const statement = withdrawalStatement(withdrawal);
    expect(await readBack(statement)).toEqual({ kind: 'withdrawal', ...withdrawal });
    expect(statement.subjects.map(({ name }) => name)).toEqual(['attestation', 'acme/checkout/4.2.0']);
  });
});

describe('the SLSA Build level', () => {
  const judged = (slsaBuildLevel: Assessment['slsaBuildLevel']): Assessment => ({
    ...{ input: ATTESTATION, scope: { organization: 'acme', product: 'app', release: '1' } },
    ...{ asOf: NOW, knownAt: NOW, results: [], slsaBuildLevel },
  });

  it('falls when it is lower than it was signed, and not when it is higher', () => {
    expect(loweredBuildLevel(judged(3), judged(1))).toEqual({
      ...{ control: 'SLSA Build', signed: 'LEVEL_3', now: 'LEVEL_1', cause: 'BUILD_LEVEL_LOWERED' },
      sentence:
        'The SLSA Build level was signed as 3 and is 1 now, because the provenance of its artifacts shows less now.',
    });
    expect(loweredBuildLevel(judged(2), judged(2))).toBeUndefined();
    expect(loweredBuildLevel(judged(2), judged(3))).toBeUndefined();
  });
});
