import { packEvidenceSet, parse, type LogEntry } from '#evidence';
import {
  Field,
  fromBase64,
  isSubjectDigest,
  parseStrictJson,
  PublicKey,
  toBase64,
  toUtf8,
  type JsonValue,
} from '#kernel';
import { parseTrustRule, Verifier } from '#verification';

import { verifyEntry } from '../../../libs/verification/src/testing/single-proofs.js';
import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { outcomeOf, PASS, type Judge } from '../outcome.js';
import { rootListing, sharedRoot, textOf, trustRootOf } from '../trust-of-case.js';
import { judgeBundle } from './bundle.js';
import { loggedThing } from './log-entry.js';

/** A signature in a file of its own over a simple-signing payload, under the key (or a certificate's key) of the case. */
export const judgeDetached: Judge = (vector, corpus) => {
  const parts = (['payload', 'signature'] as const).map(
    (role) => [role, corpus.read(fileOf(vector, role) ?? '')] as const,
  );
  const parsed = parse(packEvidenceSet('cosign-detached', new Map(parts)));
  const rule = parseTrustRule({
    id: 'key',
    scope: { kind: 'organization' },
    kinds: [parsed.kind],
    signer: { kind: 'key', publicKey: trustedKey(vector, corpus).toPem() },
    log: vector.policy?.['require_rekor_bundle'] === true ? { required: 1 } : 'none',
    time: 'none',
  });
  const root = trustRootOf(vector, corpus) ?? sharedRoot('public-good', corpus);
  const digests = Object.values(vector.artifact ?? {}).filter(isSubjectDigest);
  const expectation = digests.length === 0 ? {} : { artifact: { digests } };
  return outcomeOf(new Verifier({ trustRoots: [root], rules: [rule] }).verify(parsed, expectation).verdict.checks);
};

function trustedKey(vector: VectorCase, corpus: Corpus): PublicKey {
  const certificate = fileOf(vector, 'cert');
  if (certificate === undefined) return PublicKey.fromPem(textOf(corpus.read(fileOf(vector, 'key') ?? '')));
  const pem = textOf(corpus.read(certificate));
  return PublicKey.fromCertificate(fromBase64(pem.replace(/-----[A-Z ]+-----|\s/g, ''))).key;
}

/** cosign's own bundle; or only its log entry, under the one key of a log that the case trusts. */
export const judgeRekorBundle: Judge = (vector, corpus) => {
  if (fileOf(vector, 'rekor_key') === undefined) return judgeBundle(vector, corpus);
  const entry = notedEntry(parseStrictJson(corpus.read(fileOf(vector, 'bundle') ?? '')));
  const key = PublicKey.fromPem(textOf(corpus.read(fileOf(vector, 'rekor_key') ?? '')));
  const log = { baseUrl: 'https://rekor.case', key: toBase64(key.spki) };
  verifyEntry(entry, loggedThing(entry.canonicalizedBody), rootListing({ tlogs: [log] }).logs);
  return PASS;
};

function notedEntry(json: JsonValue): LogEntry {
  const bundle = new Field(json, 'bundle');
  const note = bundle.optional('rekorBundle')?.value ?? json;
  const { content } = parse(toUtf8(JSON.stringify({ base64Signature: 'AA==', rekorBundle: note })));
  const entry = content.kind === 'signed' ? content.entity.logEntries[0] : undefined;
  if (entry === undefined) throw bundle.wrong('a log entry');
  return entry;
}
