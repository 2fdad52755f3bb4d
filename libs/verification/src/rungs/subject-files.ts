import { compareModel, isSameDistribution, PYPI_PUBLISH, type FolderFiles, type Parsed } from '#evidence';

import { VerificationError } from '../verification-error.js';

const MAX_NAMED = 5;

type Signed = Extract<Parsed['content'], { kind: 'signed' }>;

/**
 * PyPI's publish attestation binds the name of a distribution beside its digest (PEP 740), however it is spelt; of other
 * types the name of a file says nothing. @throws VerificationError SUBJECT_FILE_NAME
 */
export function requireFileName({ statement }: Signed, fileName: string): void {
  if (statement?.predicateType !== PYPI_PUBLISH) return;
  const [name = ''] = statement.subjects.map((subject) => subject.name ?? '');
  if (isSameDistribution(name, fileName)) return;
  throw new VerificationError('SUBJECT_FILE_NAME', { expected: name, found: fileName });
}

/**
 * Proves: the folder is the model that was signed, file by file. Nothing but a model signature speaks of a folder.
 * @throws VerificationError SUBJECT_FILES_DIFFER, SUBJECT_NOT_COMPARABLE
 */
export function requireFiles({ statement, predicate }: Signed, files: FolderFiles): void {
  const difference = statement && compareModel(statement, predicate, files);
  if (difference === undefined) {
    throw new VerificationError('SUBJECT_NOT_COMPARABLE', { expected: 'a list of signed files', found: 'none' });
  }
  const { changed, missing, extra } = difference;
  const found = [
    ...changed.map((path) => `changed ${path}`),
    ...missing.map((path) => `missing ${path}`),
    ...extra.map((path) => `extra ${path}`),
  ];
  if (found.length === 0) return;
  const more = found.length > MAX_NAMED ? ` and ${found.length - MAX_NAMED} more` : '';
  throw new VerificationError('SUBJECT_FILES_DIFFER', { found: `${found.slice(0, MAX_NAMED).join(', ')}${more}` });
}
