import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { composeFramework } from '#compliance';
import { canonicalDigest, canonicalJson, digestOf, fromUtf8, parseInstant, toUtf8, type Digest } from '#kernel';
import { createSampleWorld, forgedWorld, type SampleWorld } from '#sample-world';

import { guttedFramework } from '../fixtures/gutted-framework.js';
import { flagshipOf, issueWorld, shippedFramework, type IssuedWorld } from '../fixtures/issued-world.js';
import { keySigner } from '../fixtures/key-signer.js';
import { layeredFramework, looseningLayer } from '../fixtures/loosening-layer.js';
import { buildPack } from '../pack/build-pack.js';
import { completePack, signStanding } from '../pack/complete-pack.js';
import { blobPath } from '../pack/oci-layout.js';
import type { Pack, PackedText } from '../pack/pack.js';
import { readPack } from '../pack/read-pack.js';
import { signStatement } from '../sign-statement.js';
import type { ReaderAnchors } from './accepted.js';
import { renderReplay } from './render-replay.js';
import { replay } from './replay.js';
import type { ReplayReport } from './replay-report.js';

const NOW = parseInstant('2026-11-20T09:00:00Z');
const world: SampleWorld = createSampleWorld({ seed: 'replay', now: NOW });
const signer = keySigner();
const framework = shippedFramework();
let honest: IssuedWorld;
let anchors: Required<Omit<ReaderAnchors, 'signer'>>;

beforeAll(async () => {
  honest = await issueWorld(world, signer);
  anchors = {
    signerKey: signer.publicKey,
    trustRoots: honest.trustRoots,
    rules: honest.rules,
    framework: framework.texts,
    at: NOW,
  };
});

const without = (name: keyof ReaderAnchors): ReaderAnchors =>
  Object.fromEntries(Object.entries(anchors).filter(([key]) => key !== name));
const answers = ({ intact, consistent, accepted, exit }: ReplayReport) => [
  intact.answer,
  consistent.answer,
  accepted.answer,
  exit,
];
const codesOf = (question: ReplayReport['intact']) => [...new Set(question.reasons.map(({ code }) => code))];

/** The flagship's newest unfavourable item: a scan that its sender would rather not show. */
function someScan(): Digest {
  const scan = honest.input.facts.find(({ claim }) => claim.kind === 'vulnerability-scan');
  if (scan === undefined) throw new Error('the flagship has no scan');
  return scan.evidence;
}

/** The honest pack with one part exchanged and the layout made anew: what an attacker without the key can do. */
function repacked(edit: (pack: Pack) => Partial<Pack>): Map<string, Uint8Array> {
  const { pack } = readPack(honest.issued.pack);
  return buildPack({ ...pack!, ...edit(pack!) });
}

/** The pack with another statement in its place, status and all: what a dishonest holder of the key can do. */
async function resigned(predicate: unknown, pack: Pack = readPack(honest.issued.pack).pack!): Promise<ReplayReport> {
  const attestation = await signStatement({ ...honest.issued.statement, predicate }, signer);
  const whole = { ...pack, attestation };
  const complete = await completePack(whole, pack.companions ?? [], signStanding(whole, signer, NOW));
  return replay(buildPack(complete), anchors);
}

/** The same text with one comment more: another digest. */
function editedText({ name, bytes }: PackedText): PackedText {
  return { name, bytes: toUtf8(`${fromUtf8(bytes)}\n# edited\n`) };
}

