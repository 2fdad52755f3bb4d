import { beforeAll, describe, expect, it } from '@jest/globals';

import { organizationKeyRule, replay, type ReaderAnchors, type ReplayReport } from '#attestation';
import { flipByteInPack, forgePack, omitFromPack, unfavourableScan } from '#cli';
import { digestOf, parseInstant } from '#kernel';
import { packageFrameworks } from '#platform';

import { withServer } from '../support/running-server.js';
import { issue, organizationKey, type Issued } from './issued.js';
import { stockSample, type SampleOrganization } from './sample-organization.js';

/** A replay of the whole pack takes long enough to try only some files of it. */
const EVERY = 24;
type Files = ReadonlyMap<string, Uint8Array>;

describe('a reader with anchors of his own', () => {
  const server = withServer();
  let sample: SampleOrganization;
  let issued: Issued;
  let anchors: Required<Omit<ReaderAnchors, 'signer'>>;
  let forged: Files;

  beforeAll(async () => {
    sample = await stockSample(server.current);
    const { product, version } = sample.world.flagship;
    issued = await issue(sample.staff.administrator, { product, release: version });
    anchors = await anchorsOf(sample);
    forged = await forgePack(packageFrameworks().current(), issued.predicate.asOf);
  });

  it('accepts what the organization attested', () => {
    const report = replay(issued.files, anchors);
    expect(answers(report)).toEqual(['yes', 'yes', 'yes']);
    expect(report.comparison.filter(({ same }) => !same)).toEqual([]);
    expect(report.exit).toBe(0);
  });

  it('refuses a whole forged world under the same names, however much it agrees with itself', () => {
    const report = replay(forged, anchors);
    expect(answers(report)).toEqual(['yes', 'yes', 'no']);
    expect(report.statement?.scope).toEqual(replay(issued.files).statement?.scope);
    expect(report.accepted.reasons).toContainEqual(expect.objectContaining({ code: 'SIGNER_UNEXPECTED' }));
    expect(report.accepted.reasons).toContainEqual(expect.objectContaining({ code: 'RESULT_NOT_ACCEPTED' }));
    expect(report.exit).toBe(1);
  });

  it.each(subsetsOf(['signerKey', 'trustRoots', 'rules'] as const).map((names) => ({ names })))(
    'is never told to accept the forged world, with only $names of his own',
    ({ names }) => {
      const own = Object.fromEntries(names.map((name) => [name, anchors[name]])) as ReaderAnchors;
      const report = replay(forged, { ...own, framework: anchors.framework, at: anchors.at });
      expect(report.exit).not.toBe(0);
      expect(report.accepted.answer).not.toBe('yes');
    },
  );

  it('accepts nothing on the word of the pack alone', () => {
    const report = replay(issued.files);
    expect(answers(report)).toEqual(['yes', 'yes', 'not-asked']);
    expect(report.exit).toBe(2);
  });

  it('finds an unfavourable scan that was left out of the pack, because the intake log names it', () => {
    const { files, omitted } = omitFromPack(issued.files, unfavourableScan);
    const report = replay(files, anchors);
    expect(omitted).toBeDefined();
    expect(report.exit).toBe(1);
    expect(report.consistent.answer).toBe('no');
    expect(report.consistent.reasons).toContainEqual(
      expect.objectContaining({
        code: 'EVIDENCE_MISSING',
        digest: omitted,
        sentence: expect.stringMatching(/^leaf \d+ touches the scope/),
      }),
    );
  });

  it('finds one changed bit, wherever in the pack it is', () => {
    const paths = [...issued.files.keys()].filter((path, index) => !path.startsWith('blobs/') || index % EVERY === 0);
    const changed = paths.map((path) => ({ path, ...replay(flipBit(issued.files, path), anchors) }));
    expect(changed.filter(({ exit }) => exit !== 1).map(({ path }) => path)).toEqual([]);
    expect(replay(flipByteInPack(issued.files), anchors).intact.answer).toBe('no');
  });
});

async function anchorsOf({ world, staff }: SampleOrganization): Promise<Required<Omit<ReaderAnchors, 'signer'>>> {
  const signerKey = await organizationKey(staff.administrator);
  const at = parseInstant(new Date().toISOString());
  const framework = packageFrameworks().current().texts;
  const trustRoots = world.trustRoots.map(({ name, bytes }) => ({
    name,
    bytes,
    digest: digestOf(bytes),
    source: 'file' as const,
  }));
  return { signerKey, trustRoots, rules: [...world.rules, organizationKeyRule(signerKey)], framework, at };
}

function answers({ intact, consistent, accepted }: ReplayReport) {
  return [intact.answer, consistent.answer, accepted.answer];
}

function subsetsOf<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((subsets, item) => [...subsets, ...subsets.map((subset) => [...subset, item])], [[]]);
}

function flipBit(files: Files, path: string): Files {
  const bytes = Uint8Array.from(files.get(path) ?? []);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return new Map([...files, [path, bytes]]);
}
