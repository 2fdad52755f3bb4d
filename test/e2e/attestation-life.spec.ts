import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { readStatus, type StatusReading } from '#attestation';
import type { ApiClient } from '#cli';
import { instantOfMilliseconds, parseDigest } from '#kernel';

import { withServer } from '../support/running-server.js';
import { aver, temporaryFolder } from './aver.js';
import { issue, organizationKey, type Issued } from './issued.js';
import { stockSample, type SampleOrganization } from './sample-organization.js';

const WITHIN_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 100;

interface Standing {
  readonly state: string;
  readonly replacedBy: string | null;
  readonly affected: readonly { readonly control: string; readonly cause: string; readonly sentence: string }[];
}

describe('what becomes of an attestation, on a server', () => {
  const server = withServer();
  let sample: SampleOrganization;
  let issued: Issued;
  let keyFile: string;
  beforeAll(async () => {
    sample = await stockSample(server.current);
    issued = await issue(administrator(), release());
    await server.current.settled(administrator());
    keyFile = join(await temporaryFolder(), 'organization.pem');
    await writeFile(keyFile, (await organizationKey(administrator())).toPem());
  });

  const administrator = () => sample.staff.administrator;
  const release = () => ({ product: sample.world.flagship.product, release: sample.world.flagship.version });
  const statusOf = (digest: string) => fetch(new URL(`/v1/attestations/${digest}/status`, server.current.url));

  async function standing(digest = issued.digest): Promise<Standing> {
    const query = `query ($digest: Digest!) { attestation(digest: $digest) { standing {
      state replacedBy affected { control cause sentence } } } }`;
    return (await administrator().graphql<{ attestation: { standing: Standing } }>(query, { digest })).attestation
      .standing;
  }

  /** What is noted follows the evaluation, in the background. */
  async function until(state: string, digest = issued.digest): Promise<Standing> {
    for (const deadline = Date.now() + WITHIN_MILLISECONDS; ;) {
      const now = await standing(digest);
      if (now.state === state) return now;
      if (Date.now() > deadline) throw new Error(`it is ${now.state}, not ${state}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    }
  }

  const citedBy = (control: string): readonly string[] =>
    issued.predicate.results.find((result) => result.control === control)?.evidence ?? [];

  /** As somebody reads it who has the attestation and the organization's key, and no account. */
  async function publicStatus(): Promise<StatusReading> {
    const answer = await statusOf(issued.digest);
    expect(answer.status).toBe(200);
    return readStatus(new Uint8Array(await answer.arrayBuffer()), {
      at: instantOfMilliseconds(Date.now() + 1),
      signer: await organizationKey(administrator()),
      attestation: parseDigest(issued.digest),
    });
  }

  const asked = () => aver('status', issued.digest, '--server', server.current.url, '--key', keyFile);

  it('nothing is said of it to anybody before it was handed over', async () => {
    expect(await standing()).toMatchObject({ state: 'STANDING', affected: [] });
    const unknown = `sha256:${'00'.repeat(32)}`;
    const [own, none] = await Promise.all([statusOf(issued.digest), statusOf(unknown)]);
    expect([own.status, none.status]).toEqual([404, 404]);
    const bodies = (await Promise.all([own.json(), none.json()])) as { code: string; detail: string }[];
    expect(bodies.map(({ code }) => code)).toEqual(['STATUS_UNKNOWN', 'STATUS_UNKNOWN']);
    expect(bodies[0]?.detail).toBe(bodies[1]?.detail);
  });

  it('handed over, it stands, and whoever holds it can have that signed', async () => {
    await handOver(administrator(), issued.digest);
    const { status, signature } = await publicStatus();
    expect([status.state, signature]).toEqual(['standing', 'verified']);
    expect((await asked()).exit).toBe(0);
    const keys = (await (await fetch(new URL('/.well-known/averment/keys', server.current.url))).json()) as {
      keys: readonly { fingerprint: string; publicKey: string }[];
    };
    const own = await organizationKey(administrator());
    expect(keys.keys).toContainEqual(expect.objectContaining({ fingerprint: own.fingerprint, publicKey: own.toPem() }));
  });

  it('a key it rests on is declared compromised: it is affected, with control, evidence and cause', async () => {
    await distrustSigner(administrator(), citedBy('PS.2.1'));
    const { affected } = await until('AFFECTED');
    const fell = affected.filter(({ cause }) => cause === 'EVIDENCE_DISTRUSTED');
    expect(fell.length).toBeGreaterThan(0);
    for (const { control, sentence } of fell) {
      expect(citedBy(control).some((digest) => sentence.includes(digest))).toBe(true);
    }
  });

  it('the signed status says so at once, and the command line exits 1', async () => {
    const { status } = await publicStatus();
    expect(status.state).toBe('affected');
    expect(status.affected.map(({ cause }) => cause)).toContain('EVIDENCE_DISTRUSTED');
    const { exit, out } = await asked();
    expect([exit, out.join('\n').includes('AFFECTED since')]).toEqual([1, true]);
  });

  it('a notice is drafted for whoever holds it', async () => {
    const query = `query ($digest: Digest!) { attestation(digest: $digest) {
      recipients { edges { node { name notice } } } } }`;
    const { attestation } = await administrator().graphql<{
      attestation: { recipients: { edges: { node: { name: string; notice: string } }[] } };
    }>(query, { digest: issued.digest });
    const [recipient] = attestation.recipients.edges.map(({ node }) => node);
    expect(recipient?.name).toBe('Robin Doe');
    expect(recipient?.notice).toMatch(/^To: Robin Doe, Agency\n[^]* was signed as [^]*not trusted any more/);
  });

  it('issued again, the newer one stands in its place', async () => {
    const newer = await issue(administrator(), { ...release(), supersedes: issued.digest });
    await server.current.settled(administrator());
    expect(await standing()).toMatchObject({ state: 'SUPERSEDED', replacedBy: newer.digest, affected: [] });
    expect(await standing(newer.digest)).toMatchObject({ state: 'STANDING' });
    expect((await publicStatus()).status).toMatchObject({ state: 'superseded', replacedBy: newer.digest });
    const listed = `{ attestations(state: SUPERSEDED) { edges { node { digest } } } }`;
    expect(await administrator().graphql(listed)).toEqual({
      attestations: { edges: [{ node: { digest: issued.digest } }] },
    });
  });

  it('withdrawn, nobody stands behind it; what was said before stays on record', async () => {
    const mutation =
      'mutation ($input: WithdrawAttestationInput!) { withdrawAttestation(input: $input) { withdrawal } }';
    const input = { attestation: issued.digest, reason: 'Signed in error.' };
    const { withdrawAttestation } = await administrator().graphql<{ withdrawAttestation: { withdrawal: string } }>(
      mutation,
      { input },
    );
    await server.current.settled(administrator());
    expect(
      (await administrator().download(`/v1/evidence/${withdrawAttestation.withdrawal}/raw`)).length,
    ).toBeGreaterThan(0);
    expect((await publicStatus()).status.state).toBe('withdrawn');
    const query = 'query ($digest: Digest!) { attestation(digest: $digest) { events { edges { node { state } } } } }';
    const { attestation } = await administrator().graphql<{
      attestation: { events: { edges: { node: { state: string } }[] } };
    }>(query, { digest: issued.digest });
    const states = attestation.events.edges.map(({ node }) => node.state);
    expect([states[0], ...new Set(states.slice(1))]).toEqual(['STANDING', 'AFFECTED', 'SUPERSEDED', 'WITHDRAWN']);
  });
});

async function handOver(client: ApiClient, attestation: string): Promise<void> {
  await client.graphql('mutation ($input: HandOverAttestationInput!) { handOverAttestation(input: $input) { id } }', {
    input: { attestation, name: 'Robin Doe', organization: 'Agency', contract: 'C-17' },
  });
}

/** Whoever signed one of these items is not trusted since long ago. */
async function distrustSigner(client: ApiClient, evidence: readonly string[]): Promise<void> {
  const query = 'query ($digest: Digest!) { evidence(digest: $digest) { verdict { signer } } }';
  for (const digest of evidence) {
    const answer = await client.graphql<{ evidence: { verdict: { signer: { identity?: string } | null } } }>(query, {
      digest,
    });
    const name = answer.evidence.verdict.signer?.identity;
    if (name === undefined) continue;
    await client.graphql('mutation ($input: CompromiseInput!) { stateCompromise(input: $input) { digest } }', {
      input: { kind: 'IDENTITY', name, since: '2000-01-01T00:00:00Z', reason: 'A runner was taken over.' },
    });
    return;
  }
  throw new Error('nobody signed this by name');
}