describe('a pack of a framework that rests on others', () => {
  const overlay = shippedFramework('sp800-218a');
  let issued: IssuedWorld;
  beforeAll(async () => {
    issued = await issueWorld(world, signer, { framework: overlay });
  });
  const repack = (edit: (framework: Pack['framework']) => Pack['framework']) => {
    const { pack } = readPack(issued.issued.pack);
    return buildPack({ ...pack!, framework: edit(pack!.framework) });
  };

  it('holds the catalog and the mapping below, and is accepted by a reader who has the same', () => {
    const report = replay(issued.issued.pack, { ...anchors, framework: overlay.texts });
    expect(answers(report)).toEqual(['yes', 'yes', 'yes', 0]);
    expect(report.comparison).toHaveLength(48);
    const { pack } = readPack(issued.issued.pack);
    expect(pack?.framework).toEqual(overlay.texts);
  });

  it('is not intact with another catalog below', () => {
    const report = replay(repack((packed) => ({ ...packed, below: editedText(packed.below!) })));
    expect(codesOf(report.intact)).toEqual(['NOT_THE_SIGNED_BYTES']);
    expect(report.consistent.answer).toBe('could-not-check');
  });

  it('is not intact without the catalog below', () => {
    const report = replay(repack(({ catalog, mappings, layers }) => ({ catalog, mappings, layers })));
    expect(codesOf(report.intact)).toEqual(['LAYER_MISSING']);
  });

  it('is not intact with another mapping below', () => {
    const report = replay(
      repack(({ mappings: [first, ...own], ...packed }) => ({ ...packed, mappings: [editedText(first!), ...own] })),
    );
    expect(codesOf(report.intact)).toEqual(['NOT_THE_SIGNED_BYTES']);
  });

  it('is not intact with a catalog below where its own lies over none', () => {
    const below = shippedFramework('slsa-1.2').texts.catalog;
    const report = replay(repacked(({ framework: packed }) => ({ framework: { ...packed, below } })));
    expect(codesOf(report.intact)).toEqual(['NOT_THE_SIGNED_BYTES']);
  });

  it('is judged by the framework that the reader has for its catalog', () => {
    const asked: string[] = [];
    const report = replay(issued.issued.pack, {
      ...anchors,
      framework: (catalog) => {
        asked.push(catalog);
        return overlay.texts;
      },
    });
    expect([asked, answers(report)]).toEqual([['sp800-218a'], ['yes', 'yes', 'yes', 0]]);
  });

  it('cannot be accepted by a reader who has no framework for its catalog', () => {
    const report = replay(issued.issued.pack, { ...anchors, framework: () => undefined });
    expect(answers(report)).toEqual(['yes', 'yes', 'could-not-check', 2]);
    expect(report.accepted.reasons).toEqual([expect.objectContaining({ code: 'ANCHOR_MISSING', path: 'framework' })]);
  });
});

