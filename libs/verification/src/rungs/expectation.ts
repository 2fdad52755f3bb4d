import type { FolderFiles } from '#evidence';
import type { Instant, SubjectDigest } from '#kernel';

/** What the caller wants evidence about. */
export interface Expectation {
  readonly artifact?: {
    readonly digests: readonly SubjectDigest[];
    /** The artifact itself, where it is at hand: signatures over it are then checked by OpenSSL. */
    readonly bytes?: Uint8Array;
    /** Its file name. Names never decide; where a type binds the name of the file as well, another one is refused. */
    readonly fileName?: string;
    /** Where it is a folder: its files. */
    readonly files?: FolderFiles;
  };
  /** The moment for which the question is asked: layouts expire, and a verdict has no clock of its own. */
  readonly at?: Instant;
  /** Values for the `{names}` in the rules of a layout. */
  readonly layoutParameters?: ReadonlyMap<string, string>;
}
