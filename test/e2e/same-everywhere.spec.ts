import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';

import { organizationKeyRule } from '#attestation';
import { segmentAt, type Assessment } from '#compliance';
import { parse } from '#evidence';
import { digestOf, fromUtf8, type Digest } from '#kernel';
import type { TrustRule, Verdict } from '#verification';

import { withServer } from '../support/running-server.js';
import { adoptLayer } from './adopted-layer.js';
import { aver, temporaryFolder } from './aver.js';
import { verdictOf, type ControlRow } from './controls.js';
import { issue, organizationKey, type Issued } from './issued.js';
import { readReport } from './report-table.js';
import { stockSample, type SampleOrganization } from './sample-organization.js';

type Row = Pick<ControlRow, 'control' | 'status' | 'met' | 'of'>;

describe('one item, one verdict; one task, one status', () => {
  const server = withServer();
  let sample: SampleOrganization;
  let issued: Issued;
  let decisions: readonly Uint8Array[];
  let workspace: string;
  let rules: readonly TrustRule[];

  beforeAll(async () => {
    sample = await stockSample(server.current);
    const { world, staff } = sample;
    issued = await issue(staff.administrator, { product: world.flagship.product, release: world.flagship.version });
    decisions = decisionsIn(issued, sample);
    // A workspace keeps the id of that rule for a key of its own.
    const keyRule = { ...organizationKeyRule(await organizationKey(staff.administrator)), id: 'key-of-the-server' };
    rules = [...world.rules, keyRule];
    workspace = await writeWorkspace(await temporaryFolder(), { sample, rules, decisions });
  });

  it('gives each item the same outcome, rung by rung and code by code, from CLI, GraphQL and REST', async () => {
    const items = [...sample.world.evidence.map(({ bytes }) => bytes), ...decisions];
    const folder = await temporaryFolder();
    const files = await Promise.all(items.map((bytes, index) => written(join(folder, `${index}.json`), bytes)));
    const { json } = await aver('--json', 'verify', '--workspace', workspace, ...files);
    const offline = (json() as readonly { readonly verdict: Verdict }[]).map(({ verdict }) => ladderOf(verdict));
    const digests = items.map(digestOf);
    expect(await Promise.all(digests.map(overGraphql))).toEqual(offline);
    expect(await Promise.all(digests.map(overRest))).toEqual(offline);
    expect(new Set(offline.map(({ outcome }) => outcome))).toEqual(new Set(['verified', 'rejected', 'unverified']));
  });

  it('gives each task the same status and denominator in GraphQL, statement and report', async () => {
    const attested = issued.predicate.results;
    const served = await servedRows();
    expect(attested).toHaveLength(42);
    expect(served).toEqual(attested.map(({ control, status, met, of }) => ({ control, status, met, of })));
    const shown = attested.map(({ control, status, machine, met, of }) =>
      machine === 'NONE' ? { control, status } : { control, status, met, of },
    );
    expect(byControl(readReport(reportOf(issued)))).toEqual(byControl(shown));
  });

  it('gives the same offline, when the workspace holds the same evidence and the decisions that were signed', async () => {
    expect(await offlineRows(workspace)).toEqual(await servedRows());
  });

  it('differs offline only where a decision that is not in the workspace speaks, and never in what machines show', async () => {
    const without = await writeWorkspace(await temporaryFolder(), { sample, rules: sample.world.rules, decisions: [] });
    const [offline, served] = [await offlineRows(without), await servedRows()];
    const decided = new Set(decisions.flatMap(controlsNamedBy));
    const differing = served
      .filter((row, index) => row.status !== offline[index]?.status)
      .map(({ control }) => control);
    expect(differing.length).toBeGreaterThan(0);
    expect(differing.filter((control) => !decided.has(control))).toEqual([]);
    expect(offline.map(({ control, met, of }) => ({ control, met, of }))).toEqual(
      served.map(({ control, met, of }) => ({ control, met, of })),
    );
  });

  describe('with a layer on top that two people adopted', () => {
    let layered: Issued;
    let withLayer: string;

    beforeAll(async () => {
      const { world, staff } = sample;
      const layer = await adoptLayer(staff);
      await server.current.settled(staff.administrator);
      layered = await issue(staff.administrator, { product: world.flagship.product, release: world.flagship.version });
      withLayer = await writeWorkspace(await temporaryFolder(), { sample, rules, decisions, layer });
    });

    it('gives each task the same status and denominator in GraphQL, statement, report and offline', async () => {
      const served = await servedRows(layered);
      const attested = layered.predicate.results;
      expect(served).toEqual(attested.map(({ control, status, met, of }) => ({ control, status, met, of })));
      expect(served).not.toEqual(await servedRows());
      expect(byControl(readReport(reportOf(layered)).map(({ control, status }) => ({ control, status })))).toEqual(
        byControl(attested.map(({ control, status }) => ({ control, status }))),
      );
      expect(await offlineRows(withLayer, layered)).toEqual(served);
    });

    it('says in statement, report, GraphQL and offline what it loosened', async () => {
      expect(layered.predicate.loosened?.map(({ control }) => control)).toEqual(['PS.2.1']);
      expect(reportOf(layered)).toContain('LOOSENED');
      const { mapping } = await sample.staff.administrator.graphql<{ mapping: { changes: readonly object[] } }>(
        '{ mapping { changes { control direction } } }',
      );
      expect(mapping.changes[0]).toEqual({ control: 'PS.2.1', direction: 'loosened' });
      const { product, version } = sample.world.flagship;
      const { out } = await aver('assess', `${product}@${version}`, '--workspace', withLayer);
      expect(out.join('\n')).toContain('LOOSENED  PS.2.1');
    });
  });

  async function servedRows(of = issued): Promise<readonly Row[]> {
    const query = 'query ($input: Digest!) { assessment(input: $input) { results { control status met of } } }';
    const { assessment } = await sample.staff.administrator.graphql<{ assessment: { results: readonly Row[] } }>(
      query,
      {
        input: of.predicate.input,
      },
    );
    return assessment.results;
  }

  async function offlineRows(file: string, of = issued): Promise<readonly Row[]> {
    const { product, version } = sample.world.flagship;
    const { json } = await aver(
      ...['--json', 'assess', `${product}@${version}`, '--workspace', file, '--as-of', of.predicate.asOf],
    );
    const [assessment] = json() as readonly Assessment[];
    return (assessment?.results ?? []).map((result) => {
      const { status, machine } = segmentAt(result, of.predicate.asOf);
      return { control: result.control, status, met: machine.met, of: machine.of };
    });
  }

  async function overGraphql(digest: Digest): Promise<Ladder> {
    return ladderOf((await verdictOf(sample.staff.administrator, digest)) ?? { outcome: 'none', checks: [] });
  }

  async function overRest(digest: Digest): Promise<Ladder> {
    const answer = fromUtf8(await sample.staff.administrator.download(`/v1/evidence/${digest}`));
    return ladderOf((JSON.parse(answer) as { readonly verdict: Verdict }).verdict);
  }
});

