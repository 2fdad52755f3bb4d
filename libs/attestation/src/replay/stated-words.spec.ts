import { beforeAll, describe, expect, it } from '@jest/globals';

import { parse } from '#evidence';
import {
  addDays,
  canonicalJson,
  digestOf,
  fromUtf8,
  parseInstant,
  toUtf8,
  type Instant,
  type JsonObject,
} from '#kernel';
import { createSampleWorld } from '#sample-world';

import { issueWorld, shippedFramework, type IssuedWorld } from '../fixtures/issued-world.js';
import { keySigner } from '../fixtures/key-signer.js';
import { buildPack } from '../pack/build-pack.js';
import { completePack } from '../pack/complete-pack.js';
import type { Pack } from '../pack/pack.js';
import { readPack } from '../pack/read-pack.js';
import { signStatement } from '../sign-statement.js';
import { attestationStatusStatement } from '../status/attestation-status.js';
import { withheldBytes } from '../withhold/withheld-account.js';
import { replay } from './replay.js';

const NOW = parseInstant('2026-11-20T09:00:00Z');
const signer = keySigner();
let honest: IssuedWorld;
let pack: Pack;

beforeAll(async () => {
  honest = await issueWorld(createSampleWorld({ seed: 'stated words', now: NOW }), signer);
  pack = readPack(honest.issued.pack).pack!;
});

/** The honest pack with another statement, signed by the same sender, who stands behind it. */
async function stating(edit: (predicate: JsonObject) => object, over: Partial<Pack> = {}): Promise<Pack> {
  const { content } = parse(pack.attestation);
  if (content.kind !== 'signed' || content.statement === undefined) throw new Error('no statement');
  const { subjects, predicateType } = honest.issued.statement;
  const stated = content.statement.predicate as JsonObject;
  const written = Object.entries({ ...stated, ...edit(stated) }).filter(([, value]) => value !== undefined);
  const statement = { subjects, predicateType, predicate: Object.fromEntries(written) };
  const attestation = await signStatement(statement, signer);
  const whole = { ...(over.withheld ? {} : pack), ...over, attestation } as Pack;
  return completePack(whole, whole.companions ?? [], (companions) =>
    signStatement(
      attestationStatusStatement({
        ...{ attestation: digestOf(attestation), state: 'standing', since: NOW, affected: [] },
        ...{ issuedAt: NOW, companions },
      }),
      signer,
    ),
  );
}

const edited = (items: unknown, by: object) => (items as JsonObject[]).map((item) => ({ ...item, ...by }));

function replayed(files: Pack, at: Instant = NOW) {
  const { trustRoots, rules } = honest;
  const framework = shippedFramework().texts;
  return replay(buildPack(files), { signerKey: signer.publicKey, trustRoots, rules, framework, at });
}

const codesOf = ({ reasons }: { readonly reasons: readonly { readonly code: string }[] }) =>
  reasons.map(({ code }) => code);

describe('what a statement says beside its results', () => {
  it('follows from the bytes when the sender wrote it as it was judged', async () => {
    expect(replayed(await stating(() => ({}))).exit).toBe(0);
  });

  it.each<[string, string, (predicate: JsonObject) => object]>([
    ['its waivers left out', 'WAIVERS_DIFFER', () => ({ waivers: undefined })],
    [
      'a waiver that runs longer',
      'WAIVERS_DIFFER',
      ({ waivers }) => ({ waivers: edited(waivers, { validUntil: addDays(NOW, 999) }) }),
    ],
    ['a later end', 'VALIDITY_DIFFERS', () => ({ validity: { from: NOW, until: addDays(NOW, 300) } })],
    ['no end', 'VALIDITY_DIFFERS', () => ({ validity: undefined })],
    ['a longer period', 'PERIOD_DIFFERS', () => ({ period: { from: addDays(NOW, -3000), until: NOW } })],
    [
      'another catalog',
      'CATALOG_DIFFERS',
      ({ catalog }) => ({ catalog: { ...(catalog as JsonObject), version: '9' } }),
    ],
    ['another mapping', 'MAPPING_DIFFERS', ({ mapping }) => ({ mapping: edited(mapping, { version: '9' }) })],
    [
      'more artifacts',
      'POPULATION_DIFFERS',
      ({ population }) => ({ population: { ...(population as JsonObject), artifacts: 99 } }),
    ],
  ])('is no success with %s', async (_, code, edit) => {
    const { intact, consistent, exit } = replayed(await stating(edit));
    expect([intact.answer, codesOf(consistent), exit]).toEqual(['yes', [code], 1]);
  });

  it('is no success with a word that nobody here knows', async () => {
    const { consistent, exit } = replayed(await stating(() => ({ slsaSourceLevel: 4 })));
    expect([consistent.answer, codesOf(consistent), exit]).toEqual(['could-not-check', ['STATEMENT_WORD_UNKNOWN'], 2]);
  });

  it('may be silent where reports were no data yet, but what it says has to be so', async () => {
    const old = { report: undefined, period: undefined, validity: undefined, waivers: undefined };
    expect(replayed(await stating(() => old)).consistent.answer).toBe('yes');
    const lying = { ...old, validity: { from: NOW, until: addDays(NOW, 300) } };
    expect(codesOf(replayed(await stating(() => lying)).consistent)).toEqual(['VALIDITY_DIFFERS']);
  });
});

