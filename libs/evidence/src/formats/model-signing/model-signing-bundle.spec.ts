import { describe, expect, it } from '@jest/globals';

import { fromUtf8 } from '#kernel';

import { parse } from '../../parse.js';
import { attestationBundle, envelope } from '../../testing/bundles.js';
import { base64Of, jsonBytes, withChange } from '../../testing/json.js';
import { statement } from '../../testing/statements.js';

const certificates = ['leaf', 'intermediate'].map((name) => ({ rawBytes: base64Of(name) }));
const MATERIAL = { x509CertificateChain: { certificates } };
const chained = (predicateType: string) =>
  withChange(attestationBundle(statement(predicateType, {})), 'verificationMaterial', MATERIAL);
const MODEL = chained('https://model_signing/signature/v1.0');

describe('a bundle of model signing under a CA of its own', () => {
  it('may carry a chain, of which the leaf alone is kept', () => {
    const { format, content } = parse(jsonBytes(MODEL));
    expect(format).toBe('model-signing-bundle');
    const key = content.kind === 'signed' ? content.entity.key : undefined;
    expect(key?.kind === 'certificate' && fromUtf8(key.der)).toBe('leaf');
  });

  it.each([
    ['about anything else', chained('https://slsa.dev/provenance/v1')],
    ['without an envelope', withChange(MODEL, 'dsseEnvelope', undefined)],
    ['whose payload is not base64', withChange(MODEL, 'dsseEnvelope.payload', '*')],
  ])('a bundle %s may not', (_, bundle) => {
    expect(parse(jsonBytes(bundle)).content).toMatchObject({ kind: 'unknown', code: 'BUNDLE_CERTIFICATE_CHAIN' });
  });

  it('has one signature as any other', () => {
    const { signatures } = envelope({}) as { signatures: unknown[] };
    const twice = withChange(MODEL, 'dsseEnvelope.signatures', [...signatures, ...signatures] as never);
    expect(parse(jsonBytes(twice)).content).toMatchObject({ kind: 'unknown', code: 'DSSE_SIGNATURE_COUNT' });
  });
});
