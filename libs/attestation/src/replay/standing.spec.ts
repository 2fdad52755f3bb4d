import { beforeAll, describe, expect, it } from '@jest/globals';

import type { AttestationStatus } from '#evidence';
import { addDays, digestOf, parseInstant, toUtf8, type Instant } from '#kernel';
import { createSampleWorld } from '#sample-world';

import { issueWorld, shippedFramework, type IssuedWorld } from '../fixtures/issued-world.js';
import { keySigner } from '../fixtures/key-signer.js';
import { buildPack } from '../pack/build-pack.js';
import { completePack, signStanding } from '../pack/complete-pack.js';
import type { Pack } from '../pack/pack.js';
import { readPack } from '../pack/read-pack.js';
import { signStatement, type StatementSubject } from '../sign-statement.js';
import type { Signer } from '../signer.js';
import { attestationStatusStatement } from '../status/attestation-status.js';
import type { ReaderAnchors } from './accepted.js';
import { renderReplay } from './render-replay.js';
import { replay } from './replay.js';

const NOW = parseInstant('2026-11-20T09:00:00Z');
const LATER = parseInstant('2026-11-22T09:00:00Z');
const OTHER = digestOf(toUtf8('another attestation'));
const signer = keySigner();
let honest: IssuedWorld;
let pack: Pack;

beforeAll(async () => {
  honest = await issueWorld(createSampleWorld({ seed: 'standing', now: NOW }), signer);
  pack = readPack(honest.issued.pack).pack!;
});

const codesOf = (reasons: readonly { readonly code: string }[]) => reasons.map(({ code }) => code);
const replayed = (files: Pack, readers: ReaderAnchors = { at: LATER }) => replay(buildPack(files), readers);
const anchorsAt = (at: Instant): ReaderAnchors => ({
  ...{ signerKey: signer.publicKey, trustRoots: honest.trustRoots, rules: honest.rules },
  ...{ framework: shippedFramework().texts, at },
});

/** The honest pack with another word on how it stands. */
function saying(over: Partial<AttestationStatus>, by: Signer = signer): Promise<Pack> {
  const attestation = digestOf(pack.attestation);
  const known = { attestation, state: 'standing', since: NOW, affected: [], issuedAt: NOW } as const;
  return completePack(pack, pack.companions ?? [], (companions) =>
    signStatement(attestationStatusStatement({ ...known, companions, ...over }), by),
  );
}