type Ladder = ReturnType<typeof ladderOf>;

/** What every door must agree on. */
function ladderOf(verdict: {
  readonly outcome: string;
  readonly checks: readonly { readonly rung: string; readonly outcome: string; readonly code?: string | null }[];
}) {
  const checks = verdict.checks.map(({ rung, outcome, code }) => ({ rung, outcome, code: code ?? null }));
  return { outcome: verdict.outcome, checks };
}

/** What the server signed with the organization's key when somebody decided; from then on it is evidence like any other. */
function decisionsIn({ pack }: Issued, { world }: SampleOrganization): readonly Uint8Array[] {
  const uploaded = new Set(world.evidence.map(({ bytes }) => digestOf(bytes)));
  return [...pack.evidence].filter(([digest]) => !uploaded.has(digest)).map(([, bytes]) => bytes);
}

function controlsNamedBy(decision: Uint8Array): readonly string[] {
  const { content } = parse(decision);
  const predicate = content.kind === 'signed' ? content.statement?.predicate : undefined;
  const { controls, control } = (predicate ?? {}) as {
    readonly controls?: readonly string[];
    readonly control?: string;
  };
  return controls ?? (control === undefined ? [] : [control]);
}

function reportOf({ pack }: Issued): string {
  const report = [...pack.documents, ...(pack.companions ?? [])].find(({ name }) => name === 'report.html');
  if (report === undefined) throw new Error('the pack holds no report');
  return fromUtf8(report.bytes);
}

function byControl<T extends { readonly control: string }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((a, b) => a.control.localeCompare(b.control));
}

async function written(path: string, bytes: Uint8Array): Promise<string> {
  await writeFile(path, bytes);
  return path;
}

/** The organization as files. @returns path of the workspace file */
async function writeWorkspace(
  folder: string,
  parts: {
    readonly sample: SampleOrganization;
    readonly rules: readonly TrustRule[];
    readonly decisions: readonly Uint8Array[];
    /** Text of a mapping layer. */
    readonly layer?: string;
  },
): Promise<string> {
  const {
    sample: { world },
    rules,
    decisions,
    layer,
  } = parts;
  await mkdir(join(folder, 'evidence'));
  const all = [...world.evidence.map(({ bytes }) => bytes), ...decisions];
  await Promise.all(all.map((bytes, index) => written(join(folder, 'evidence', `${index}`), bytes)));
  const trustRoots = ['public-good', ...world.trustRoots.map(({ name }) => ({ name, file: `${name}.json` }))];
  await Promise.all(world.trustRoots.map(({ name, bytes }) => written(join(folder, `${name}.json`), bytes)));
  const products = world.products.map(({ slug, name, releases }) => ({
    slug,
    name,
    releases: releases.map(({ version, declared }) => ({ version, ...declared })),
  }));
  const organization = { ...world.organization };
  const layers = layer === undefined ? [] : [await written(join(folder, 'own.layer.yaml'), Buffer.from(layer))];
  const text = stringify(
    { organization, trustRoots, rules, layers, evidence: ['evidence'], products },
    { aliasDuplicateObjects: false },
  );
  return written(join(folder, 'workspace.yaml'), Buffer.from(text));
}
