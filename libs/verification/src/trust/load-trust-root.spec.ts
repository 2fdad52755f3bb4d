import { digestOf, toUtf8 } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import { flipped, ROOT_BYTES, rootOf, sigstore, withChange } from '../testing/world.js';
import { loadTrustRoot } from './load-trust-root.js';

const code = (value: string) => expect.objectContaining({ code: value });
const changed = (path: readonly (string | number)[], change: (before: never) => unknown) =>
  withChange(ROOT_BYTES, path, change);
const STRANGER = JSON.parse(Buffer.from(sigstore('stranger').trustedRoot()).toString()) as {
  certificateAuthorities: { certChain: unknown }[];
  timestampAuthorities: unknown[];
};

describe('a trust root', () => {
  it('is loaded once, with keys, windows and proven chains', () => {
    const root = rootOf(ROOT_BYTES, 'aurora');
    expect(root).toMatchObject({ name: 'aurora', digest: digestOf(ROOT_BYTES), source: 'file' });
    expect([root.logs.size, root.ctLogs.size]).toEqual([2, 1]);
    expect([root.certificateAuthorities.length, root.timestampAuthorities.length]).toEqual([1, 1]);
  });

  it('may list its certificates from the anchor down', () => {
    const bytes = changed(['certificateAuthorities', 0, 'certChain', 'certificates'], (chain: unknown[]) =>
      [...chain].reverse(),
    );
    expect(rootOf(bytes).certificateAuthorities[0]?.path.issuer.der).toEqual(
      rootOf(ROOT_BYTES).certificateAuthorities[0]?.path.issuer.der,
    );
  });

  it.each([
    ['T-ROOT-01 of another media type', changed(['mediaType'], () => 'application/json'), 'TRUST_ROOT_MEDIA_TYPE'],
    ['with a field that nobody would read', changed(['revoked'], () => []), 'FIELD_UNKNOWN'],
    ['with an unknown field in a log', changed(['tlogs', 0, 'revoked'], () => true), 'FIELD_UNKNOWN'],
    [
      'that lists nobody',
      toUtf8(JSON.stringify({ mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1' })),
      'TRUST_ROOT_EMPTY',
    ],
    ['with a log id that is not that of the key', changed(['tlogs', 0, 'logId', 'keyId'], flipped), 'TRUST_ROOT_LOG'],
    ['with a log twice', changed(['tlogs'], (logs: unknown[]) => [...logs, ...logs]), 'TRUST_ROOT_LOG'],
    [
      'with a log key whose window has no start',
      changed(['tlogs', 0, 'publicKey', 'validFor'], () => ({})),
      'TRUST_ROOT_WINDOW',
    ],
    [
      'with a window that ends before it starts',
      changed(['certificateAuthorities', 0, 'validFor'], () => ({
        start: '2026-01-01T00:00:00Z',
        end: '2025-01-01T00:00:00Z',
      })),
      'TRUST_ROOT_WINDOW',
    ],
    [
      'with a key that is not what it states',
      changed(['tlogs', 0, 'publicKey', 'keyDetails'], () => 'PKIX_ECDSA_P384_SHA_384'),
      'TRUST_ROOT_KEY',
    ],
    [
      'with key details that are not accepted',
      changed(['tlogs', 0, 'publicKey', 'keyDetails'], () => 'PKIX_RSA_PSS_2048_SHA256'),
      'TRUST_ROOT_KEY',
    ],
    [
      'with an authority without certificate',
      changed(['certificateAuthorities', 0, 'certChain', 'certificates'], () => []),
      'TRUST_ROOT_AUTHORITY',
    ],
    [
      'with a chain whose signatures do not hold',
      changed(['certificateAuthorities', 0, 'certChain', 'certificates', 0, 'rawBytes'], flipped),
      'TRUST_ROOT_AUTHORITY',
    ],
    [
      'with the chain of a time-stamp authority as CA',
      changed(
        ['certificateAuthorities', 0, 'certChain'],
        () => (STRANGER.timestampAuthorities[0] as { certChain: unknown }).certChain,
      ),
      'TRUST_ROOT_AUTHORITY',
    ],
    [
      'with an anchor of another world above its issuer',
      changed(
        ['certificateAuthorities', 0, 'certChain', 'certificates', 1],
        () => (STRANGER.certificateAuthorities[0]?.certChain as { certificates: unknown[] }).certificates[1],
      ),
      'TRUST_ROOT_AUTHORITY',
    ],
    [
      'with trees that are not hashed with SHA-256',
      changed(['tlogs', 0, 'hashAlgorithm'], () => 'SHA2_512'),
      'TRUST_ROOT_LOG',
    ],
  ])('is refused %s', (_, bytes, expected) => {
    expect(() => rootOf(bytes)).toThrow(code(expected));
  });

  it('T-ROOT-02 is refused when its bytes are not those of its digest', () => {
    const source = { name: 'x', digest: digestOf(toUtf8('other')), bytes: ROOT_BYTES, source: 'file' } as const;
    expect(() => loadTrustRoot(source)).toThrow(code('TRUST_ROOT_DIGEST'));
  });
});
