import { claimedSubjects, type Parsed } from '#evidence';
import { hash, isSubjectDigest, toHex, type SubjectDigest } from '#kernel';

import { isVerificationCode, CODES, type VerificationCode } from '../codes.js';
import { VerificationError } from '../verification-error.js';
import type { Expectation } from './expectation.js';
import type { ProvenSignature } from './signature.js';
import { requireFileName, requireFiles } from './subject-files.js';

type Signed = Extract<Parsed['content'], { kind: 'signed' }>;

/**
 * Proves: the evidence is about the artifact that was asked for, or, where none was, about something that an accepted
 * digest names. Names never decide. Gives the digests the evidence is about.
 * @throws VerificationError SUBJECT_*
 */
export function proveSubject(
  content: Signed,
  signature: ProvenSignature | undefined,
  { artifact }: Expectation,
): readonly SubjectDigest[] {
  const own = signsArtifact(content) ? ofMessage(signature) : ofClaims(content);
  if (artifact === undefined) return own;
  if (artifact.files !== undefined) {
    requireFiles(content, artifact.files);
    return own;
  }
  const wanted = new Set([...artifact.digests, ...digestsOf(artifact.bytes)]);
  const stated = statedDigest(content);
  if (artifact.fileName !== undefined) requireFileName(content, artifact.fileName);
  for (const digest of own) if (wanted.has(digest) && (stated === undefined || agrees(stated, wanted))) return own;
  const algorithms = new Set([...wanted].map(algorithmOf));
  const comparable = own.some((digest) => algorithms.has(algorithmOf(digest)));
  throw new VerificationError(comparable ? 'SUBJECT_MISMATCH' : 'SUBJECT_NOT_COMPARABLE', {
    expected: [...wanted].join(', '),
    found: own.slice(0, 5).join(', '),
  });
}

function ofMessage(signature: ProvenSignature | undefined): readonly SubjectDigest[] {
  if (signature === undefined) throw new VerificationError('SUBJECT_UNPROVEN');
  return signature.digests.map(({ hash: name, digest }): SubjectDigest => `${name}:${toHex(digest)}`);
}

/** A bare signature is about what it is over; whatever carries its signed bytes says there what it is about. */
function signsArtifact({ entity: { content }, subjects, problem }: Signed): boolean {
  return content.kind === 'message' && content.message === undefined && subjects === undefined && problem === undefined;
}

function ofClaims(content: Signed): readonly SubjectDigest[] {
  const subjects = claimedSubjects(content);
  if (subjects === undefined) {
    const { problem } = content;
    if (problem?.rung !== 'subject')
      throw new VerificationError('SUBJECT_UNPROVEN', { found: problem?.message ?? 'no statement' });
    const known: VerificationCode =
      isVerificationCode(problem.code) && CODES[problem.code].rung === 'subject' ? problem.code : 'SUBJECT_INVALID';
    throw new VerificationError(known, { found: problem.message });
  }
  const digests = subjects.flatMap((subject) => subject.digests).filter(isSubjectDigest);
  if (subjects.length === 0) throw new VerificationError('SUBJECT_NONE');
  if (digests.length === 0) throw new VerificationError('SUBJECT_DIGEST_UNACCEPTED');
  return digests;
}

/** What a message bundle says it signed; it must not contradict the artifact that was asked for. */
function statedDigest({ entity }: Signed): SubjectDigest | undefined {
  if (entity.content.kind !== 'message' || entity.content.digest === undefined) return undefined;
  return `${entity.content.digest.algorithm}:${toHex(entity.content.digest.bytes)}`;
}

function agrees(stated: SubjectDigest, wanted: ReadonlySet<string>): boolean {
  return wanted.has(stated) || ![...wanted].some((digest) => algorithmOf(digest) === algorithmOf(stated));
}

function digestsOf(bytes: Uint8Array | undefined): readonly SubjectDigest[] {
  if (bytes === undefined) return [];
  return (['sha256', 'sha384', 'sha512'] as const).map((name): SubjectDigest => `${name}:${toHex(hash(name, bytes))}`);
}

function algorithmOf(digest: string): string {
  return digest.slice(0, digest.indexOf(':'));
}
