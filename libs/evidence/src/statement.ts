import type { JsonValue, SubjectDigest } from '#kernel';

/** An in-toto Statement, v0.1 or v1. */
export interface Statement {
  readonly version: 'v0.1' | 'v1';
  readonly subjects: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: JsonValue;
}

export interface Subject {
  readonly name?: string;
  /** Accepted digests only (sha256, sha384, sha512, gitCommit), sorted; a subject may be left with none. */
  readonly digests: readonly SubjectDigest[];
}