describe('an honest pack', () => {
  it('is intact, consistent and accepted against the reader’s own anchors', () => {
    const report = replay(honest.issued.pack, anchors);
    expect([report.intact.reasons, report.consistent.reasons, report.accepted.reasons]).toEqual([[], [], []]);
    expect(answers(report)).toEqual(['yes', 'yes', 'yes', 0]);
    expect(report.comparison).toHaveLength(42);
    expect(report.comparison.every(({ same }) => same)).toBe(true);
    expect(report.statement).toMatchObject({
      input: canonicalDigest(honest.input),
      keyFingerprint: signer.publicKey.fingerprint,
      synthetic: true,
    });
  });

  it('is judged by more than emptiness: it holds met and unmet controls, an intake log and verified evidence', () => {
    const { predicate } = honest.issued.statement;
    const statuses = new Set(predicate.results.map(({ status }) => status));
    expect(statuses.size).toBeGreaterThan(3);
    expect(predicate.intake?.leaves.length).toBeGreaterThan(10);
    expect(predicate.intake?.leaves.some(({ use }) => use === 'used')).toBe(true);
  });

  it('is not asked about acceptance without anchors, and that is not success', () => {
    expect(answers(replay(honest.issued.pack))).toEqual(['yes', 'yes', 'not-asked', 2]);
    const installed = { framework: anchors.framework };
    expect(answers(replay(honest.issued.pack, installed))).toEqual(['yes', 'yes', 'not-asked', 2]);
  });

  it.each(['signerKey', 'trustRoots', 'rules', 'framework'] as const)(
    'cannot be accepted while the reader gives no %s: the sender’s never stands in',
    (name) => {
      const report = replay(honest.issued.pack, without(name));
      expect(answers(report)).toEqual(['yes', 'yes', 'could-not-check', 2]);
      expect(report.accepted.reasons).toEqual([expect.objectContaining({ code: 'ANCHOR_MISSING', path: name })]);
      expect(report.comparison).toEqual([]);
    },
  );

  it('is not accepted against another signer', () => {
    const report = replay(honest.issued.pack, { ...anchors, signerKey: keySigner().publicKey });
    expect(answers(report)).toEqual(['yes', 'yes', 'no', 1]);
    expect(codesOf(report.accepted)).toEqual(['SIGNER_UNEXPECTED']);
  });

  it('is not accepted when the reader believes fewer signers, and the differences are named control by control', () => {
    const rules = anchors.rules.filter(({ id }) => id !== 'hosted-builder');
    const report = replay(honest.issued.pack, { ...anchors, rules });
    expect(report.accepted.answer).toBe('no');
    const different = report.comparison.filter(({ same }) => !same);
    expect(different.length).toBeGreaterThan(0);
    for (const { control } of different) {
      expect(report.accepted.reasons).toContainEqual(
        expect.objectContaining({ code: 'RESULT_NOT_ACCEPTED', path: control }),
      );
    }
  });

  it('is not accepted under a stricter mapping of the reader', () => {
    const stricter = composeFramework({
      ...framework.texts,
      mappings: framework.texts.mappings.map(({ name, bytes }) => ({
        name,
        bytes: toUtf8(fromUtf8(bytes).replaceAll('cap: satisfied', 'cap: partial')),
      })),
    });
    const report = replay(honest.issued.pack, { ...anchors, framework: stricter.texts });
    expect(answers(report)).toEqual(['yes', 'yes', 'no', 1]);
    const different = report.comparison.filter(({ same }) => !same);
    expect(different.length).toBeGreaterThan(0);
    expect(different.every(({ attested }) => attested.endsWith('NOT_NEEDED'))).toBe(true);
  });

  it('cannot be checked against anchors that do not parse', () => {
    const report = replay(honest.issued.pack, {
      ...anchors,
      framework: { ...framework.texts, mappings: [{ name: 'mine', bytes: toUtf8('not: a mapping') }] },
    });
    expect(answers(report)).toEqual(['yes', 'yes', 'could-not-check', 2]);
    expect(codesOf(report.accepted)).toEqual(['MAPPING_INVALID']);
  });

  it('always says what it cannot show', () => {
    const report = replay(honest.issued.pack, anchors);
    expect(report.cannotShow.join('\n')).toContain('never submitted');
    expect(report.cannotShow.join('\n')).toContain('split view');
    expect(report.cannotShow.join('\n')).not.toContain('Whether the report says');
    expect(renderReplay(report)).toContain('This cannot show:');
  });

  it('issued twice over the same evidence is the same pack, byte for byte', async () => {
    const again = await issueWorld(world, signer);
    expect(canonicalDigest(again.input)).toBe(canonicalDigest(honest.input));
    expect([...again.issued.pack.keys()]).toEqual([...honest.issued.pack.keys()]);
  });

  it('never uses the words compliant, certified or approved in what it states', () => {
    const { predicate } = honest.issued.statement;
    expect(canonicalJson({ ...predicate, scope: null })).not.toMatch(/\b(compliant|certified|approved)\b/i);
  });
});

