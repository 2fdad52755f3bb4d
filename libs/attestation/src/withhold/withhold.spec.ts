import { beforeAll, describe, expect, it } from '@jest/globals';

import { judgeEvidence } from '#compliance';
import { parse, type EvidenceKind } from '#evidence';
import { AppError, canonicalJson, digestOf, fromUtf8, parseInstant, toUtf8, type Digest } from '#kernel';
import { createSampleWorld } from '#sample-world';
import { loadTrustRoot, Verifier } from '#verification';

import { issueWorld, shippedFramework, type IssuedWorld } from '../fixtures/issued-world.js';
import { keySigner } from '../fixtures/key-signer.js';
import { buildPack } from '../pack/build-pack.js';
import { completePack, signStanding } from '../pack/complete-pack.js';
import type { Pack } from '../pack/pack.js';
import { readPack } from '../pack/read-pack.js';
import type { ReaderAnchors } from '../replay/accepted.js';
import type { JudgeItems } from '../replay/recompute.js';
import { renderReplay } from '../replay/render-replay.js';
import { replay, replayWith } from '../replay/replay.js';
import { signStatement } from '../sign-statement.js';
import { parseSelector, selectEvidence } from './selector.js';
import { parseWithheld, withheldBytes, type WithheldAccount } from './withheld-account.js';
import { withhold } from './withhold.js';

const NOW = parseInstant('2026-11-20T09:00:00Z');
const signer = keySigner();
let honest: IssuedWorld;
let pack: Pack;
let anchors: ReaderAnchors;

const judge: JudgeItems = (items, { trustRoots, rules, distrusts }) => {
  const verifier = new Verifier({ trustRoots: trustRoots.map(loadTrustRoot), rules, distrusts });
  return Promise.resolve(items.map((bytes) => judgeEvidence(bytes, verifier)));
};

beforeAll(async () => {
  honest = await issueWorld(createSampleWorld({ seed: 'withhold', now: NOW }), signer);
  pack = readPack(honest.issued.pack).pack!;
  anchors = {
    ...{ signerKey: signer.publicKey, trustRoots: honest.trustRoots, rules: honest.rules },
    ...{ framework: shippedFramework().texts, at: NOW },
  };
});

const without = (...texts: readonly string[]) => withhold(pack, texts.map(parseSelector), judge);
const signed = (left: Pack) => completePack(left, left.companions ?? [], signStanding(left, signer, NOW));
const scans = (): readonly Digest[] =>
  [...pack.evidence].flatMap(([digest, bytes]) => (parse(bytes).kind === 'vulnerability-scan' ? [digest] : []));
const controlsCiting = (digests: readonly Digest[]) =>
  honest.issued.statement.predicate.results
    .filter(({ evidence }) => evidence.some((digest) => digests.includes(digest)))
    .map(({ control }) => control);
const codesOf = ({ reasons }: { readonly reasons: readonly { readonly code: string }[] }) => [
  ...new Set(reasons.map(({ code }) => code)),
];

/** All bytes of a pack, so that nothing in any corner of it is overlooked. */
const everythingIn = (left: Pack): string =>
  [...buildPack(left).values()].map((bytes) => Buffer.from(bytes).toString('latin1')).join('\n');