/** Of a report: its first task with other words, everything else as it was. */
function firstTask(edit: (task: JsonObject) => JsonObject): (text: string) => string {
  return (text) => {
    const report = JSON.parse(text) as { groups: { practices: { tasks: JsonObject[] }[] }[] };
    const [practice] = report.groups[0]!.practices;
    const [task] = practice!.tasks;
    practice!.tasks[0] = { ...task!, ...edit(task!) };
    return canonicalJson(report);
  };
}

describe('the report that people read', () => {
  /** An honest statement over a report with other words, which it names. */
  async function reporting(edit: (text: string) => string): Promise<Pack> {
    const document = pack.documents.find(({ name }) => name === 'report.json')!;
    const bytes = toUtf8(edit(fromUtf8(document.bytes)));
    const report = digestOf(bytes);
    const documents = [{ name: 'report.json', digest: report }];
    return stating(() => ({ report, documents }), { documents: [{ name: 'report.json', bytes }] });
  }

  it.each<[string, (text: string) => string]>([
    ['more met than is', (text) => text.replace(/"machine":\{"met":\d+/, '"machine":{"met":99')],
    [
      'a better machine part',
      firstTask(({ machine }) => ({ machine: { ...(machine as JsonObject), status: 'STALE' } })),
    ],
    ['a better status', firstTask(() => ({ status: 'STALE' }))],
    ['a higher build level', (text) => text.replace(/"slsaBuildLevel":\d/, '"slsaBuildLevel":4')],
    ['less that is not claimed', (text) => text.replace(/"notClaimed":\[[^\]]*\]/, '"notClaimed":[]')],
    ['nothing that can be read', () => '{}'],
  ])('is no success where it shows %s', async (_, edit) => {
    const { intact, consistent, exit } = replayed(await reporting(edit));
    expect([intact.answer, [...new Set(codesOf(consistent))], exit]).toEqual(['yes', ['REPORT_DIFFERS'], 1]);
  });

  it('is no cover for a statement that leaves out what it does not claim', async () => {
    const { consistent } = replayed(await stating(() => ({ notClaimed: [] })));
    expect(codesOf(consistent)).toEqual(['REPORT_DIFFERS']);
  });
});

describe('what follows from nothing that is withheld', () => {
  it('cannot be claimed beside an empty list of what is withheld', async () => {
    const claimed = { controls: [], leaves: [], slsaBuildLevel: true };
    const { assessment, ...rest } = pack;
    expect(assessment).toBeDefined();
    const withheld = withheldBytes({ items: [], claimed });
    const lying = await stating(() => ({ slsaBuildLevel: 3 }), { ...rest, documents: [], companions: [], withheld });
    const { intact, exit } = replayed(lying);
    expect(intact.reasons).toContainEqual(
      expect.objectContaining({ code: 'WITHHELD_UNREADABLE', sentence: expect.stringContaining('WITHHELD_NOTHING') }),
    );
    expect(exit).toBe(1);
  });
});

describe('how an attestation stands after its results have ended', () => {
  it('is not known, although its sender said within a week that it stands', async () => {
    const until = honest.issued.statement.predicate.validity.until;
    const attestation = digestOf(pack.attestation);
    const issuedAt = addDays(until, -1);
    const known = { attestation, state: 'standing', since: issuedAt, affected: [], issuedAt } as const;
    const files = await completePack(pack, [], (companions) =>
      signStatement(attestationStatusStatement({ ...known, companions }), signer),
    );
    expect(replayed(files, issuedAt).standing.answer).toBe('yes');
    const { standing, exit } = replayed(files, until);
    expect([standing.answer, codesOf(standing), exit]).toEqual(['could-not-check', ['ATTESTATION_ENDED'], 2]);
  });
});