describe('a changed pack', () => {
  it('never comes out intact, whichever single byte was changed, and the file is named', () => {
    const files = honest.issued.pack;
    const paths = [...files.keys()];
    const anyChange = fc.record({
      path: fc.constantFrom(...paths),
      at: fc.nat(),
      by: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(anyChange, ({ path, at, by }) => {
        const bytes = Uint8Array.from(files.get(path)!);
        bytes[at % bytes.length]! ^= by;
        const { problems } = readPack(new Map(files).set(path, bytes));
        expect(problems.map((problem) => problem.path)).toContain(path);
      }),
      { numRuns: 250 },
    );
    const [digest] = [...honest.judgements.keys()].filter((key) => files.has(blobPath(key)));
    const bytes = Uint8Array.from(files.get(blobPath(digest!))!);
    bytes[0]! ^= 1;
    const report = replay(new Map(files).set(blobPath(digest!), bytes), anchors);
    expect(report.intact.answer).toBe('no');
    expect(report.intact.reasons).toContainEqual(expect.objectContaining({ path: blobPath(digest!) }));
    expect(report.exit).toBe(1);
  }, 120_000);

  it.each<[string, (pack: Pack) => Partial<Pack>, string]>([
    [
      'the report',
      () => ({ documents: [{ name: 'report.json', bytes: toUtf8('all green') }] }),
      'NOT_THE_SIGNED_BYTES',
    ],
    [
      'a document more',
      (pack) => ({ documents: [...pack.documents, { name: 'x', bytes: toUtf8('x') }] }),
      'NOT_THE_SIGNED_BYTES',
    ],
    ['a document less', () => ({ documents: [] }), 'DOCUMENT_MISSING'],
    ['the trust rules', () => ({ rules: toUtf8('[]') }), 'NOT_THE_SIGNED_BYTES'],
    ['unreadable trust rules', () => ({ rules: toUtf8('[{}]') }), 'RULES_UNREADABLE'],
    [
      'the catalog',
      ({ framework: packed }) => ({ framework: { ...packed, catalog: editedText(packed.catalog) } }),
      'NOT_THE_SIGNED_BYTES',
    ],
    [
      'the mapping',
      ({ framework: packed }) => ({ framework: { ...packed, mappings: packed.mappings.map(editedText) } }),
      'NOT_THE_SIGNED_BYTES',
    ],
    [
      'a layer more',
      ({ framework: packed }) => ({ framework: { ...packed, layers: [{ name: 'more', bytes: toUtf8('more') }] } }),
      'NOT_THE_SIGNED_BYTES',
    ],
    [
      'the input',
      ({ input }) => ({ input: toUtf8(fromUtf8(input).replace('"declared"', '"independent"').concat(' ')) }),
      'NOT_THE_SIGNED_BYTES',
    ],
    ['the assessment', () => ({ assessment: toUtf8('{}') }), 'NOT_THE_SIGNED_BYTES'],
    ['no trust root', () => ({ trustRoots: [] }), 'TRUST_ROOT_MISSING'],
    ['the checkpoint', ({ intake }) => ({ intake: { ...intake!, checkpoint: 'x\n' } }), 'NOT_THE_SIGNED_BYTES'],
    [
      'foreign evidence',
      ({ evidence }) => ({ evidence: new Map(evidence).set(digestOf(toUtf8('x')), toUtf8('x')) }),
      'EVIDENCE_UNNAMED',
    ],
    ['an unreadable attestation', () => ({ attestation: toUtf8('{}') }), 'ATTESTATION_UNREADABLE'],
    ['another key', () => ({ publicKey: toUtf8(keySigner().publicKey.toPem()) }), 'ATTESTATION_SIGNATURE'],
    ['no key', () => ({ publicKey: toUtf8('none') }), 'PUBLIC_KEY_UNREADABLE'],
  ])('with a layout made anew around %s is not intact', (_, edit, code) => {
    const report = replay(repacked(edit), anchors);
    expect(report.intact.answer).toBe('no');
    expect(codesOf(report.intact)).toContain(code);
    expect(report.exit).toBe(1);
  });

  it('without one item that the statement rests on is neither intact nor consistent', () => {
    const scan = someScan();
    const report = replay(
      repacked(({ evidence }) => ({ evidence: new Map([...evidence].filter(([digest]) => digest !== scan)) })),
      anchors,
    );
    expect(answers(report)[0]).toBe('no');
    expect(report.consistent.answer).toBe('no');
    for (const question of [report.intact, report.consistent]) {
      expect(question.reasons).toContainEqual(expect.objectContaining({ code: 'EVIDENCE_MISSING', digest: scan }));
    }
  });

  it('whose leaves were cut or changed is not consistent', () => {
    const cut = replay(repacked(({ intake }) => ({ intake: { ...intake!, leaves: intake!.leaves.slice(1) } })));
    expect(codesOf(cut.consistent)).toEqual(['LEAVES_COUNT']);
    const swapped = replay(repacked(({ intake }) => ({ intake: { ...intake!, leaves: intake!.leaves.toReversed() } })));
    expect(codesOf(swapped.consistent)).toEqual(['LEAVES_ROOT']);
  });

  it('of nothing at all answers no, could not check, and does not throw', () => {
    expect(answers(replay(new Map(), anchors))).toEqual(['no', 'could-not-check', 'could-not-check', 1]);
    expect(answers(replay(new Map()))).toEqual(['no', 'could-not-check', 'not-asked', 1]);
  });
});

describe('a dishonest sender who holds the right key', () => {
  it('who leaves an unfavourable scan out of judgement, account and pack is caught by the intake log', async () => {
    const scan = someScan();
    const { issued } = await issueWorld(world, signer, { leaveOut: (digest) => digest === scan });
    const report = replay(issued.pack, anchors);
    expect(report.intact.answer).toBe('yes');
    expect(report.consistent.answer).toBe('no');
    expect(report.consistent.reasons).toContainEqual(
      expect.objectContaining({ code: 'LEAF_UNACCOUNTED', digest: scan }),
    );
    expect(report.accepted.answer).not.toBe('yes');
  });

  it('who says openly that an item is withheld is consistent, but cannot be accepted', async () => {
    const scan = someScan();
    const { issued } = await issueWorld(world, signer, { withhold: (digest) => digest === scan });
    const report = replay(issued.pack, anchors);
    expect(answers(report)).toEqual(['yes', 'yes', 'could-not-check', 2]);
    expect(report.accepted.reasons).toContainEqual(
      expect.objectContaining({ code: 'EVIDENCE_WITHHELD', digest: scan }),
    );
    expect(issued.statement.predicate.notClaimed.join()).toContain('1 received item is withheld');
    expect(report.cannotShow.join()).toContain('withheld item');
  });

  it.each<[string, Parameters<typeof issueWorld>[2], string]>([
    [
      'calls a used item irrelevant',
      { editAccounts: (all) => all.map((account) => ({ ...account, use: 'irrelevant' as const })) },
      'LEAF_USE_DIFFERS',
    ],
    [
      'accounts for a leaf that does not touch the scope',
      { editAccounts: (all) => [...all, { index: 9999, evidence: all[0]!.evidence, use: 'used' as const }] },
      'LEAF_INVENTED',
    ],
    [
      'writes a log without subjects, so that nothing touches the scope',
      { editLeaf: (leaf) => toUtf8(fromUtf8(leaf).replace(/"subjects":\[[^\]]*\]/, '"subjects":[]')) },
      'LEAF_SUBJECTS',
    ],
  ])('who %s is not consistent', async (_, deviation, code) => {
    const { issued } = await issueWorld(world, signer, deviation);
    const report = replay(issued.pack, anchors);
    expect(report.intact.answer).toBe('yes');
    expect(report.consistent.answer).toBe('no');
    expect(codesOf(report.consistent)).toContain(code);
    expect(report.exit).toBe(1);
  });

  it('who drops facts from the input is not consistent: they follow from the bytes', async () => {
    const dropScan = (input: IssuedWorld['input']) => {
      const scan = input.facts.find(({ claim }) => claim.kind === 'vulnerability-scan');
      return { ...input, facts: input.facts.filter((fact) => fact !== scan) };
    };
    const { issued } = await issueWorld(world, signer, { editInput: dropScan });
    const report = replay(issued.pack, anchors);
    expect(codesOf(report.consistent)).toEqual(expect.arrayContaining(['INPUT_DIFFERS', 'ASSESSMENT_DIFFERS']));
  });

  it('who leaves out what a person stated is not consistent: the intake log names the scope it was about', async () => {
    const withoutPeople = (input: IssuedWorld['input']) => ({
      ...input,
      facts: input.facts.filter(({ claim }) => claim.kind !== 'human-evidence'),
    });
    const { issued } = await issueWorld(world, signer, { editInput: withoutPeople });
    const report = replay(issued.pack, anchors);
    expect(report.consistent.answer).toBe('no');
    expect(codesOf(report.consistent)).toEqual(expect.arrayContaining(['INPUT_DIFFERS', 'LEAF_USE_DIFFERS']));
  });

  it('who states a better status than follows is not consistent, and the control is named', async () => {
    const { statement } = honest.issued;
    const results = statement.predicate.results.map((result) =>
      result.status === 'MISSING' ? { ...result, status: 'EVIDENCED' as const } : result,
    );
    const better = results.find((result, index) => result !== statement.predicate.results[index]);
    const report = await resigned({ ...statement.predicate, results });
    expect(report.intact.answer).toBe('yes');
    expect(report.consistent.reasons).toContainEqual(
      expect.objectContaining({ code: 'RESULT_DIFFERS', path: better?.control }),
    );
    expect(report.accepted.answer).toBe('no');
  });

  it('who types in a population and calls it independent is not consistent', async () => {
    const editInput = (input: IssuedWorld['input']): IssuedWorld['input'] => {
      const { artifacts, revisions } = input.population;
      return { ...input, population: { source: 'independent', artifacts, revisions } };
    };
    const manifests = new Set(
      [...honest.judgements].filter(([, { manifest }]) => manifest !== undefined).map(([digest]) => digest),
    );
    const { issued } = await issueWorld(world, signer, {
      editInput: (input) => editInput({ ...input, population: honest.input.population }),
      leaveOut: (digest) => manifests.has(digest),
      withoutIntake: true,
    });
    const report = replay(issued.pack, anchors);
    expect(report.intact.answer).toBe('yes');
    expect(codesOf(report.consistent)).toContain('POPULATION_DIFFERS');
    expect(report.exit).toBe(1);
  });

  /** Signed again over a report with other words, which the statement names. */
  async function reporting(edit: (text: string) => string): Promise<ReplayReport> {
    const { statement } = honest.issued;
    const bytes = toUtf8(edit(fromUtf8(honest.issued.reportBytes)));
    const documents = [{ name: 'report.json', bytes }];
    const named = [{ name: 'report.json', digest: digestOf(bytes) }];
    const predicate = { ...statement.predicate, report: digestOf(bytes), documents: named };
    return resigned(predicate, { ...readPack(honest.issued.pack).pack!, documents });
  }

  it('who signs a report that shows better results than the statement is not consistent', async () => {
    const replayed = await reporting((text) => text.replaceAll('MISSING', 'EVIDENCED'));
    expect([replayed.consistent.answer, codesOf(replayed.consistent), replayed.exit]).toEqual([
      'no',
      ['REPORT_DIFFERS'],
      1,
    ]);
  });

  it('who signs a report with other words about the same results has the reader told to read the statement', async () => {
    const replayed = await reporting((text) => text.replaceAll('"rationale":"', '"rationale":"Certainly. '));
    expect(answers(replayed)).toEqual(['yes', 'yes', 'yes', 0]);
    expect(replayed.cannotShow.join()).toContain('Whether the report says');
  });

  it('who keeps no intake log is told apart in words', async () => {
    const { issued } = await issueWorld(world, signer, { withoutIntake: true });
    const report = replay(issued.pack, anchors);
    expect(report.cannotShow.join()).toContain('names no intake log');
    expect(issued.statement.predicate.notClaimed.join()).toContain('No intake log is named');
  });
});

