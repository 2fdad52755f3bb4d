/** What somebody looks for, as far as its shape tells. */
export interface Wanted {
  /** SHA-256: evidence and attestations are called by it. */
  readonly digest?: string;
  /** Whatever evidence may name. */
  readonly subject?: string;
  /** Anything else may be the short name of a product. */
  readonly product?: string;
}

/** Bare hexadecimal digits are told apart by their number. */
const BARE: ReadonlyMap<number, string> = new Map([
  [40, 'gitCommit'],
  [64, 'sha256'],
  [96, 'sha384'],
  [128, 'sha512'],
]);

export function wantedOf(text: string): Wanted {
  const [, algorithm, digits] = /^(?:(sha256|sha384|sha512|gitcommit):)?([0-9a-f]+)$/i.exec(text.trim()) ?? [];
  const named = algorithm?.toLowerCase() === 'gitcommit' ? 'gitCommit' : algorithm?.toLowerCase();
  const kind = digits === undefined ? undefined : BARE.get(digits.length);
  if (digits === undefined || kind === undefined || (named !== undefined && named !== kind)) {
    return { product: text.trim() };
  }
  const subject = `${kind}:${digits.toLowerCase()}`;
  return kind === 'sha256' ? { digest: subject, subject } : { subject };
}
