import { X509Certificate } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { equalBytes, fromUtf8, parseInstant, type JsonObject } from '#kernel';

import type { WorkloadIdentity } from './identity.js';
import { createSigstore, type AttestationRequest, type Sigstore } from './sigstore.js';

const NOW = parseInstant('2026-11-20T12:00:00Z');
const WORKFLOW: WorkloadIdentity = {
  kind: 'workload',
  issuer: 'https://token.ci.example',
  uri: 'https://forge.example/acme/app/.github/workflows/release.yml@refs/tags/v1.0.0',
  claims: { sourceRepositoryURI: 'https://forge.example/acme/app', runnerEnvironment: 'hosted', buildTrigger: 'push' },
};
const STATEMENT = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'app.tar.gz', digest: { sha256: 'a'.repeat(64) } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {},
};

function newSigstore(seed = 'test'): Sigstore {
  return createSigstore({ seed, now: NOW, name: 'borealis' });
}

function attest(sigstore: Sigstore, changes: Partial<AttestationRequest> = {}): Uint8Array {
  return sigstore.attest({ identity: WORKFLOW, statement: STATEMENT, at: NOW, ...changes });
}

describe('the bytes of our Sigstore', () => {
  it('are the same for the same seed, time and calls', () => {
    const [first, second] = [newSigstore(), newSigstore()];
    expect(equalBytes(first.trustedRoot(), second.trustedRoot())).toBe(true);
    const changes = [{}, { timestamp: true }, { log: 'v2' }, { version: 'v0.1' }] as const;
    for (const change of changes) {
      expect(fromUtf8(attest(first, change))).toBe(fromUtf8(attest(second, change)));
    }
  });

  it('differ for another seed and for another time', () => {
    const later = createSigstore({ seed: 'test', now: parseInstant('2026-11-21T12:00:00Z'), name: 'borealis' });
    expect(equalBytes(newSigstore('other').trustedRoot(), newSigstore().trustedRoot())).toBe(false);
    expect(equalBytes(later.trustedRoot(), newSigstore().trustedRoot())).toBe(false);
  });

  it('hold certificates that OpenSSL reads, issued by the chain of the trusted root', () => {
    const sigstore = newSigstore();
    const leaf = leafOf(attest(sigstore));
    const [intermediate, root] = chainOf(sigstore);
    expect(leaf.subjectAltName).toBe(`URI:${WORKFLOW.uri}`);
    expect(leaf.verify(intermediate!.publicKey)).toBe(true);
    expect(intermediate!.checkIssued(root!)).toBe(true);
    expect(intermediate!.verify(root!.publicKey)).toBe(true);
    expect(root!.verify(root!.publicKey)).toBe(true);
    expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBe(600_000);
  });

  it('carry the faults that were asked for and no others', () => {
    const sigstore = newSigstore();
    const twoNames = leafOf(attest(sigstore, { faults: { secondName: { email: 'eve@acme.example' } } }));
    const serverUse = leafOf(attest(sigstore, { faults: { usage: 'server-authentication' } }));
    expect(twoNames.subjectAltName).toBe(`URI:${WORKFLOW.uri}, email:eve@acme.example`);
    expect(leafOf(attest(sigstore)).keyUsage).toEqual(['1.3.6.1.5.5.7.3.3']);
    expect(serverUse.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  });
});

function leafOf(bundle: Uint8Array): X509Certificate {
  const { verificationMaterial } = JSON.parse(fromUtf8(bundle)) as {
    verificationMaterial: { certificate: { rawBytes: string } };
  };
  return new X509Certificate(Buffer.from(verificationMaterial.certificate.rawBytes, 'base64'));
}

function chainOf(sigstore: Sigstore): X509Certificate[] {
  const { certificateAuthorities } = JSON.parse(fromUtf8(sigstore.trustedRoot())) as {
    certificateAuthorities: { certChain: { certificates: (JsonObject & { rawBytes: string })[] } }[];
  };
  return certificateAuthorities.flatMap(({ certChain }) =>
    certChain.certificates.map(({ rawBytes }) => new X509Certificate(Buffer.from(rawBytes, 'base64'))),
  );
}
