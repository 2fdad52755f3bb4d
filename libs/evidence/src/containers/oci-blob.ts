import { hash, ParseError, toHex, type Field } from '#kernel';

/** Files of a layout by path; a blob lies at `blobs/<algorithm>/<hex>`. */
export type Blobs = ReadonlyMap<string, Uint8Array>;

/** What names a blob in an OCI document. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const DIGEST = /^(sha256|sha512):([0-9a-f]{64}|[0-9a-f]{128})$/;

/** @throws ParseError OCI_DIGEST, FIELD_* */
export function readDescriptor(field: Field): Descriptor {
  const digest = field.get('digest').string();
  if (!DIGEST.test(digest)) {
    throw new ParseError('OCI_DIGEST', `${field.path} is named by "${digest.slice(0, 80)}", not by sha256 or sha512`);
  }
  return { mediaType: field.get('mediaType').string(), digest, size: field.get('size').integer() };
}

/** The blob that a descriptor names; undefined where the layout does not hold it. @throws ParseError OCI_BLOB_ALTERED */
export function readBlob(files: Blobs, descriptor: Descriptor): Uint8Array | undefined {
  const bytes = files.get(`blobs/${descriptor.digest.replace(':', '/')}`);
  if (bytes !== undefined) requireContent(descriptor, bytes);
  return bytes;
}

/** Proves: these are the bytes that the descriptor names. @throws ParseError OCI_BLOB_ALTERED */
export function requireContent({ digest, size }: Descriptor, bytes: Uint8Array): void {
  const algorithm = digest.startsWith('sha512:') ? 'sha512' : 'sha256';
  if (bytes.length === size && `${algorithm}:${toHex(hash(algorithm, bytes))}` === digest) return;
  throw new ParseError('OCI_BLOB_ALTERED', `the bytes of ${digest} are others than their descriptor says`);
}
