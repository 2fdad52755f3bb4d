import type { Parsed, Predicate, SbomElements, Subject } from '#evidence';
import { digestOf, parseInstant, toUtf8, type SubjectDigest } from '#kernel';
import { RUNGS, type TrustRule, type Verdict, type VerificationCode, type Verified } from '#verification';

// Test data only: evidence as if the verifier had proven it, so that extraction is tested apart from cryptography.

export const SHA256: SubjectDigest = `sha256:${'a'.repeat(64)}`;
export const SHA512: SubjectDigest = `sha512:${'b'.repeat(128)}`;
export const COMMIT = 'c'.repeat(40);
export const EVIDENCE = digestOf(toUtf8('the bytes of the evidence'));

export const RULE: TrustRule = {
  id: 'rule',
  scope: { kind: 'organization' },
  kinds: [],
  signer: { kind: 'key', publicKey: 'PEM' },
  log: 'none',
  time: 'none',
  teamControlled: true,
};

export const VERDICT: Verdict = {
  evidence: EVIDENCE,
  outcome: 'verified',
  checks: RUNGS.map((rung) => ({ rung, outcome: 'passed' })),
  rules: [RULE.id],
  signer: {
    kind: 'certificate',
    issuer: 'https://issuer.example',
    identity: 'https://ci.example/build',
    extensions: {},
  },
  signedAt: parseInstant('2026-01-02'),
  trustRoot: EVIDENCE,
  policy: EVIDENCE,
  verifier: 'test',
};

export function withRung(
  rung: (typeof RUNGS)[number],
  outcome: 'not-applicable' | 'failed',
  code: VerificationCode,
): Verdict {
  return { ...VERDICT, checks: VERDICT.checks.map((check) => (check.rung === rung ? { rung, outcome, code } : check)) };
}

/** An attestation with this predicate about these subjects. */
export function attestation(kind: Parsed['kind'], predicate: Predicate, subjects: readonly Subject[] = [APP]): Parsed {
  const content = { kind: 'dsse', payloadType: 't', payload: new Uint8Array(), signatures: [] } as const;
  const entity = { key: { kind: 'public-key', hint: '' }, content, logEntries: [], timestamps: [] } as const;
  const statement = { version: 'v1', subjects, predicateType: 'p', predicate: null } as const;
  return { digest: EVIDENCE, format: 'test', kind, content: { kind: 'signed', entity, statement, predicate } };
}

/** An SBOM that has every minimum element but those named. */
export function sbomWithout(...absent: readonly (keyof SbomElements)[]): Extract<Predicate, { kind: 'sbom' }> {
  const counts = { components: 5, identifiedComponents: 4, hasDependencies: true };
  const elements = { ...ALL_ELEMENTS, ...Object.fromEntries(absent.map((element) => [element, false])) };
  return { kind: 'sbom', format: 'spdx', specVersion: '2.3', ...counts, elements, index: [] };
}

const ALL_ELEMENTS: SbomElements = {
  author: true,
  timestamp: true,
  toolName: true,
  toolVersion: true,
  generationContext: true,
  sbomVersion: true,
  componentProducers: true,
  componentNames: true,
  componentVersions: true,
  componentIdentifiers: true,
  componentHashes: true,
  componentLicenses: true,
  componentRelationships: true,
};

export const APP: Subject = { name: 'app', digests: [SHA256, SHA512] };

/** A message signature over one digest. */
export function messageSignature(kind: Parsed['kind'] = 'artifact-signature'): Parsed {
  const content = {
    kind: 'message',
    digest: { algorithm: 'sha256', bytes: new Uint8Array(32).fill(0xaa) },
    signature: Uint8Array.of(1),
  } as const;
  const entity = { key: { kind: 'public-key', hint: '' }, content, logEntries: [], timestamps: [] } as const;
  return { digest: EVIDENCE, format: 'test', kind, content: { kind: 'signed', entity } };
}

/** The one cast that stands for the verifier; product code has none. */
export function proven(parsed: Parsed, verdict: Verdict = VERDICT): Verified {
  return { ...parsed, verdict } as unknown as Verified;
}