describe('a pack that withholds its scans', () => {
  it('is intact, can be checked no further than what is left, and never succeeds', async () => {
    const { pack: left, account } = await without('kind=vulnerability-scan');
    const report = replay(buildPack(await signed(left)), anchors);
    expect(scans().length).toBeGreaterThan(0);
    expect(account.items.map(({ digest }) => digest)).toEqual(scans().toSorted());
    expect([report.intact, report.standing].map(({ answer }) => answer)).toEqual(['yes', 'yes']);
    expect(codesOf(report.consistent)).toEqual(['EVIDENCE_WITHHELD', 'RESULT_CLAIMED']);
    expect(codesOf(report.accepted)).toEqual(['NOT_CONSISTENT', 'EVIDENCE_WITHHELD']);
    expect([report.consistent.answer, report.accepted.answer, report.exit]).toEqual([
      ...['could-not-check', 'could-not-check'],
      2,
    ]);
    expect(report.withheld).toEqual(account.items);
  });

  it('says which results are claimed and recomputes all others to the same', async () => {
    const { pack: left, account } = await without('kind=vulnerability-scan');
    expect(account.claimed.controls).toEqual(expect.arrayContaining(controlsCiting(scans())));
    const report = replay(buildPack(await signed(left)), anchors);
    const claimed = report.comparison.filter((control) => control.claimed === true);
    expect(claimed.map(({ control }) => control).sort()).toEqual(account.claimed.controls.toSorted());
    expect(claimed.every(({ reader, same }) => reader === 'claimed, not recomputed' && !same)).toBe(true);
    expect(report.comparison.filter(({ same }) => same)).toHaveLength(42 - claimed.length);
    const text = renderReplay(report);
    expect(text).toContain(`withheld by the sender: ${account.items.length} item`);
    expect(text).toContain('claimed, not recomputed');
  });

  it('holds neither the bytes nor a word that they say', async () => {
    const found = honest.input.facts.flatMap(({ claim }) =>
      claim.kind === 'vulnerability-scan' ? claim.findings.map(({ id }) => id) : [],
    );
    expect(found.length).toBeGreaterThan(0);
    const whole = everythingIn(pack);
    const left = everythingIn(await signed((await without('kind=vulnerability-scan', 'kind=vex')).pack));
    for (const id of found) expect([id, whole.includes(id), left.includes(id)]).toEqual([id, true, false]);
    expect(left).not.toContain(canonicalJson(JSON.parse(fromUtf8(pack.assessment!))));
  });

  it('keeps the leaves of the log, and reads them as far as they can be read', async () => {
    const { pack: left, account } = await without('kind=vulnerability-scan');
    expect(left.intake).toEqual(pack.intake);
    for (const { digest } of account.items) {
      expect(left.intake!.leaves.some((leaf) => fromUtf8(leaf).includes(digest))).toBe(true);
    }
  });

  it('can be judged elsewhere, on as many threads as there are, with the same answers', async () => {
    const files = buildPack(await signed((await without('kind=vulnerability-scan')).pack));
    expect(await replayWith(files, { readers: anchors, judge })).toEqual(replay(files, anchors));
  });
});

describe('a pack that is judged elsewhere', () => {
  const timesJudged = async (readers: ReaderAnchors): Promise<number> => {
    let times = 0;
    const counting: JudgeItems = (...asked) => {
      times += 1;
      return judge(...asked);
    };
    expect(await replayWith(buildPack(pack), { readers, judge: counting })).toEqual(replay(buildPack(pack), readers));
    return times;
  };

  it('is verified once for a reader who trusts what the sender trusts, and again for any other', async () => {
    const [first, ...fewer] = honest.rules;
    expect(first).toBeDefined();
    expect(await timesJudged(anchors)).toBe(1);
    expect(await timesJudged({ ...anchors, rules: fewer })).toBe(2);
    expect(await timesJudged({ at: NOW })).toBe(1);
  });

  it('is not answered at all while the judge is away', async () => {
    const away = () => Promise.reject(new AppError('unavailable', 'JUDGE_FAILED', 'the thread ended'));
    const order = { readers: anchors, judge: away };
    await expect(replayWith(buildPack(pack), order)).rejects.toMatchObject({ code: 'JUDGE_FAILED' });
  });
});