describe('how an attestation stands', () => {
  it('is what its signer said within the last seven days', () => {
    const { standing, status, exit } = replayed(pack, anchorsAt(LATER));
    expect([standing, exit]).toEqual([{ answer: 'yes', reasons: [] }, 0]);
    const { validity } = honest.issued.statement.predicate;
    expect(validity.until < addDays(NOW, 7)).toBe(true); // a result of this release ends by itself before
    expect(status).toEqual({ state: 'standing', since: NOW, issuedAt: NOW, validUntil: validity.until });
  });

  it.each<[string, Instant | undefined, string]>([
    ['after seven days', addDays(LATER, 7), 'STATUS_EXPIRED'],
    ['before it was said', parseInstant('2026-11-19'), 'STATUS_FUTURE'],
    ['at no moment that anybody names', undefined, 'STATUS_MOMENT'],
  ])('is not known %s', (_, at, code) => {
    const { at: ignored, ...anchors } = anchorsAt(NOW);
    const { intact, consistent, accepted, standing, exit } = replayed(pack, { ...anchors, ...(at && { at }) });
    expect([intact, consistent, accepted].map(({ answer }) => answer)).toEqual(['yes', 'yes', 'yes']);
    expect([ignored, standing.answer, codesOf(standing.reasons), exit]).toEqual([NOW, 'could-not-check', [code], 2]);
  });

  it('is not known without a status, and nothing that only a status binds is intact then', () => {
    const { status, companions, ...bare } = pack;
    expect([status === undefined, companions?.length]).toEqual([false, 2]);
    const report = replayed(bare);
    expect([report.intact.answer, codesOf(report.standing.reasons)]).toEqual(['yes', ['STATUS_MISSING']]);
    const unbound = replayed({ ...bare, companions: companions! });
    expect(codesOf(unbound.intact.reasons)).toEqual(['NOT_THE_SIGNED_BYTES', 'NOT_THE_SIGNED_BYTES']);
  });

  it.each<[string, Partial<AttestationStatus>, string, RegExp]>([
    ['withdrawn', { state: 'withdrawn' }, 'ATTESTATION_WITHDRAWN', /^WITHDRAWN since /],
    [
      'superseded',
      { state: 'superseded', replacedBy: OTHER },
      'ATTESTATION_SUPERSEDED',
      /^SUPERSEDED since .* by sha256/,
    ],
    [
      'affected',
      {
        state: 'affected',
        affected: [
          { control: 'PS.2.1', signed: 'EVIDENCED', now: 'MISSING', cause: 'KEY', sentence: 'A key was compromised.' },
        ],
      },
      'ATTESTATION_AFFECTED',
      /^AFFECTED since /,
    ],
  ])(
    'is said in the first line when it is %s, and is never success, however old the word',
    async (_, over, code, line) => {
      const fallen = await saying(over);
      for (const at of [LATER, addDays(LATER, 30)]) {
        const report = replayed(fallen, anchorsAt(at));
        expect([report.standing.answer, report.exit]).toEqual(['no', 1]);
        expect(codesOf(report.standing.reasons)).toContain(code);
        expect(renderReplay(report)).toMatch(line);
      }
    },
  );

  it('is not for another key to say, even where that key came with the pack', async () => {
    const stranger = keySigner();
    const strange = await saying({}, stranger);
    expect(codesOf(replayed(strange).intact.reasons)).toContain('STATUS_SIGNATURE');
    expect(codesOf(replayed(strange).standing.reasons)).toEqual(['STATUS_SIGNATURE']);
    const swapped = { ...strange, publicKey: toUtf8(stranger.publicKey.toPem()) };
    expect(codesOf(replayed(swapped).intact.reasons)).toContain('ATTESTATION_SIGNATURE');
  });

  it('is for the reader’s own signer to say where the reader names one', () => {
    const other = keySigner().publicKey;
    const rules = honest.rules.filter(({ id }) => id !== 'organization-key');
    const report = replayed(pack, { ...anchorsAt(LATER), signerKey: other, rules });
    expect([report.standing.answer, codesOf(report.standing.reasons)]).toEqual(['could-not-check', ['STATUS_SIGNER']]);
    const byRules = replayed(pack, { ...anchorsAt(LATER), signerKey: other });
    expect([byRules.standing.answer, codesOf(byRules.accepted.reasons)]).toEqual(['yes', ['SIGNER_UNEXPECTED']]);
  });

  it.each<[string, () => Promise<Uint8Array>, string]>([
    ['about another attestation', async () => (await saying({ attestation: OTHER })).status!, 'STATUS_OF_ANOTHER'],
    ['no statement', () => Promise.resolve(toUtf8('{}')), 'STATUS_UNREADABLE'],
    ['another statement of the same key', () => Promise.resolve(pack.attestation), 'STATUS_UNREADABLE'],
    [
      'valid for longer than a week',
      async () => {
        const { predicate, ...rest } = attestationStatusStatement({
          ...{ attestation: digestOf(pack.attestation), state: 'standing', since: NOW, affected: [] },
          ...{ issuedAt: NOW, companions: [] },
        });
        return signStatement({ ...rest, predicate: { ...(predicate as object), validUntil: addDays(NOW, 8) } }, signer);
      },
      'STATUS_UNREADABLE',
    ],
  ])('is not known from what is %s', async (_, status, code) => {
    const report = replayed({ ...pack, status: await status() });
    expect(report.standing.answer).toBe('could-not-check');
    expect(codesOf(report.standing.reasons)).toEqual([code]);
    expect(report.intact.answer).toBe('no');
  });

  it('is not said by a signer once results have ended by themselves', () => {
    const until = honest.issued.statement.predicate.validity.until;
    expect(until).toBeDefined();
    expect(() => signStanding(pack, signer, addDays(until, 1))).toThrow(
      expect.objectContaining({ code: 'ATTESTATION_ENDED' }),
    );
    expect(() => signStanding({ attestation: toUtf8('{}') }, signer, NOW)).toThrow(
      expect.objectContaining({ code: 'ATTESTATION_UNREADABLE' }),
    );
  });
});

