/** Who signed, as far as it was proven. The shapes are those of a verdict; a shape that is not known shows nothing. */
export type Signer =
  | {
      readonly kind: 'certificate';
      readonly identity: string;
      readonly issuer: string;
      readonly extensions: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'workload'; readonly identity: string; readonly authority: string }
  | { readonly kind: 'key'; readonly fingerprint: string };

export function signerOf(value: unknown): Signer | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, identity, issuer, authority, fingerprint, extensions } = value;
  if (kind === 'key' && isText(fingerprint)) return { kind, fingerprint };
  if (kind === 'workload' && isText(identity) && isText(authority)) return { kind, identity, authority };
  if (kind !== 'certificate' || !isText(identity) || !isText(issuer)) return undefined;
  return { kind, identity, issuer, extensions: textsOf(extensions) };
}

/** One name for it, short enough for a line of a table. */
export function signerWords(value: unknown): string | undefined {
  const signer = signerOf(value);
  if (signer === undefined) return undefined;
  return signer.kind === 'key' ? `key ${signer.fingerprint.slice(0, 16)}…` : signer.identity;
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => isText(entry[1])));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
