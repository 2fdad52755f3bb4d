import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { fromBase64, parseInstant, PublicKey, toUtf8, type Instant, type JsonObject } from '#kernel';
import { createSigstore, dsseV1, formatAnswer, type CertificateIdentity, type Sigstore } from '#sample-world';

import { answerJson, bodyOf } from './local-server.js';

/** Long past, whenever the tests run. */
export const SIGNED_AT: Instant = parseInstant('2025-06-01T12:00:00Z');
export const ISSUER = 'https://accounts.example';
export const EMAIL = 'release@acme.example';

/** What Fulcio, both Rekors, a time-stamp authority and a CI system's token service answer, by path. */
export type Service = 'fulcio' | 'rekor-v1' | 'rekor-v2' | 'tsa' | 'ci';
const PATHS: ReadonlyMap<string, Service> = new Map([
  ['/api/v2/signingCert', 'fulcio'],
  ['/api/v1/log/entries', 'rekor-v1'],
  ['/api/v2/log/entries', 'rekor-v2'],
  ['/timestamp', 'tsa'],
  ['/token', 'ci'],
]);

/** A small Sigstore behind HTTP: it certifies, logs and time-stamps for real, at one fixed moment. */
export class StandInSigstore {
  readonly world: Sigstore = createSigstore({ seed: 'stand-in', now: SIGNED_AT, name: 'aurora' });
  readonly asked: {
    readonly service: Service;
    readonly url: string;
    readonly body: Buffer;
    readonly headers: unknown;
  }[] = [];
  /** Answers instead of a service. */
  readonly misbehaving = new Map<Service, (response: ServerResponse) => void>();

  readonly listener: RequestListener = (request, response) => {
    void this.#answer(request, response).catch((error: unknown) =>
      answerJson(response, 400, { message: String(error) }),
    );
  };

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', headers } = request;
    const service = PATHS.get(url.replace(/\?.*/, ''));
    if (service === undefined) {
      answerJson(response, 404, {});
      return;
    }
    const body = await bodyOf(request);
    this.asked.push({ service, url, body, headers });
    const misbehave = this.misbehaving.get(service);
    if (misbehave !== undefined) misbehave(response);
    else this.#serve(service, body, response);
  }

  #serve(service: Service, body: Buffer, response: ServerResponse): void {
    switch (service) {
      case 'fulcio': {
        answerJson(response, 200, this.#certify(JSON.parse(body.toString()) as never));
        return;
      }
      case 'rekor-v1':
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end(formatAnswer(this.#logEnvelope(JSON.parse(body.toString()) as never)));
        return;
      case 'rekor-v2': {
        answerJson(response, 201, this.#logDigest(JSON.parse(body.toString()) as never));
        return;
      }
      case 'tsa':
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
        // The hash stands before the wish for a certificate, which is three bytes long.
        response.end(this.world.timestamp(new Uint8Array(body.subarray(-35, -3)), SIGNED_AT));
        return;
      case 'ci': {
        answerJson(response, 200, { value: identityTokenOf({ email: EMAIL }) });
        return;
      }
    }
  }

  /** Fulcio's API v2: the subject must be signed by the key that is to be certified. */
  #certify({ credentials, publicKeyRequest }: CertificateRequest): JsonObject {
    const claims = claimsOf(credentials.oidcIdentityToken);
    const publicKey = PublicKey.fromPem(publicKeyRequest.publicKey.content);
    const proof = fromBase64(publicKeyRequest.proofOfPossession);
    if (!publicKey.verify(toUtf8(claims.email ?? claims.sub), proof)) throw new Error('no proof of possession');
    const leaf = this.world.certify({ identity: identityOf(claims), publicKey, at: SIGNED_AT });
    const certificates = [leaf, ...this.world.certificateChain].map(pemOf);
    return { signedCertificateEmbeddedSct: { chain: { certificates } } };
  }

  #logEnvelope({ spec }: EnvelopeRequest): JsonObject {
    const [verifier = ''] = spec.proposedContent.verifiers;
    const der = derOf(Buffer.from(verifier, 'base64').toString());
    const envelope = JSON.parse(spec.proposedContent.envelope) as never;
    return this.world.record('v1', dsseV1({ envelope, verifier: { kind: 'certificate', der } }), SIGNED_AT);
  }

  /** Rekor v2 logs what it was sent: a digest, and a signature with its verifier. */
  #logDigest({ hashedRekordRequestV002: request }: DigestRequest): JsonObject {
    const [kind, version] = ['hashedrekord', '0.0.2'];
    const data = { algorithm: 'SHA2_256', digest: request.digest };
    const spec = { hashedRekordV002: { data, signature: request.signature } };
    return this.world.record('v2', { kind, version, body: { apiVersion: version, kind, spec } }, SIGNED_AT);
  }
}

interface CertificateRequest {
  readonly credentials: { readonly oidcIdentityToken: string };
  readonly publicKeyRequest: { readonly publicKey: { readonly content: string }; readonly proofOfPossession: string };
}

interface EnvelopeRequest {
  readonly spec: { readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] } };
}

interface DigestRequest {
  readonly hashedRekordRequestV002: { readonly digest: string; readonly signature: JsonObject };
}

interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly email?: string;
}

/** A token that only this stand-in believes: nobody signed it. */
export function identityTokenOf(claims: JsonObject): string {
  const all = {
    iss: ISSUER,
    sub: 'a-subject',
    aud: 'sigstore',
    ...('email' in claims ? { email_verified: true } : {}),
    ...claims,
  };
  const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'ES256' })}.${part(all)}.${part({})}`;
}

function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
}

function identityOf({ iss, sub, email }: Claims): CertificateIdentity {
  return email === undefined
    ? { kind: 'workload', issuer: iss, uri: sub, claims: {} }
    : { kind: 'email', issuer: iss, email };
}

export function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function derOf(pem: string): Uint8Array {
  return new Uint8Array(Buffer.from(pem.replaceAll(/-----.*-----|\s/g, ''), 'base64'));
}
