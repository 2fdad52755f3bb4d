import { addSeconds, gitObjectId, sha256, toUtf8, type Instant, type JsonObject, type JsonValue } from '#kernel';

import { Seed } from '../seed.js';
import { formatBundle, type BundleParts, type BundleVersion } from './bundle.js';
import { CertificateAuthority, type LeafFaults, type LeafRequest } from './certificate-authority.js';
import { CertificateLog } from './certificate-log.js';
import { formatSignedData, signAttributes, type CmsFaults } from './cms.js';
import { IN_TOTO, preAuthEncoding, toEnvelope } from './dsse.js';
import { withCmsSignature } from './git-commit.js';
import type { CertificateIdentity, Identity } from './identity.js';
import { formatEmbeddedEntry } from './log-entry-protobuf.js';
import { dsseV1, hashedrekordV1, hashedrekordV2, intotoV1, type LogBody, type LoggedVerifier } from './log-body.js';
import { formatAnswer } from './log-answer.js';
import { RekorV1, RekorV2 } from './rekor.js';
import { deriveKey, type SampleKey } from './signing-key.js';
import { TimestampAuthority } from './timestamp-authority.js';
import { formatTrustedRoot } from './trusted-root.js';

const YEAR_SECONDS = 365 * 86_400;

export interface SigstoreOptions {
  readonly seed: string;
  /** Authorities are valid from five years before to ten years after. */
  readonly now: Instant;
  /** A DNS label: hosts are `rekor.<name>.example` and so on. */
  readonly name: string;
}

/** How a signature is made and witnessed; what is left out is a v0.3 bundle in the v1 log without time-stamp. */
export interface Witnesses {
  /** When it is signed; a certificate lives ten minutes from here. */
  readonly at: Instant;
  readonly log?: 'v1' | 'v2' | 'none';
  /** An RFC 3161 token over the signature. */
  readonly timestamp?: boolean;
  readonly version?: BundleVersion;
  /** When the log integrates the entry; one second after signing unless said otherwise. */
  readonly loggedAt?: Instant;
  /** What the token says; one second after signing unless said otherwise. */
  readonly timestampedAt?: Instant;
  readonly faults?: LeafFaults;
}

export interface ArtifactRequest extends Witnesses {
  readonly identity: Identity;
  readonly artifact: Uint8Array;
}

export interface AttestationRequest extends Witnesses {
  readonly identity: Identity;
  /** An in-toto Statement; bytes are taken as they are. */
  readonly statement: JsonValue | Uint8Array;
  readonly payloadType?: string;
  /** How a v1 log records it; `dsse` unless said otherwise. */
  readonly entry?: 'dsse' | 'intoto';
}

export interface GitRequest extends Witnesses {
  readonly identity: CertificateIdentity;
  /** A commit or tag without signature. */
  readonly object: Uint8Array;
  /**
   * Where the log's entry is: in the signature (unless said otherwise), only in the log's answer, or, as gitsign did
   * before, in an answer about a second signature over the name of the object.
   */
  readonly entry?: 'embedded' | 'answer' | 'answer-over-name' | 'none';
  readonly cms?: CmsFaults;
}

export interface SignedGitObject {
  readonly object: Uint8Array;
  /** What the log's API answers about the entry; empty where it is embedded or there is none. */
  readonly answer: Uint8Array;
}

interface Signed {
  readonly signature: Uint8Array;
  readonly verifier: LoggedVerifier;
  readonly bundleVerifier: BundleParts['verifier'];
}

/**
 * A whole Sigstore: CA, CT log, two transparency logs, time-stamp authority; real cryptography, a pure function of
 * (seed, now) and of the calls made so far. Its keys can be derived by anybody: it proves nothing about anything.
 */
export class Sigstore {
  readonly name: string;
  readonly #seed: Seed;
  readonly #ca: CertificateAuthority;
  readonly #ctLog: CertificateLog;
  readonly #rekorV1: RekorV1;
  readonly #rekorV2: RekorV2;
  readonly #tsa: TimestampAuthority;
  readonly #validFrom: Instant;
  #signatures = 0;

  constructor({ seed, now, name }: SigstoreOptions) {
    this.name = name;
    this.#seed = new Seed(`sigstore ${name} ${seed}`);
    this.#validFrom = addSeconds(now, -5 * YEAR_SECONDS);
    const validity = { notBefore: this.#validFrom, notAfter: addSeconds(now, 10 * YEAR_SECONDS) };
    const authority = { seed: this.#seed, organization: this.#domain, ...validity };
    this.#ctLog = new CertificateLog(this.#seed);
    this.#ca = new CertificateAuthority({ ...authority, log: this.#ctLog });
    this.#tsa = new TimestampAuthority(authority);
    this.#rekorV1 = new RekorV1(this.#seed, `rekor.${this.#domain}`);
    this.#rekorV2 = new RekorV2(this.#seed, `log2026.rekor.${this.#domain}`);
  }

  get #domain(): string {
    return `${this.name}.example`;
  }

  /** trusted_root.json of this Sigstore. */
  trustedRoot(): Uint8Array {
    return formatTrustedRoot({
      domain: this.#domain,
      organization: this.#domain,
      validFrom: this.#validFrom,
      certificateAuthority: this.#ca,
      certificateLog: this.#ctLog,
      logs: [this.#rekorV1, this.#rekorV2],
      timestampAuthority: this.#tsa,
    });
  }

  /** DER of a ten-minute certificate that binds somebody's own key to an identity. */
  certify(request: LeafRequest): Uint8Array {
    return this.#ca.issueLeaf(request);
  }

  /** DER of what issues leaves, intermediate first. */
  get certificateChain(): readonly Uint8Array[] {
    return this.#ca.chain;
  }

  /** The `TransparencyLogEntry` of a body that a log has taken, as proto-JSON. */
  record(log: 'v1' | 'v2', body: LogBody, at: Instant): JsonObject {
    return log === 'v1' ? this.#rekorV1.submit(body, at) : this.#rekorV2.submit(body);
  }

  /** TimeStampResp (DER) over a SHA-256. */
  timestamp(digest: Uint8Array, at: Instant): Uint8Array {
    return this.#tsa.stamp(digest, at);
  }

  /** A bundle with a message signature over the artifact's bytes. */
  signArtifact(request: ArtifactRequest): Uint8Array {
    const { artifact: message } = request;
    const signed = this.#sign(message, request);
    const { signature, verifier } = signed;
    const body = request.log === 'v2' ? hashedrekordV2 : hashedrekordV1;
    return this.#bundle(request, signed, {
      content: { kind: 'message', message, signature },
      body: body({ message, signature, verifier }),
    });
  }

