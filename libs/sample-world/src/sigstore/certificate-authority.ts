import { addSeconds, type Instant, type PublicKey } from '#kernel';

import type { Seed } from '../seed.js';
import { issueCertificate, toBeSigned, type CertificateContent } from './certificate.js';
import type { CertificateLog } from './certificate-log.js';
import {
  authorityKeyIdentifier,
  basicConstraints,
  embeddedTimestamps,
  extendedKeyUsage,
  keyUsage,
  subjectAlternativeNames,
  subjectKeyIdentifier,
  type ExtendedKeyUsage,
  type SubjectAlternativeName,
} from './extensions.js';
import { claimExtensions, subjectOf } from './fulcio-extensions.js';
import type { CertificateIdentity } from './identity.js';
import { distinguishedName } from './name.js';
import { issueRoot, serial } from './root-certificate.js';
import { deriveKey, type SampleKey } from './signing-key.js';

const LEAF_SECONDS = 600;

export interface AuthorityOptions {
  readonly seed: Seed;
  readonly organization: string;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
}

/** What to change on a leaf so that it is wrong in one way; each field left out is as it should be. */
export interface LeafFaults {
  readonly certificateTransparency?: 'none';
  readonly usage?: Exclude<ExtendedKeyUsage, 'code-signing'>;
  /** Stands beside the identity's own name. */
  readonly secondName?: SubjectAlternativeName;
}

export interface LeafRequest {
  readonly identity: CertificateIdentity;
  readonly publicKey: PublicKey;
  readonly at: Instant;
  readonly faults?: LeafFaults;
}

/** Root and intermediate (P-384), and ten-minute leaves for whoever an OIDC issuer vouches for. */
export class CertificateAuthority {
  /** Intermediate first, root last: the order of trusted_root.json. */
  readonly chain: readonly [intermediate: Uint8Array, root: Uint8Array];
  readonly #intermediate: SampleKey;
  readonly #intermediateName: Uint8Array;
  readonly #seed: Seed;
  readonly #log: CertificateLog;
  #issued = 0;

  constructor({ log, ...options }: AuthorityOptions & { readonly log: CertificateLog }) {
    const { seed, organization } = options;
    const root = deriveKey(seed, 'root', 'p384');
    const rootName = distinguishedName({ organization, commonName: `${organization} root` });
    this.#seed = seed;
    this.#log = log;
    this.#intermediate = deriveKey(seed, 'intermediate', 'p384');
    this.#intermediateName = distinguishedName({ organization, commonName: `${organization} intermediate` });
    const shared = { issuer: rootName, notBefore: options.notBefore, notAfter: options.notAfter };
    const intermediate = {
      ...shared,
      serial: serial(seed, 'intermediate'),
      subject: this.#intermediateName,
      publicKey: this.#intermediate.publicKey,
      extensions: intermediateExtensions(this.#intermediate.publicKey, root.publicKey),
    };
    this.chain = [issueCertificate(intermediate, root), issueRoot({ ...shared, seed, key: root, pathLength: 1 })];
  }

  /** DER of a leaf that names `identity`, valid for ten minutes from `at`, with its SCT embedded. */
  issueLeaf(request: LeafRequest): Uint8Array {
    const content = this.#leafContent(request);
    if (request.faults?.certificateTransparency === 'none') return issueCertificate(content, this.#intermediate);
    const precertificate = toBeSigned(content, this.#intermediate);
    const list = this.#log.timestampList(this.#intermediate.publicKey.spki, precertificate, request.at);
    const extensions = [...content.extensions, embeddedTimestamps(list)];
    return issueCertificate({ ...content, extensions }, this.#intermediate);
  }

  #leafContent({ identity, publicKey, at, faults }: LeafRequest): CertificateContent {
    const names = [subjectOf(identity), ...(faults?.secondName === undefined ? [] : [faults.secondName])];
    return {
      serial: serial(this.#seed, `leaf ${this.#issued++}`),
      issuer: this.#intermediateName,
      subject: distinguishedName({}),
      notBefore: at,
      notAfter: addSeconds(at, LEAF_SECONDS),
      publicKey,
      extensions: [
        keyUsage('sign'),
        extendedKeyUsage(faults?.usage ?? 'code-signing'),
        subjectKeyIdentifier(publicKey),
        authorityKeyIdentifier(this.#intermediate.publicKey),
        subjectAlternativeNames(names),
        ...claimExtensions(identity),
      ],
    };
  }
}

function intermediateExtensions(key: PublicKey, root: PublicKey): Uint8Array[] {
  return [
    keyUsage('certify'),
    extendedKeyUsage('code-signing'),
    basicConstraints(0),
    subjectKeyIdentifier(key),
    authorityKeyIdentifier(root),
  ];
}