describe('a pack that was judged with a layer on top', () => {
  const layered = layeredFramework(looseningLayer());
  let judged: IssuedWorld;
  beforeAll(async () => {
    judged = await issueWorld(world, signer, { framework: layered });
  });
  const withLayers = (...layers: readonly PackedText[]) => {
    const pack = readPack(judged.issued.pack).pack!;
    return buildPack({ ...pack, framework: { ...pack.framework, layers } });
  };
  const stating = (loosened: unknown) =>
    resigned({ ...judged.issued.statement.predicate, loosened }, readPack(judged.issued.pack).pack);

  it('is accepted by a reader who adopts the layer, and says what it loosened', () => {
    const report = replay(judged.issued.pack, { ...anchors, framework: layered.texts });
    expect(answers(report)).toEqual(['yes', 'yes', 'yes', 0]);
    expect(renderReplay(report)).toContain('adopted by Robin Roe on 2026-10-01: loosened: PS.2.1 requirement');
  });

  it('is intact and consistent, but not accepted by a reader who does not, where it leads to other results', () => {
    const report = replay(judged.issued.pack, anchors);
    expect(answers(report)).toEqual(['yes', 'yes', 'no', 1]);
    expect(report.comparison.filter(({ same }) => !same).map(({ control }) => control)).toContain('PS.3.2');
  });

  it('without the layer that the statement names is not intact', () => {
    const report = replay(withLayers(), anchors);
    expect(codesOf(report.intact)).toEqual(['MAPPING_MISSING']);
    expect(report.consistent.answer).toBe('no');
  });

  it('with one layer more than the statement names is not intact', () => {
    const second = looseningLayer((text) => text.replace('id: harbour-pace', 'id: second'));
    const report = replay(withLayers(...layered.texts.layers, { ...second, name: 'second.layer.yaml' }), anchors);
    expect(report.intact.reasons).toEqual([
      expect.objectContaining({ code: 'NOT_THE_SIGNED_BYTES', path: 'second.layer.yaml' }),
    ]);
  });

  it('with another layer in its place is not intact', () => {
    const report = replay(withLayers(looseningLayer((text) => `${text}# edited\n`)), anchors);
    expect(codesOf(report.intact)).toEqual(['NOT_THE_SIGNED_BYTES']);
  });

  it.each<[string, unknown]>([
    ['hides what its layer loosened', []],
    [
      'calls it another control',
      [{ control: 'PS.1.1', aspect: 'requirement', direction: 'loosened', layer: 'harbour-pace' }],
    ],
  ])('whose statement %s is intact and not consistent', async (_, loosened) => {
    const report = await stating(loosened);
    expect(report.intact.answer).toBe('yes');
    expect(codesOf(report.consistent)).toEqual(['LOOSENED_DIFFERS']);
  });
});