  /** A bundle with a DSSE envelope around an in-toto Statement. */
  attest(request: AttestationRequest): Uint8Array {
    const payload =
      request.statement instanceof Uint8Array ? request.statement : toUtf8(JSON.stringify(request.statement));
    const payloadType = request.payloadType ?? IN_TOTO;
    const message = preAuthEncoding(payloadType, payload);
    const signed = this.#sign(message, request);
    const { signature, verifier } = signed;
    const envelope = toEnvelope(payloadType, payload, signature);
    const bodyV1 = request.entry === 'intoto' ? intotoV1 : dsseV1;
    const body =
      request.log === 'v2' ? hashedrekordV2({ message, signature, verifier }) : bodyV1({ envelope, verifier });
    return this.#bundle(request, signed, { content: { kind: 'dsse', envelope }, body });
  }

  /** A commit or tag signed as gitsign does. */
  signGitObject(request: GitRequest): SignedGitObject {
    const { object: content, identity, at, entry = 'embedded' } = request;
    const key = this.#ephemeralKey();
    const certificate = this.#ca.issueLeaf({ identity, publicKey: key.publicKey, at });
    const parts = { content, certificate, key, at, ...(request.cms === undefined ? {} : { faults: request.cms }) };
    const signed = signAttributes(parts);
    const verifier = { kind: 'certificate', der: certificate } as const;
    const loggedAt = request.loggedAt ?? addSeconds(at, 1);
    const log = (message: Uint8Array, signature: Uint8Array) =>
      this.#rekorV1.submit(hashedrekordV1({ message, signature, verifier }), loggedAt);
    const stampedAt = request.timestampedAt ?? addSeconds(at, 1);
    const timestamps = request.timestamp === true ? [this.#tsa.token(sha256(signed.signature), stampedAt)] : [];
    if (entry === 'embedded') {
      const embedded = formatEmbeddedEntry(log(signed.attributes, signed.signature));
      const object = withCmsSignature(content, formatSignedData(parts, signed, { entry: embedded, timestamps }));
      return { object, answer: new Uint8Array() };
    }
    const object = withCmsSignature(content, formatSignedData(parts, signed, { timestamps }));
    if (entry === 'none') return { object, answer: new Uint8Array() };
    if (entry === 'answer') return { object, answer: formatAnswer(log(signed.attributes, signed.signature)) };
    const name = toUtf8(gitObjectId('commit', object, 'sha1'));
    return { object, answer: formatAnswer(log(name, key.sign(name))) };
  }

  #sign(message: Uint8Array, { identity, at, faults }: Witnesses & { readonly identity: Identity }): Signed {
    if (identity.kind === 'key') {
      const { key, hint } = identity;
      return {
        signature: key.sign(message),
        verifier: { kind: 'key', key },
        bundleVerifier: { kind: 'key', hint: hint ?? key.publicKey.fingerprint },
      };
    }
    const key = this.#ephemeralKey();
    const der = this.#ca.issueLeaf({
      identity,
      publicKey: key.publicKey,
      at,
      ...(faults === undefined ? {} : { faults }),
    });
    return {
      signature: key.sign(message),
      verifier: { kind: 'certificate', der },
      bundleVerifier: { kind: 'certificate', der },
    };
  }

  #ephemeralKey(): SampleKey {
    return deriveKey(this.#seed, `ephemeral ${this.#signatures++}`, 'p256');
  }

  #bundle(
    request: Witnesses,
    { signature, bundleVerifier }: Signed,
    { content, body }: { readonly content: BundleParts['content']; readonly body: LogBody },
  ): Uint8Array {
    const soon = addSeconds(request.at, 1);
    return formatBundle({
      version: request.version ?? 'v0.3',
      verifier: bundleVerifier,
      content,
      logEntries: this.#log(request.log ?? 'v1', body, request.loggedAt ?? soon),
      timestamps: request.timestamp === true ? [this.timestamp(sha256(signature), request.timestampedAt ?? soon)] : [],
    });
  }

  #log(log: 'v1' | 'v2' | 'none', body: LogBody, at: Instant): JsonObject[] {
    return log === 'none' ? [] : [this.record(log, body, at)];
  }
}

/** A Sigstore of one's own; the same options and the same calls give the same bytes. */
export function createSigstore(options: SigstoreOptions): Sigstore {
  return new Sigstore(options);
}
