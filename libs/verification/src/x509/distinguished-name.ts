import { DerReader, fromUtf8, ParseError, TAG } from '#kernel';

/** PrintableString, besides the texts that {@link TAG} lists. */
const PRINTABLE_STRING = 0x13;
const TEXTS: ReadonlySet<number> = new Set([TAG.utf8String, TAG.ia5String, PRINTABLE_STRING]);

/** The values of an X.501 name, in its order, for people: `sigstore.dev, sigstore-intermediate`. Never compared. */
export function nameWords(name: Uint8Array): string {
  try {
    const values: string[] = [];
    for (const parts = DerReader.single(name, TAG.sequence); !parts.isDone;) {
      for (const set = parts.enter(TAG.set); !set.isDone;) {
        const attribute = set.enter(TAG.sequence);
        attribute.read(TAG.oid);
        const value = attribute.read();
        if (TEXTS.has(value.tag)) values.push(fromUtf8(attribute.contentOf(value)));
      }
    }
    return values.join(', ');
  } catch (error) {
    if (error instanceof ParseError) return '';
    throw error;
  }
}