describe('a statement that lists open plans of action', () => {
  const stating = (plans: unknown) => resigned({ ...honest.issued.statement.predicate, plans });
  const [plan] = flagshipOf(world).decisions.filter(({ kind }) => kind === 'plan-of-action');

  it('says what is promised, until when, and which signed statement says so', () => {
    expect(plan).toBeDefined();
    expect(honest.issued.statement.predicate.plans).toEqual([
      {
        ...{ id: 'POAM-2026-3', control: 'PO.5.1', state: 'open', due: plan?.kind === 'plan-of-action' && plan.due },
        statement: honest.input.facts.find(({ claim }) => claim.kind === 'plan-of-action')?.evidence,
      },
    ]);
  });

  it.each<[string, unknown]>([
    ['leaves one out', []],
    ['promises more than was stated', [{ id: 'POAM-1', control: 'PO.5.1', state: 'open' }]],
  ])('and %s is intact and not consistent', async (_, plans) => {
    const report = await stating(plans);
    expect(report.intact.answer).toBe('yes');
    expect(codesOf(report.consistent)).toEqual(['PLANS_DIFFER']);
  });
});

describe('a whole forged world', () => {
  it('with its own CA, logs, clock, key and gutted mapping is intact and consistent at most, and never accepted', async () => {
    const forger = keySigner();
    const forged = await issueWorld(forgedWorld({ seed: 'replay', now: NOW }), forger, {
      framework: guttedFramework(),
    });
    expect(answers(replay(forged.issued.pack))).toEqual(['yes', 'yes', 'not-asked', 2]);
    const report = replay(forged.issued.pack, anchors);
    expect(answers(report)).toEqual(['yes', 'yes', 'no', 1]);
    expect(codesOf(report.accepted)).toEqual(expect.arrayContaining(['SIGNER_UNEXPECTED', 'RESULT_NOT_ACCEPTED']));
    expect(report.comparison.some(({ attested }) => attested.startsWith('EVIDENCED'))).toBe(true);
    expect(report.comparison.some(({ reader }) => reader.startsWith('EVIDENCED'))).toBe(false);
  });

  it('is not accepted even by a reader who only forgot the trust root', async () => {
    const forged = await issueWorld(forgedWorld({ seed: 'replay', now: NOW }), keySigner());
    expect(replay(forged.issued.pack, without('trustRoots')).exit).not.toBe(0);
  });
});

describe('the sample flagship', () => {
  it('is what these tests are about', () => expect(flagshipOf(world).evidence.length).toBeGreaterThan(5));
});
