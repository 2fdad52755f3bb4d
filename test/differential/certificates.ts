/** DER of every certificate that a bundle or trust root carries, wherever it stands in it. */
export function certificatesIn(document: Uint8Array): readonly Uint8Array[] {
  return certificatesBelow(JSON.parse(Buffer.from(document).toString('utf8')));
}

function certificatesBelow(value: unknown): readonly Uint8Array[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]: [string, unknown]) =>
    name === 'certificate'
      ? rawBytesOf([below])
      : name === 'certificates'
        ? rawBytesOf(below)
        : certificatesBelow(below),
  );
}

function rawBytesOf(items: unknown): readonly Uint8Array[] {
  if (!Array.isArray(items)) return [];
  return (items as { readonly rawBytes?: unknown }[]).flatMap(({ rawBytes }) =>
    typeof rawBytes === 'string' ? [new Uint8Array(Buffer.from(rawBytes, 'base64'))] : [],
  );
}
