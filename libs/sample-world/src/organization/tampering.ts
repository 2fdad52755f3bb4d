import { fromUtf8, toBase64, toUtf8 } from '#kernel';

// What an attacker does to bundles that were signed properly. Each takes valid bytes and breaks exactly one thing.

interface BundleDocument {
  verificationMaterial: { tlogEntries: unknown[] };
  dsseEnvelope?: { payload: string };
  messageSignature?: { messageDigest: { digest: string }; signature: string };
}

const NAME = '"name":"';

/** One bit of one byte: the case of the first subject's name in a payload, or the end of an artifact's signature. */
export function flipByte(bundle: Uint8Array): Uint8Array {
  const document = read(bundle);
  if (document.dsseEnvelope !== undefined) {
    const payload = Buffer.from(document.dsseEnvelope.payload, 'base64');
    const name = payload.indexOf(NAME) + NAME.length;
    payload[name] = (payload[name] ?? 0) ^ 0x20;
    document.dsseEnvelope.payload = toBase64(payload);
  }
  if (document.messageSignature !== undefined) {
    const signature = Buffer.from(document.messageSignature.signature, 'base64');
    signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
    document.messageSignature.signature = toBase64(signature);
  }
  return write(document);
}

/** The bundle with the log entry of another one in place of its own; both were logged. */
export function borrowLogEntry(bundle: Uint8Array, lender: Uint8Array): Uint8Array {
  const document = read(bundle);
  document.verificationMaterial.tlogEntries = read(lender).verificationMaterial.tlogEntries;
  return write(document);
}

function read(bundle: Uint8Array): BundleDocument {
  return JSON.parse(fromUtf8(bundle)) as BundleDocument;
}

function write(document: BundleDocument): Uint8Array {
  return toUtf8(JSON.stringify(document));
}
