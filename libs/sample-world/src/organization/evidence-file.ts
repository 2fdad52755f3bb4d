import type { Instant, JsonValue } from '#kernel';

import type { Identity } from '../sigstore/identity.js';
import type { Scene, Style } from './scene.js';
import { toStatement, type Artifact, type StatementSubject, type TypedPredicate } from './statement.js';
import type { EvidenceFile } from './world.js';

/** Whose signature, when, and how it is witnessed. */
export interface Signing {
  readonly identity: Identity;
  readonly at: Instant;
  readonly style?: Style;
}

export function signatureFile(scene: Scene, artifact: Artifact, signing: Signing): EvidenceFile {
  const { identity, at, style = {} } = signing;
  return {
    name: `${artifact.name}.sigstore.json`,
    bytes: scene.sigstore.signArtifact({ identity, at, artifact: artifact.bytes, ...style }),
    expect: 'verified',
    about: `Signature of ${artifact.name}.`,
  };
}

export function signatureFiles(scene: Scene, artifacts: readonly Artifact[], signing: Signing): EvidenceFile[] {
  return artifacts.map((artifact) => signatureFile(scene, artifact, signing));
}

/** An attestation with any predicate, and the words that go with it. */
export function attestationFile(
  scene: Scene,
  signing: Signing,
  content: {
    readonly name: string;
    readonly about: string;
    readonly subjects: readonly StatementSubject[];
    readonly predicate: TypedPredicate;
    readonly statementVersion?: 'v0.1' | 'v1';
  },
): EvidenceFile {
  const statement: JsonValue = toStatement(content.subjects, content.predicate, content.statementVersion);
  const { identity, at, style = {} } = signing;
  return {
    name: `${content.name}.sigstore.json`,
    bytes: scene.sigstore.attest({ identity, at, statement, ...style }),
    expect: 'verified',
    about: content.about,
  };
}