describe('withholding', () => {
  it('turns nothing green: a sentence that is false stays false where it does not rest on what is withheld', async () => {
    const { statement } = honest.issued;
    const { pack: left, account } = await without('kind=vulnerability-scan');
    const results = statement.predicate.results.map((result) => ({ ...result, status: 'EVIDENCED' as const }));
    const attestation = await signStatement({ ...statement, predicate: { ...statement.predicate, results } }, signer);
    const report = replay(buildPack(await signed({ ...left, attestation })), anchors);
    const named = report.consistent.reasons.filter(({ code }) => code === 'RESULT_DIFFERS').map(({ path }) => path);
    const honestOnes = statement.predicate.results.filter(
      ({ control, status }) => status !== 'EVIDENCED' && !account.claimed.controls.includes(control),
    );
    expect(named).toEqual(honestOnes.map(({ control }) => control));
    expect([report.consistent.answer, report.exit]).toEqual(['no', 1]);
  });

  it('and claiming everything leaves nothing that anybody accepts', async () => {
    const { pack: left, account } = await without('kind=vulnerability-scan');
    const controls = honest.issued.statement.predicate.results.map(({ control }) => control);
    const leaves = honest.issued.statement.predicate.intake!.leaves.map(({ index }) => index);
    const all = { ...account, claimed: { controls, leaves, slsaBuildLevel: true } };
    const report = replay(buildPack(await signed({ ...left, withheld: withheldBytes(all) })), anchors);
    expect([report.consistent.answer, report.accepted.answer, report.exit]).toEqual([
      ...['could-not-check', 'could-not-check'],
      2,
    ]);
    expect(report.comparison.every(({ claimed }) => claimed === true)).toBe(true);
  });

  it('is for the sender alone: nobody else can take an item out and call it withheld', async () => {
    const { pack: left } = await without('kind=vulnerability-scan');
    const { status, companions = [] } = pack;
    const report = replay(buildPack({ ...left, ...(status && { status }), companions }), anchors);
    expect(report.intact.answer).toBe('no');
    expect(report.intact.reasons.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['withheld.json', 'assessment-input.redacted.json']),
    );
  });

  it('of an item that is not listed is an item that is missing', async () => {
    const { pack: left, account } = await without('kind=vulnerability-scan');
    const [first, ...items] = account.items;
    const report = replay(
      buildPack(await signed({ ...left, withheld: withheldBytes({ ...account, items }) })),
      anchors,
    );
    expect(report.intact.reasons).toEqual([
      expect.objectContaining({ code: 'EVIDENCE_MISSING', digest: first!.digest }),
    ]);
    expect(codesOf(report.consistent)).toContain('EVIDENCE_MISSING');
  });

  it('does not excuse a leaf that is not accounted for, nor another input than what is left leads to', async () => {
    const { pack: left } = await without('kind=vulnerability-scan');
    const { statement } = honest.issued;
    const [dropped, ...leaves] = statement.predicate.intake!.leaves;
    const predicate = { ...statement.predicate, intake: { ...statement.predicate.intake!, leaves } };
    const attestation = await signStatement({ ...statement, predicate }, signer);
    const silent = replay(buildPack(await signed({ ...left, attestation })), anchors);
    expect(silent.consistent.reasons).toContainEqual(
      expect.objectContaining({ code: 'LEAF_UNACCOUNTED', digest: dropped!.evidence }),
    );
    const input = toUtf8(fromUtf8(left.input).replace('"asOf":"2026', '"asOf":"2027'));
    const other = replay(buildPack(await signed({ ...left, input })), anchors);
    expect([other.intact.answer, codesOf(other.consistent)]).toEqual([
      'yes',
      expect.arrayContaining(['INPUT_DIFFERS']),
    ]);
  });

  it.each<[string, readonly string[], string]>([
    ['what the statement is about', ['kind=release-manifest'], 'WITHHOLD_FOUNDATION'],
    ['what it promises', ['kind=plan-of-action'], 'WITHHOLD_FOUNDATION'],
    ['what is not there', ['kind=vulnerability-scan', 'kind=runtime-trace'], 'SELECTOR_EMPTY'],
  ])('refuses %s', async (_, selectors, code) => {
    await expect(without(...selectors)).rejects.toMatchObject({ code });
  });

  it('refuses a pack that withholds already, and one that cannot be read', async () => {
    const { pack: left } = await without('kind=vulnerability-scan');
    const selectors = [parseSelector('kind=sbom')];
    await expect(withhold(left, selectors, judge)).rejects.toMatchObject({ code: 'WITHHOLD_AGAIN' });
    await expect(withhold({ ...pack, rules: toUtf8('[{}]') }, selectors, judge)).rejects.toMatchObject({
      code: 'PACK_UNREADABLE',
    });
  });

  it.each<EvidenceKind>(['sbom', 'build-provenance', 'human-evidence', 'artifact-signature'])(
    'of every %s leaves a pack that is intact, and in which nothing contradicts the statement',
    async (kind) => {
      const { pack: left, account } = await without(`kind=${kind}`);
      expect(account.items.length).toBeGreaterThan(0);
      const report = replay(buildPack(await signed(left)), anchors);
      expect([report.intact.answer, report.consistent.answer, report.exit]).toEqual(['yes', 'could-not-check', 2]);
    },
  );
});

