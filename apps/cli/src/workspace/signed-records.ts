import { parse, type Parsed } from '#evidence';

/** A signed commit or tag of a repository. */
export interface SignedRecord {
  /** `commit 1f2e…`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly parsed: Parsed;
}

const RECORDS_AT_MOST = 1_000;

/** Of the newest commits and tags those that are signed; the others say nothing that could be verified. */
export async function* signedRecords(repository: string): AsyncGenerator<SignedRecord> {
  const { gitRecords } = await import('#connectors');
  for await (const { id, kind, bytes } of gitRecords(repository, RECORDS_AT_MOST)) {
    const parsed = parse(bytes);
    if (parsed.content.kind === 'signed') yield { name: `${kind} ${id}`, bytes, parsed };
  }
}
