import { describe, expect, it } from '@jest/globals';

import { digestOf, parseInstant, parseStrictJson, toUtf8 } from '#kernel';
import { createSigstore } from '#sample-world';
import { loadTrustRoot, parseTrustRule, Verifier, type TrustRule, type Verdict } from '#verification';
import { parse } from '#evidence';

import { releaseManifestStatement } from './decisions.js';
import { keySigner } from './fixtures/key-signer.js';
import { organizationKeyRule } from './organization-key-rule.js';
import { attestationSignerRule, requireOwnVerdict } from './own-verdict.js';
import { statementPayload } from './sign-statement.js';

const NOW = parseInstant('2026-11-20T12:00:00Z');
const sigstore = createSigstore({ seed: 'own verdict', now: NOW, name: 'aurora' });
const IDENTITY = { kind: 'email', issuer: 'https://accounts.example', email: 'release@acme.example' } as const;
const STATEMENT = statementPayload(
  releaseManifestStatement({ scope: { organization: 'acme', product: 'app', release: '1.0.0' }, issuedAt: NOW }, [
    { name: 'app', digests: [`sha256:${'ab'.repeat(32)}`] },
  ]),
);
const BUNDLE = sigstore.attest({ identity: IDENTITY, statement: STATEMENT, at: NOW });

function judged(rules: readonly TrustRule[], bundle = BUNDLE): Verdict {
  const bytes = sigstore.trustedRoot();
  const root = loadTrustRoot({ name: 'root', digest: digestOf(bytes), bytes, source: 'file' });
  return new Verifier({ trustRoots: [root], rules }).verify(parse(bundle)).verdict;
}

const refusalOf = (verdict: Verdict | undefined): unknown => {
  try {
    requireOwnVerdict(verdict);
    return undefined;
  } catch (error) {
    return error;
  }
};
const others = organizationKeyRule(keySigner().publicKey);

describe('what we signed ourselves', () => {
  it('names the rule that is missing, ready to be added: with it the same statement is verified', () => {
    const error = refusalOf(judged([others])) as Error;
    expect(error).toMatchObject({ kind: 'conflict', code: 'OWN_SIGNER_UNEXPECTED' });
    const rule = parseTrustRule(parseStrictJson(toUtf8(error.message.slice(error.message.indexOf('{')))));
    expect(rule).toMatchObject({ ...attestationSignerRule({ issuer: IDENTITY.issuer, identity: IDENTITY.email }) });
    expect(judged([others, rule]).outcome).toBe('verified');
    expect(refusalOf(judged([others, rule]))).toBeUndefined();
  });

  it('is refused with the rungs it does not pass', () => {
    const rule = parseTrustRule(attestationSignerRule({ issuer: IDENTITY.issuer, identity: IDENTITY.email }));
    const unlogged = sigstore.attest({
      identity: IDENTITY,
      statement: STATEMENT,
      at: NOW,
      log: 'none',
      timestamp: true,
    });
    const error = refusalOf(judged([rule], unlogged));
    expect(error).toMatchObject({ kind: 'conflict', code: 'OWN_SIGNATURE_REFUSED' });
    expect((error as Error).message).toContain('transparency-log');
  });

  it('is refused where nobody judged it', () => {
    expect(refusalOf(undefined)).toMatchObject({ code: 'OWN_SIGNATURE_REFUSED' });
  });
});