describe('a selector', () => {
  it('names evidence by what it is, by its bytes, or by what it is about', () => {
    const [digest] = scans();
    const [artifact] = honest.input.population.artifacts;
    const chosen = (text: string) => selectEvidence(pack.evidence, [parseSelector(text)]);
    expect([...chosen(`digest=${digest}`)]).toEqual([digest]);
    expect([...chosen('kind=vulnerability-scan')].sort()).toEqual(scans().toSorted());
    expect(chosen(`subject=${artifact!.digests[0]}`).size).toBeGreaterThan(1);
    expect(chosen(`subject=${artifact!.digests[0]}`).size).toBeLessThan(pack.evidence.size);
  });

  it.each(['', 'scan', 'kind=', 'kind=scan', 'digest=abc', 'subject=x', 'Kind=sbom', 'kind=sbom,vex'])(
    'that says nothing is refused: "%s"',
    (text) => {
      expect(() => parseSelector(text)).toThrow(expect.objectContaining({ code: 'SELECTOR_INVALID' }));
    },
  );
});

describe('the account of what is withheld', () => {
  const account: WithheldAccount = {
    items: [{ digest: digestOf(toUtf8('a')), kind: 'sbom', subjects: [digestOf(toUtf8('b'))] }],
    claimed: { controls: ['PS.3.2'], leaves: [1, 2], slsaBuildLevel: false },
  };

  it('reads back as what was written', () => expect(parseWithheld(withheldBytes(account))).toEqual(account));

  it.each<[string, (text: string) => string, string]>([
    ['another spelling', (text) => `${text} `, 'WITHHELD_NOT_CANONICAL'],
    ['a field more', (text) => text.replace('{"claimed"', '{"about":1,"claimed"'), 'WITHHELD_NOT_CANONICAL'],
    ['another format', (text) => text.replace('withheld/1', 'withheld/2'), 'FIELD_INVALID'],
    ['no digest', (text) => text.replace(/"sha256:[0-9a-f]{64}","kind/, '"x","kind'), 'DIGEST_INVALID'],
  ])('is not read with %s', (_, edit, code) => {
    expect(() => parseWithheld(toUtf8(edit(fromUtf8(withheldBytes(account)))))).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('that cannot be read makes a pack that is not intact', async () => {
    const { pack: left } = await without('kind=vulnerability-scan');
    const report = replay(buildPack(await signed({ ...left, withheld: toUtf8('{}') })), anchors);
    expect(codesOf(report.intact)).toContain('WITHHELD_UNREADABLE');
  });

  it('stands in a pack only with a redacted input, and without what was concluded', async () => {
    const left = await signed((await without('kind=vulnerability-scan')).pack);
    const { assessment } = pack;
    const both = replay(buildPack({ ...left, ...(assessment && { assessment }) }), anchors);
    expect(codesOf(both.intact)).toContain('LAYER_UNEXPECTED');
  });
});
