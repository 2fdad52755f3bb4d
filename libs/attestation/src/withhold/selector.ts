import { EVIDENCE_KINDS, namedSubjects, parse, type EvidenceKind } from '#evidence';
import { AppError, isDigest, isSubjectDigest, type Digest, type SubjectDigest } from '#kernel';

/** Names evidence that does not leave the house: by what it is, by its bytes, or by what it is about. */
export type Selector =
  | { readonly by: 'kind'; readonly kind: EvidenceKind }
  | { readonly by: 'digest'; readonly digest: Digest }
  | { readonly by: 'subject'; readonly subject: SubjectDigest };

const GRAMMAR = 'write kind=KIND, digest=sha256:HEX or subject=ALGORITHM:HEX';

/** `kind=vulnerability-scan`, `digest=sha256:…`, `subject=gitCommit:…`. @throws AppError invalid SELECTOR_INVALID */
export function parseSelector(text: string): Selector {
  const at = text.indexOf('=');
  const [name, value] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (name === 'kind') return { by: 'kind', kind: kindOf(value) };
  if (name === 'digest' && isDigest(value)) return { by: 'digest', digest: value };
  if (name === 'subject' && isSubjectDigest(value)) return { by: 'subject', subject: value };
  throw new AppError('invalid', 'SELECTOR_INVALID', `"${text.slice(0, 120)}" selects no evidence: ${GRAMMAR}`);
}

function kindOf(text: string): EvidenceKind {
  const kind = EVIDENCE_KINDS.find((known) => known === text);
  if (kind !== undefined) return kind;
  const message = `"${text.slice(0, 60)}" is no kind of evidence; there are ${EVIDENCE_KINDS.join(', ')}`;
  throw new AppError('invalid', 'SELECTOR_INVALID', message);
}

/**
 * The digests that any of these names.
 * @throws AppError invalid SELECTOR_EMPTY for one that names nothing: a slip of the pen would let bytes out
 */
export function selectEvidence(
  evidence: ReadonlyMap<Digest, Uint8Array>,
  selectors: readonly Selector[],
): ReadonlySet<Digest> {
  const items = [...evidence.values()].map((bytes) => parse(bytes));
  const chosen = selectors.map((selector) => {
    const found = items.filter((item) => isNamed(item, selector));
    if (found.length > 0) return found;
    throw new AppError('invalid', 'SELECTOR_EMPTY', `no evidence of this pack has ${selectorWords(selector)}`);
  });
  return new Set(chosen.flat().map(({ digest }) => digest));
}

function isNamed(item: ReturnType<typeof parse>, selector: Selector): boolean {
  switch (selector.by) {
    case 'kind':
      return item.kind === selector.kind;
    case 'digest':
      return item.digest === selector.digest;
    case 'subject':
      return namedSubjects(item).includes(selector.subject);
  }
}

function selectorWords(selector: Selector): string {
  switch (selector.by) {
    case 'kind':
      return `the kind ${selector.kind}`;
    case 'digest':
      return `the digest ${selector.digest}`;
    case 'subject':
      return `the subject ${selector.subject}`;
  }
}
