import { describe, expect, it } from '@jest/globals';

import { toUtf8 } from '#kernel';

import { keySigner } from '../fixtures/key-signer.js';
import { signStatement } from '../sign-statement.js';
import { ASSESSMENT_PREDICATE_TYPE } from '../statement.js';
import { openAttestation } from './attested.js';

const D = `sha256:${'ab'.repeat(32)}` as const;
const result = { control: 'PO.1.1', status: 'MISSING' };
const leaf = { index: 0, evidence: D, use: 'used' };
const PREDICATE = {
  input: D,
  assessment: D,
  scope: { organization: 'acme', product: 'checkout', release: '1' },
  asOf: '2026-11-20T00:00:00.000Z',
  knownAt: '2026-11-20T00:00:00.000Z',
  catalog: { id: 'fw', digest: D },
  mapping: [{ digest: D }],
  trustRoots: [{ name: 'root', digest: D }],
  policy: D,
  population: { source: 'declared' },
  slsaBuildLevel: 0,
  results: [result],
  intake: { checkpoint: 'note', leaves: [leaf] },
  semantics: 'eval/1',
  verifier: 'test',
  synthetic: false,
};
const signer = keySigner();
const publicKey = toUtf8(signer.publicKey.toPem());

async function opened(predicate: unknown, predicateType: string = ASSESSMENT_PREDICATE_TYPE) {
  const subjects = [{ name: 'a', digests: [D] }];
  return openAttestation({
    attestation: await signStatement({ subjects, predicateType, predicate }, signer),
    publicKey,
  });
}

describe('opening the attestation of a pack', () => {
  it('reads what replay needs, and verifies under the key that signed it alone', async () => {
    const { attested, problems, signed } = await opened(PREDICATE);
    expect(problems).toEqual([]);
    expect(attested).toMatchObject({ input: D, results: [result], intake: { leaves: [leaf] }, documents: [] });
    expect([signed?.signedBy(signer.publicKey), signed?.signedBy(keySigner().publicKey)]).toEqual([true, false]);
  });

  it('reads what statements say since reports are data, and misses none of it in older ones', async () => {
    const until = '2027-01-01T00:00:00.000Z';
    const later = { report: D, period: { until }, validity: { from: until, until }, supersedes: D };
    const { attested } = await opened({ ...PREDICATE, ...later, waivers: [{ control: 'PO.1.1' }] });
    expect(attested).toMatchObject({ ...later, waivers: [{ control: 'PO.1.1' }] });
    const { attested: older } = await opened(PREDICATE);
    for (const key of Object.keys(later)) expect(older).not.toHaveProperty(key);
    expect(older?.waivers).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a report that is no digest', { report: 'mine' }, 'DIGEST_INVALID'],
    ['a period without an end', { period: {} }, 'FIELD_MISSING'],
    ['a validity without a beginning', { validity: { until: PREDICATE.asOf } }, 'FIELD_MISSING'],
    ['a predecessor that is no digest', { supersedes: 'the old one' }, 'DIGEST_INVALID'],
    ['waivers that are no list', { waivers: {} }, 'FIELD_INVALID'],
    ['one control twice', { results: [result, result] }, 'RESULT_TWICE'],
    ['one leaf twice', { intake: { checkpoint: '', leaves: [leaf, leaf] } }, 'LEAF_TWICE'],
    ['an unknown use', { intake: { checkpoint: '', leaves: [{ ...leaf, use: 'eaten' }] } }, 'FIELD_INVALID'],
    ['no input', { input: null }, 'FIELD_MISSING'],
    ['no digest', { policy: 'sha1:00' }, 'DIGEST_INVALID'],
    ['no moment', { asOf: 'yesterday' }, 'INSTANT_INVALID'],
  ])('does not read a statement with %s', async (_, over, code) => {
    const { attested, problems } = await opened({ ...PREDICATE, ...over });
    expect(attested).toBeUndefined();
    expect(problems).toEqual([
      expect.objectContaining({ code: 'ATTESTATION_UNREADABLE', sentence: expect.stringContaining(code) }),
    ]);
  });

  it('does not read a statement of another type, nor a payload that is none', async () => {
    const other = await opened(PREDICATE, 'https://slsa.dev/provenance/v1');
    expect(other.problems[0]?.sentence).toContain('PREDICATE_TYPE');
    const bytes = toUtf8(
      JSON.stringify({ payloadType: 'application/vnd.in-toto+json', payload: 'e30=', signatures: [{ sig: 'AAAA' }] }),
    );
    const none = openAttestation({ attestation: bytes, publicKey });
    expect(none.problems[0]?.sentence).toContain('STATEMENT_UNREADABLE');
  });

  it('does not read what is not signed at all', () => {
    const { problems, signed } = openAttestation({ attestation: toUtf8('[]'), publicKey });
    expect(problems).toEqual([expect.objectContaining({ code: 'ATTESTATION_UNREADABLE' })]);
    expect(signed).toBeUndefined();
  });
});
