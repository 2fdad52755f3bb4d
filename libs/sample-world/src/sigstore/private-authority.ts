import { addSeconds, sha256, toBase64, toUtf8, type Instant, type JsonValue } from '#kernel';

import { Seed } from '../seed.js';
import { formatBundle } from './bundle.js';
import { issueCertificate, toPem } from './certificate.js';
import { IN_TOTO, preAuthEncoding, toEnvelope } from './dsse.js';
import {
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectAlternativeNames,
  subjectKeyIdentifier,
  type ExtendedKeyUsage,
  type KeyUsage,
  type SubjectAlternativeName,
} from './extensions.js';
import { distinguishedName } from './name.js';
import { issueRoot, serial } from './root-certificate.js';
import { deriveKey, type SampleKey } from './signing-key.js';
import { TimestampAuthority } from './timestamp-authority.js';

const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 365 * DAY_SECONDS;

export interface PrivateAuthorityOptions {
  readonly seed: string;
  /** Authorities are valid from a year before to ten years after. */
  readonly now: Instant;
  readonly name: string;
  /** The SPIFFE trust domain that the authority's own certificate names. */
  readonly trustDomain?: string;
  /** How many intermediates may stand below the root; the one there is needs 1. */
  readonly pathLength?: number;
  /** The root is no CA certificate. */
  readonly root?: 'end-entity';
}

export interface PrivateLeaf {
  readonly names: readonly SubjectAlternativeName[];
  /** Signs when; the certificate lives a day from here. */
  readonly at: Instant;
  readonly statement: JsonValue;
  /** Absent: the certificate states no purpose. */
  readonly usage?: ExtendedKeyUsage;
  readonly keyUsage?: KeyUsage;
  readonly isAuthority?: boolean;
  /** Issued by the root itself, as SPIFFE authorities do. */
  readonly byRoot?: boolean;
  /** An RFC 3161 token of the authority's own time-stamp service, this many seconds after `at`. */
  readonly stampedAfterSeconds?: number;
}

/** A CA of an organization's own, without any log: root, intermediate, a time-stamp service, certificates of a day. */
export class PrivateAuthority {
  readonly #seed: Seed;
  readonly #rootKey: SampleKey;
  readonly #intermediateKey: SampleKey;
  readonly #tsa: TimestampAuthority;
  readonly #names: Readonly<Record<'root' | 'intermediate', Uint8Array>>;
  readonly root: Uint8Array;
  readonly intermediate: Uint8Array;
  #issued = 0;

  constructor({ seed, now, name, trustDomain, pathLength = 1, root }: PrivateAuthorityOptions) {
    this.#seed = new Seed(`private ${name} ${seed}`);
    this.#rootKey = deriveKey(this.#seed, 'root', 'p256');
    this.#intermediateKey = deriveKey(this.#seed, 'intermediate', 'p256');
    this.#names = {
      root: distinguishedName({ organization: name, commonName: `${name} root` }),
      intermediate: distinguishedName({ organization: name, commonName: `${name} intermediate` }),
    };
    const validity = { notBefore: addSeconds(now, -YEAR_SECONDS), notAfter: addSeconds(now, 10 * YEAR_SECONDS) };
    this.#tsa = new TimestampAuthority({ seed: this.#seed, organization: name, ...validity });
    const domain = trustDomain === undefined ? [] : [subjectAlternativeNames([{ uri: `spiffe://${trustDomain}` }])];
    const { root: rootName } = this.#names;
    this.root =
      trustDomain === undefined && root === undefined
        ? issueRoot({ seed: this.#seed, key: this.#rootKey, issuer: rootName, ...validity, pathLength })
        : issueCertificate(
            {
              serial: serial(this.#seed, 'root'),
              issuer: rootName,
              subject: rootName,
              ...validity,
              publicKey: this.#rootKey.publicKey,
              extensions: [
                keyUsage('certify'),
                ...(root === 'end-entity' ? [] : [basicConstraints(pathLength)]),
                subjectKeyIdentifier(this.#rootKey.publicKey),
                ...domain,
              ],
            },
            this.#rootKey,
          );
    this.intermediate = issueCertificate(
      {
        serial: serial(this.#seed, 'intermediate'),
        issuer: rootName,
        subject: this.#names.intermediate,
        ...validity,
        publicKey: this.#intermediateKey.publicKey,
        extensions: [
          keyUsage('certify'),
          basicConstraints(0),
          subjectKeyIdentifier(this.#intermediateKey.publicKey),
          authorityKeyIdentifier(this.#rootKey.publicKey),
        ],
      },
      this.#rootKey,
    );
  }

  /** CA certificates in PEM, intermediate first; with the time-stamp service or without. */
  pem(timestamps?: 'with-time-stamps'): Uint8Array {
    const own = [this.intermediate, this.root];
    const certificates = timestamps === undefined ? own : [...own, ...this.#tsa.chain];
    return toUtf8(certificates.map((der) => `# a line for people\n${toPem(der)}`).join('\n'));
  }

  /** The JWK Set of a SPIFFE trust domain; the key parameters beside x5c are left out, as nothing here needs them. */
  spiffeBundle(): Uint8Array {
    const keys = [
      { use: 'x509-svid', kty: 'EC', x5c: [toBase64(this.root)] },
      { use: 'jwt-svid', kty: 'EC', kid: 'other' },
    ];
    return toUtf8(JSON.stringify({ keys, spiffe_sequence: 7, spiffe_refresh_hint: 300 }));
  }

  /** A bundle with a DSSE envelope, signed by a certificate of this authority; in no log. */
  attest(leaf: PrivateLeaf): Uint8Array {
    const key = deriveKey(this.#seed, `leaf ${this.#issued++}`, 'p256');
    const payload = toUtf8(JSON.stringify(leaf.statement));
    const signature = key.sign(preAuthEncoding(IN_TOTO, payload));
    const after = leaf.stampedAfterSeconds;
    return formatBundle({
      version: 'v0.3',
      verifier: { kind: 'certificate', der: this.#issueLeaf(leaf, key) },
      content: { kind: 'dsse', envelope: toEnvelope(IN_TOTO, payload, signature) },
      logEntries: [],
      timestamps: after === undefined ? [] : [this.#tsa.stamp(sha256(signature), addSeconds(leaf.at, after))],
    });
  }

  #issueLeaf(leaf: PrivateLeaf, key: SampleKey): Uint8Array {
    const [issuer, signer] =
      leaf.byRoot === true
        ? ([this.#names.root, this.#rootKey] as const)
        : ([this.#names.intermediate, this.#intermediateKey] as const);
    return issueCertificate(
      {
        serial: serial(this.#seed, `leaf ${this.#issued}`),
        issuer,
        subject: distinguishedName({}),
        notBefore: leaf.at,
        notAfter: addSeconds(leaf.at, DAY_SECONDS),
        publicKey: key.publicKey,
        extensions: [
          keyUsage(leaf.keyUsage ?? 'sign'),
          ...(leaf.usage === undefined ? [] : [extendedKeyUsage(leaf.usage)]),
          ...(leaf.isAuthority === true ? [basicConstraints(0)] : []),
          subjectKeyIdentifier(key.publicKey),
          authorityKeyIdentifier(signer.publicKey),
          subjectAlternativeNames(leaf.names),
        ],
      },
      signer,
    );
  }
}
