import { parse } from '#evidence';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { attestation, ROOT, WORKFLOW, WORLD, NOW } from '../testing/world.js';
import { VerificationError } from '../verification-error.js';
import { parseCertificate } from './certificate.js';
import { proveIssued, proveValidAt } from './issued.js';
import { readAgain } from './second-reading.js';
import { embeddedPromisesOf } from './signed-certificate-timestamp.js';
import { readSigningCertificate } from './signing-certificate.js';
import { subjectNameOf } from './subject-alternative-name.js';

function leafOf(bundle: Uint8Array): Uint8Array {
  const { content } = parse(bundle);
  if (content.kind !== 'signed' || content.entity.key.kind !== 'certificate') throw new Error('no certificate');
  return content.entity.key.der;
}

const DER = leafOf(attestation());
const code = (value: string) => expect.objectContaining({ code: value });

describe('a signing certificate', () => {
  it('names its signer, issuer and extensions', () => {
    expect(readSigningCertificate(DER).signer).toMatchObject({
      issuer: WORKFLOW.issuer,
      identity: WORKFLOW.uri,
      extensions: { sourceRepositoryIdentifier: '4711', sourceRepositoryURI: 'https://forge.example/acme/x' },
    });
  });

  it('may name a person by e-mail address', () => {
    const identity = { kind: 'email', issuer: 'https://accounts.example', email: 'ada@acme.example' } as const;
    const der = leafOf(WORLD.signArtifact({ identity, artifact: Uint8Array.of(1), at: NOW }));
    expect(subjectNameOf(parseCertificate(der))).toEqual({ kind: 'email', text: 'ada@acme.example' });
  });

  it('T-X509-02 is refused with a byte above 0x7f in its name, instead of losing the bit', () => {
    const der = Uint8Array.from(DER);
    der[Buffer.from(der).indexOf('forge.example')] = 0xe6;
    expect(() => readSigningCertificate(der)).toThrow(code('CERTIFICATE_INVALID'));
  });

  it('T-DER-05 is refused where the two readers see another key, validity or name', () => {
    const certificate = parseCertificate(DER);
    const name = subjectNameOf(certificate);
    const spki = Uint8Array.from(certificate.spki);
    spki[spki.length - 1] = (spki.at(-1) ?? 0) ^ 1;
    const deceptions = [
      [{ ...certificate, spki }, name],
      [{ ...certificate, notAfter: certificate.notAfter + 1000 }, name],
      [{ ...certificate, subject: Uint8Array.of(0x30, 4, 0x31, 2, 0x30, 0) }, name],
      [certificate, { ...name, text: `${name.text}x` }],
      [certificate, { kind: 'email', text: name.text }],
    ] as const;
    for (const [seen, seenName] of deceptions) {
      expect(() => readAgain(seen, seenName)).toThrow(code('CERTIFICATE_PARSERS_DISAGREE'));
    }
    expect(readAgain(certificate, name).kind).toBe('p256');
  });

  it('is never read with anything but a finding, whichever byte is wrong', () => {
    fc.assert(
      fc.property(fc.nat(DER.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const der = Uint8Array.from(DER);
        der[at] = (der[at] ?? 0) ^ mask;
        expect(() => proveIssued(readSigningCertificate(der).certificate, [ROOT])).toThrow(VerificationError);
      }),
    );
  });
});

describe('its chain', () => {
  const { certificate } = readSigningCertificate(DER);

  it('T-X509-03 is built from the trust root alone, and T-X509-04 judged at each proven moment', () => {
    const issued = proveIssued(certificate, [ROOT]);
    expect(() => proveValidAt(certificate, issued, [certificate.notBefore, certificate.notAfter])).not.toThrow();
    expect(() => proveValidAt(certificate, issued, [certificate.notBefore - 1])).toThrow(
      code('CERTIFICATE_OUTSIDE_VALIDITY'),
    );
    expect(() => proveValidAt(certificate, issued, [certificate.notBefore, certificate.notAfter + 1])).toThrow(
      code('CERTIFICATE_OUTSIDE_VALIDITY'),
    );
    expect(() => proveValidAt(certificate, issued, [])).toThrow(code('CERTIFICATE_TIME_UNKNOWN'));
  });

  it('T-X509-05 needs an authority that the trust root trusted at that moment', () => {
    const { root, authorities } = proveIssued(certificate, [ROOT]);
    const retired = { ...authorities[0], window: { from: -Infinity, until: certificate.notBefore - 1 } };
    const expired = { ...authorities[0], path: { ...authorities[0].path, validity: retired.window } };
    for (const authority of [retired, expired]) {
      expect(() => proveValidAt(certificate, { root, authorities: [authority] }, [certificate.notBefore])).toThrow(
        code('CERTIFICATE_AUTHORITY_OUTSIDE_VALIDITY'),
      );
    }
  });

  it('carries the promise of a certificate log of the trust root', () => {
    const [promise] = embeddedPromisesOf(certificate);
    expect(ROOT.ctLogs.has(promise?.logId ?? '')).toBe(true);
  });
});
