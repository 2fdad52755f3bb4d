import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { readPack, replay, type Pack, type ReaderAnchors, type ReplayReport } from '#attestation';
import { untar } from '#cli';
import { digestOf, Field, fromUtf8, parseInstant, parseStrictJson, PublicKey } from '#kernel';
import { parseTrustRule } from '#verification';

// Packs of every format there was, kept byte for byte and never written anew. What they answered when they were
// frozen, they answer under every later version: a change here breaks a promise to whoever holds such a pack.

interface Frozen {
  readonly name: string;
  readonly files: number;
  readonly answers: { readonly intact: string; readonly consistent: string; readonly accepted: string };
  readonly codes: { readonly intact: string[]; readonly consistent: string[]; readonly accepted: string[] };
  readonly exit: number;
  readonly input: string;
  readonly assessment: string;
  readonly layers: readonly string[];
  readonly controls: number;
  readonly statuses: Readonly<Record<string, number>>;
}

const file = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, import.meta.url)));
const { packs, now } = JSON.parse(fromUtf8(file('manifest.json'))) as { packs: readonly Frozen[]; now: string };

/** Those of a reader who trusted then what the sender trusted; the framework of that time lies in the pack alone. */
function anchorsOf(pack: Pack): ReaderAnchors {
  const root = file('anchors/trusted_root.json');
  return {
    signerKey: PublicKey.fromPem(fromUtf8(file('anchors/signer.pub'))),
    trustRoots: [{ name: 'kept', digest: digestOf(root), bytes: root, source: 'file' }],
    rules: new Field(parseStrictJson(file('anchors/rules.json')), 'rules')
      .items(100)
      .map(({ value }) => parseTrustRule(value)),
    framework: pack.framework,
  };
}

async function replayed({ name }: Frozen): Promise<{ files: number; report: ReplayReport }> {
  const files = await untar(file(`packs/${name}.tar`));
  const { pack } = readPack(files);
  if (pack === undefined) throw new Error(`the golden pack ${name} cannot be read`);
  return { files: files.size, report: replay(files, anchorsOf(pack)) };
}

const codesOf = ({ reasons }: ReplayReport['intact']) => [...new Set(reasons.map(({ code }) => code))];

describe.each(packs)('the golden pack $name', (frozen) => {
  it('answers the three questions as it did when it was frozen, for the same reasons', async () => {
    const { files, report } = await replayed(frozen);
    const { intact, consistent, accepted } = report;
    expect(files).toBe(frozen.files);
    expect({ intact: intact.answer, consistent: consistent.answer, accepted: accepted.answer }).toEqual(frozen.answers);
    expect({ intact: codesOf(intact), consistent: codesOf(consistent), accepted: codesOf(accepted) }).toEqual(
      frozen.codes,
    );
    // A pack from before there was a status: its answers stay, and whoever wants to rely on it asks for a fresh one.
    expect([report.standing.answer, codesOf(report.standing)]).toEqual(['could-not-check', ['STATUS_MISSING']]);
    expect(report.exit).toBe(frozen.exit === 0 ? 2 : frozen.exit);
  });

  it('states the same digests, and leads to the same results and layers', async () => {
    const { report } = await replayed(frozen);
    expect(report.statement).toMatchObject({ input: frozen.input, assessment: frozen.assessment, asOf: now });
    expect(report.layers.map(({ id, version }) => `${id} ${version}`)).toEqual(frozen.layers);
    expect(report.comparison).toHaveLength(frozen.controls);
    const attested = report.comparison.map((control) => control.attested.split(' ')[0]!);
    expect(Object.fromEntries(attested.map((status) => [status, attested.filter((s) => s === status).length]))).toEqual(
      frozen.statuses,
    );
  });
});

describe('the golden packs', () => {
  it('hold good ones, loosened, withheld, tampered ones and one that rests on another catalog', () => {
    expect(packs.map(({ name }) => name)).toEqual(['good', 'loosened', 'withheld-leaf', 'tampered', 'sp800-218a']);
    expect(parseInstant(now)).toBe(now);
  });
});
