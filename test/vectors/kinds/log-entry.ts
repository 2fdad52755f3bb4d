import { parse, type LogEntry } from '#evidence';
import {
  Field,
  fromBase64,
  fromHex,
  fromUtf8,
  ParseError,
  parseStrictJson,
  PublicKey,
  toBase64,
  toUtf8,
  type JsonValue,
} from '#kernel';
import type { TrustRoot } from '#verification';

import { bindBody, verifyEntry } from '../../../libs/verification/src/testing/single-proofs.js';
import { fileOf } from '../corpus.js';
import { PASS, type Judge } from '../outcome.js';
import { rootListing, trustRootOf, type ListedLog } from '../trust-of-case.js';

/** These cases bring an entry and nothing that was signed: the body's own word for it stands in. */
type Thing = Parameters<typeof bindBody>[1];

const UNSTATED: Thing = {
  signer: undefined,
  content: { kind: 'message', signature: new Uint8Array(), digests: [] },
};

/** An entry on its own: does a log of the trust root vouch for it? */
export const judgeLogEntry: Judge = (vector, corpus) => {
  const lists = fileOf(vector, 'tlogs');
  const root = lists === undefined ? trustRootOf(vector, corpus) : listedRoot(corpus.read(lists));
  if (root === undefined) return { got: 'error', code: 'the case has no trust root' };
  const json = tlogEntryOf(parseStrictJson(corpus.read(fileOf(vector, 'entry') ?? '')));
  const body = fromBase64(new Field(json, 'entry').get('canonicalizedBody').string());
  // Bundles of v0.1 may rest on a promise alone; later ones bring the whole proof.
  const version = vector.checks === undefined ? '0.3' : '0.1';
  verifyEntry(readInBundle(json, version), loggedThing(body), root.logs);
  return PASS;
};

/** A body alone: is it of a kind that is known, and can everything it must say be read? */
export const judgeLogBody: Judge = (vector, corpus) => {
  const canonicalizedBody = corpus.read(fileOf(vector, 'body') ?? '');
  const body = new Field(parseStrictJson(canonicalizedBody), 'body');
  const entry = { kind: body.get('kind').string(), version: body.get('apiVersion').string(), canonicalizedBody };
  bindBody(entry, body.optional('spec') === undefined ? UNSTATED : loggedThing(canonicalizedBody));
  return PASS;
};

function readInBundle(entry: JsonValue, version: string): LogEntry {
  const bundle = {
    mediaType: `application/vnd.dev.sigstore.bundle+json;version=${version}`,
    verificationMaterial: { publicKey: { hint: 'entry' }, tlogEntries: [entry] },
    messageSignature: { signature: 'AA==' },
  };
  const { content } = parse(toUtf8(JSON.stringify(bundle)));
  const parsed = content.kind === 'signed' ? content.entity.logEntries[0] : undefined;
  if (parsed !== undefined) return parsed;
  throw content.kind === 'unknown'
    ? new ParseError(content.code, content.message)
    : new Field(entry, 'entry').wrong('an entry of a log');
}

/** Rekor's API answers `{ uuid: entry }` in a spelling of its own; bundles carry the other one. */
function tlogEntryOf(json: JsonValue): JsonValue {
  const [first] = Object.values(new Field(json, 'entry').object());
  const answer = new Field(first, 'entry');
  if (typeof first !== 'object' || first === null || !('body' in first)) return json;
  const canonicalizedBody = answer.get('body').string();
  const body = new Field(parseStrictJson(fromBase64(canonicalizedBody)), 'body');
  const verification = answer.optional('verification');
  const proof = verification?.optional('inclusionProof');
  const promise = verification?.optional('signedEntryTimestamp')?.string();
  return {
    logIndex: String(answer.get('logIndex').integer()),
    logId: { keyId: base64OfHex(answer.get('logID')) },
    kindVersion: { kind: body.get('kind').string(), version: body.get('apiVersion').string() },
    integratedTime: String(answer.get('integratedTime').integer()),
    ...(promise === undefined ? {} : { inclusionPromise: { signedEntryTimestamp: promise } }),
    ...(proof === undefined ? {} : { inclusionProof: proofOf(proof) }),
    canonicalizedBody,
  };
}

function proofOf(proof: Field): JsonValue {
  return {
    logIndex: String(proof.get('logIndex').integer()),
    rootHash: base64OfHex(proof.get('rootHash')),
    treeSize: String(proof.get('treeSize').integer()),
    hashes: proof.get('hashes').items(64).map(base64OfHex),
    checkpoint: { envelope: proof.get('checkpoint').string() },
  };
}

function base64OfHex(field: Field): string {
  return toBase64(fromHex(field.string()));
}

/** What a body says itself that it is about. */
export function loggedThing(canonicalizedBody: Uint8Array): Thing {
  const spec = new Field(parseStrictJson(canonicalizedBody), 'body').get('spec');
  const record = spec.optional('hashedRekordV002');
  return record === undefined ? thingOfV1(spec) : thingOfV2(record);
}

function thingOfV1(spec: Field): Thing {
  const signature = spec.get('signature');
  const pem = fromUtf8(fromBase64(signature.get('publicKey').get('content').string()));
  const der = fromBase64(pem.replace(/-----[A-Z ]+-----|\s/g, ''));
  const digest = fromHex(spec.get('data').get('hash').get('value').string());
  return thing(signature, digest, pem.includes('CERTIFICATE') ? ofCertificate(der) : ofKey(der));
}

function thingOfV2(record: Field): Thing {
  const signature = record.get('signature');
  const digest = fromBase64(record.get('data').get('digest').string());
  const verifier = signature.get('verifier');
  const certificate = verifier.optional('x509Certificate');
  const der = fromBase64((certificate ?? verifier.get('publicKey')).get('rawBytes').string());
  return thing(signature, digest, certificate === undefined ? ofKey(der) : ofCertificate(der));
}

function thing(signature: Field, digest: Uint8Array, signer: Thing['signer']): Thing {
  const bytes = fromBase64(signature.get('content').string());
  return { signer, content: { kind: 'message', signature: bytes, digests: [{ hash: 'sha256', digest }] } };
}

function ofCertificate(der: Uint8Array): Thing['signer'] {
  return { der, key: PublicKey.fromCertificate(der).key };
}

function ofKey(der: Uint8Array): Thing['signer'] {
  return { der, key: PublicKey.fromSpki(der) };
}

/** Logs as a bundle's client lists them: without a scheme and without the kind of hash. */
function listedRoot(json: Uint8Array): TrustRoot {
  const list = new Field(parseStrictJson(json), 'tlogs');
  return rootListing({ tlogs: list.get('tlogs').items(64).map(listedLog) });
}

function listedLog(log: Field): ListedLog {
  const key = log.get('publicKey');
  const window = log.get('validFor');
  const end = window.optional('end');
  return {
    baseUrl: `https://${log.get('baseUrl').string()}`,
    key: key.get('rawBytes').string(),
    id: log.get('logId').get('keyId').string(),
    validFor: { start: window.get('start').string(), ...(end === undefined ? {} : { end: end.string() }) },
  };
}