describe('what its register has noted', () => {
  it.each<[string, Partial<AttestationStatus>]>([
    ['withdrawn', { state: 'withdrawn' }],
    ['superseded', { state: 'superseded', replacedBy: OTHER }],
  ])('is not taken back by its signer alone once it is %s', async (_, over) => {
    const fallen = await saying(over);
    expect(() => signStanding(fallen, signer, LATER)).toThrow(expect.objectContaining({ code: 'ATTESTATION_FALLEN' }));
    expect(() => signStanding(pack, signer, LATER)).not.toThrow();
  });
});

describe('what travels with an attestation', () => {
  it('is what the status names, byte for byte, and all of it', () => {
    const [first, ...rest] = pack.companions!;
    const changed = replayed({ ...pack, companions: [{ ...first!, bytes: toUtf8('all green') }, ...rest] });
    expect(changed.intact.reasons).toEqual([
      expect.objectContaining({ code: 'NOT_THE_SIGNED_BYTES', path: first!.name }),
    ]);
    const fewer = replayed({ ...pack, companions: rest });
    expect(fewer.intact.reasons).toEqual([expect.objectContaining({ code: 'COMPANION_MISSING', path: first!.name })]);
    const more = replayed({ ...pack, companions: [...pack.companions!, { name: 'more.html', bytes: toUtf8('x') }] });
    expect(more.intact.reasons).toEqual([expect.objectContaining({ code: 'NOT_THE_SIGNED_BYTES', path: 'more.html' })]);
  });

  it('is shown apart where it is signed for itself, and answers no question', async () => {
    const about = { subjects: [{ name: 'attestation', digests: [digestOf(pack.attestation)] }] };
    const { subjects } = honest.issued.statement;
    const summary = (of: StatementSubject[] = [...subjects]) => ({
      ...{ subjects: of, predicateType: 'https://slsa.dev/verification_summary/v1' },
      predicate: {
        ...{ verifier: { id: 'https://averment.dev' }, timeVerified: NOW, resourceUri: 'pkg:oci/app' },
        ...{ policy: { uri: 'rules' }, verificationResult: 'PASSED', verifiedLevels: ['SLSA_BUILD_LEVEL_2'] },
      },
    });
    const files = {
      'a-summary.sigstore.json': await signStatement(summary(), signer),
      'b-stranger.sigstore.json': await signStatement(summary(), keySigner()),
      'c-other.sigstore.json': await signStatement(summary([{ name: 'another', digests: [OTHER] }]), signer),
      'd-words.sigstore.json': await signStatement(
        { ...about, predicateType: 'https://x.example/v1', predicate: {} },
        signer,
      ),
      'e-nothing.sigstore.json': toUtf8('{}'),
    };
    const companions = Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
    const report = replayed(await completePack(pack, companions, signStanding(pack, signer, NOW)), anchorsAt(LATER));
    expect(report.exit).toBe(0);
    expect(report.beside.map(({ name, verified, code }) => [name[0], verified, code])).toEqual([
      ['a', true, undefined],
      ['b', false, 'BESIDE_SIGNER'],
      ['c', false, 'BESIDE_OF_ANOTHER'],
      ['d', true, undefined],
      ['e', false, 'BESIDE_UNREADABLE'],
    ]);
    const text = renderReplay(report);
    expect(text).toContain('signed beside it, and part of no answer above:');
    expect(text).toContain('PASSED: SLSA_BUILD_LEVEL_2');
  });
});
