import { describe, expect, it } from '@jest/globals';

import { digestOf, parseInstant, toHex } from '#kernel';

import { attacks } from './attacks.js';
import { createSampleWorld, forgedWorld } from './sample-world.js';
import { FAULTS, type EvidenceFile, type SampleWorld } from './world.js';

const OPTIONS = { seed: 'averment', now: parseInstant('2026-11-20T12:00:00Z') };
const WORLD = createSampleWorld(OPTIONS);

const releasesOf = (world: SampleWorld) => world.products.flatMap(({ releases }) => releases);
const evidenceOf = (world: SampleWorld): EvidenceFile[] => releasesOf(world).flatMap(({ evidence }) => evidence);

/** One digest over every byte that a world holds. */
function fingerprint(world: SampleWorld): string {
  const bytesAsHex = (_: string, value: unknown) => (value instanceof Uint8Array ? toHex(value) : value);
  return digestOf(Buffer.from(JSON.stringify(world, bytesAsHex)));
}

describe('the sample world', () => {
  it('holds three products, seven releases and sixty files with digests of their own', () => {
    const artifacts = releasesOf(WORLD).flatMap(({ artifacts: files }) => files);
    expect(WORLD.products).toHaveLength(3);
    expect(releasesOf(WORLD)).toHaveLength(7);
    expect(artifacts).toHaveLength(60);
    expect(new Set(artifacts.map(({ digests }) => digests.sha256)).size).toBe(60);
    for (const { bytes, digests } of artifacts) expect(digestOf(bytes)).toBe(`sha256:${digests.sha256}`);
  });

  it('is the same, byte for byte, for the same seed and time', () => {
    expect(fingerprint(createSampleWorld(OPTIONS))).toBe(fingerprint(WORLD));
  });

  it('is another for another seed and for another time', () => {
    const others = [
      createSampleWorld({ ...OPTIONS, seed: 'other' }),
      createSampleWorld({ ...OPTIONS, now: parseInstant('2026-11-21T12:00:00Z') }),
    ];
    expect(new Set([WORLD, ...others].map(fingerprint)).size).toBe(3);
  });

  it('says of itself that it is synthetic', () => {
    expect(WORLD.organization.slug).toContain('synthetic');
    expect(WORLD.organization.name).toContain('synthetic');
  });

  it('contains each kind of bad evidence at least once, and mostly good evidence', () => {
    const evidence = evidenceOf(WORLD);
    expect(new Set(evidence.flatMap(({ fault }) => fault ?? []))).toEqual(new Set(FAULTS));
    expect(evidence.length).toBeGreaterThan(150);
    expect(evidence.filter(({ expect: outcome }) => outcome === 'verified').length).toBeGreaterThan(130);
  });

  it('names each piece of evidence once within its release', () => {
    for (const { evidence } of releasesOf(WORLD)) {
      expect(new Set(evidence.map(({ name }) => name)).size).toBe(evidence.length);
    }
  });

  it('points every manifest at a file that is there, or declares every file of the release', () => {
    for (const { manifest, evidence, artifacts } of releasesOf(WORLD)) {
      if (manifest.kind === 'declared') expect(manifest.artifacts).toEqual(artifacts);
      else expect(evidence.map(({ name }) => name)).toContain(manifest.file);
    }
  });

  it('has a flagship whose decisions are a waiver, a plan, a not-applicable and several human statements', () => {
    const { product, version } = WORLD.flagship;
    const flagship = WORLD.products.find(({ slug }) => slug === product)?.releases.find((it) => it.version === version);
    const kinds = flagship?.decisions.map(({ kind }) => kind) ?? [];
    expect(new Set(kinds)).toEqual(new Set(['human-evidence', 'waiver', 'plan-of-action', 'not-applicable']));
  });

  it('attacks its flagship in three ways that differ from everything that was submitted', () => {
    const submitted = new Set(evidenceOf(WORLD).map(({ bytes }) => digestOf(bytes)));
    expect(attacks(WORLD).map(({ name }) => name)).toEqual(['byte-flipped', 'borrowed-log-entry', 'wrong-identity']);
    for (const { bytes } of attacks(WORLD)) expect(submitted.has(digestOf(bytes))).toBe(false);
  });
});

describe('the forged world', () => {
  const forged = forgedWorld(OPTIONS);

  it('claims the same organization, products, releases and authorities by name', () => {
    const names = (world: SampleWorld) => [
      world.organization,
      world.trustRoot.name,
      world.products.map(({ slug, releases }) => [slug, releases.map(({ version }) => version)]),
    ];
    expect(names(forged)).toEqual(names(WORLD));
  });

  it('has other authorities, other keys and no bad evidence', () => {
    expect(toHex(forged.trustRoot.bytes)).not.toBe(toHex(WORLD.trustRoot.bytes));
    expect(evidenceOf(forged).every(({ expect: outcome }) => outcome === 'verified')).toBe(true);
  });
});
