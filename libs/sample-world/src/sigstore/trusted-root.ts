import { toBase64, toUtf8, type Instant, type JsonObject, type PublicKey } from '#kernel';

import type { CertificateAuthority } from './certificate-authority.js';
import type { CertificateLog } from './certificate-log.js';
import type { TransparencyLog } from './rekor.js';
import type { TimestampAuthority } from './timestamp-authority.js';

export interface TrustedRootContent {
  readonly domain: string;
  readonly organization: string;
  readonly validFrom: Instant;
  readonly certificateAuthority: CertificateAuthority;
  readonly certificateLog: CertificateLog;
  readonly logs: readonly TransparencyLog[];
  readonly timestampAuthority: TimestampAuthority;
}

/** trusted_root.json, v0.1, proto-JSON with two spaces: what every Sigstore client can be pointed at. */
export function formatTrustedRoot(content: TrustedRootContent): Uint8Array {
  const { domain, organization, validFrom } = content;
  const validFor = { start: validFrom };
  const document: JsonObject = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: content.logs.map((log) => logInstance(`https://${log.host}`, log, validFor)),
    certificateAuthorities: [
      {
        subject: { organization, commonName: `${organization} intermediate` },
        uri: `https://fulcio.${domain}`,
        certChain: chainJson(content.certificateAuthority.chain),
        validFor,
      },
    ],
    ctlogs: [logInstance(`https://ctfe.${domain}`, content.certificateLog, validFor)],
    timestampAuthorities: [
      {
        subject: { organization, commonName: `${organization} time-stamp signer` },
        uri: `https://timestamp.${domain}`,
        certChain: chainJson(content.timestampAuthority.chain),
        validFor,
      },
    ],
  };
  return toUtf8(`${JSON.stringify(document, null, 2)}\n`);
}

function logInstance(
  baseUrl: string,
  log: { readonly id: Uint8Array; readonly key: { readonly publicKey: PublicKey } },
  validFor: JsonObject,
): JsonObject {
  const keyDetails = log.key.publicKey.kind === 'ed25519' ? 'PKIX_ED25519' : 'PKIX_ECDSA_P256_SHA_256';
  return {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: toBase64(log.key.publicKey.spki), keyDetails, validFor },
    logId: { keyId: toBase64(log.id) },
  };
}

function chainJson(chain: readonly Uint8Array[]): JsonObject {
  return { certificates: chain.map((der) => ({ rawBytes: toBase64(der) })) };
}
