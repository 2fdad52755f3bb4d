import {
  producerStatement,
  requireReadableStatement,
  signStatement,
  verificationSummaryStatement,
  type MakeBeside,
  type PackedText,
  type Signer,
} from '#attestation';
import { AppError, digestOf, fromUtf8, type Digest, type Instant } from '#kernel';

import { readBytes } from './read-files.js';

export interface StatementOptions {
  /** File of the exact words. */
  readonly producerStatement?: string;
  readonly name?: string;
  readonly title?: string;
  readonly authority?: string;
  /** File of the document by which the signatory lets somebody else have this signed. */
  readonly delegation?: string;
}

/** What a named person states, read from files before anything is signed. */
export interface StatedWords {
  readonly words: string;
  readonly name: string;
  readonly title: string;
  readonly authority: string;
  readonly delegation?: Digest;
}

/** @throws AppError invalid SIGNATORY_MISSING; ParseError when the words are no UTF-8 */
export async function readStatement(options: StatementOptions): Promise<StatedWords | undefined> {
  const { producerStatement: file, name, title, authority, delegation } = options;
  const isNamed = [name, title, authority, delegation].some((value) => value !== undefined);
  if (file === undefined && !isNamed) return undefined;
  if (file === undefined || name === undefined || title === undefined || authority === undefined) {
    throw new AppError(
      'invalid',
      'SIGNATORY_MISSING',
      "a producer's statement needs its words and who states them: --producer-statement FILE --name … --title … --authority …",
    );
  }
  return {
    // The line feed at the end of a text file is none of the words.
    ...{ words: fromUtf8(await readBytes(file)).replace(/\n$/, ''), name, title, authority },
    ...(delegation !== undefined && { delegation: digestOf(await readBytes(delegation)) }),
  };
}

/** The SLSA verification summary, and the producer's statement where there is one; each signed by the next signer. */
export function signBeside(by: {
  readonly next: () => Promise<Signer>;
  readonly signedOn: Instant;
  readonly stated: StatedWords | undefined;
  /** What was signed here walks the workspace's own ladder before anything is written. */
  readonly requireOwn: (bundle: Uint8Array) => void;
}): MakeBeside {
  return async ({ digest: assessment, report }) => {
    const summary = await signStatement(verificationSummaryStatement(report), await by.next());
    const beside: PackedText[] = [{ name: 'slsa-vsa.sigstore.json', bytes: summary }];
    if (by.stated === undefined) return beside;
    const { words, ...signatory } = by.stated;
    const statement = producerStatement({ scope: report.scope, assessment, words, signatory, signedOn: by.signedOn });
    const bytes = await signStatement(statement, await by.next());
    requireReadableStatement(bytes);
    by.requireOwn(bytes);
    return [...beside, { name: 'producer-statement.sigstore.json', bytes }];
  };
}
