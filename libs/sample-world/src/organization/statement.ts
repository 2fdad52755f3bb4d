import { hash, sha256, toHex, type JsonObject, type JsonValue } from '#kernel';

/** A release file: small, but its digests are real. */
export interface Artifact {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly digests: { readonly sha256: string; readonly sha512: string };
}

export function toArtifact(name: string, bytes: Uint8Array): Artifact {
  return { name, bytes, digests: { sha256: toHex(sha256(bytes)), sha512: toHex(hash('sha512', bytes)) } };
}

/** What an in-toto subject needs; a type, so that it is a JSON value. */
export type StatementSubject = { readonly name: string; readonly digest: { readonly [algorithm: string]: string } };

export function artifactSubjects(artifacts: readonly Artifact[]): StatementSubject[] {
  return artifacts.map(({ name, digests }) => ({ name, digest: { sha256: digests.sha256 } }));
}

export function revisionSubject(repository: string, revision: string): StatementSubject {
  return { name: `git+${repository}`, digest: { gitCommit: revision } };
}

/** A predicate with the URI of its type. */
export interface TypedPredicate {
  readonly predicateType: string;
  readonly predicate: JsonValue;
}

/** An in-toto Statement, v1 unless the older one is asked for. */
export function toStatement(
  subject: readonly StatementSubject[],
  { predicateType, predicate }: TypedPredicate,
  version: 'v0.1' | 'v1' = 'v1',
): JsonObject {
  return { _type: `https://in-toto.io/Statement/${version}`, subject, predicateType, predicate };
}
