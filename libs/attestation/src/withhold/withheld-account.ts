import {
  canonicalJson,
  equalBytes,
  Field,
  isSubjectDigest,
  LIMITS,
  ParseError,
  parseDigest,
  parseStrictJson,
  toUtf8,
  type Digest,
  type SubjectDigest,
} from '#kernel';

const FORMAT = 'averment-withheld/1';
const MAX_ITEMS = 100_000;
const MAX_LEAVES = 1_000_000;

/** What its sender keeps in the house: bytes that a pack does not hold, and what nobody can recompute without them. */
export interface WithheldAccount {
  /** Sorted by digest. Each leaf of the intake log that names one stays in the pack. */
  readonly items: readonly WithheldItem[];
  readonly claimed: Claimed;
}

export interface WithheldItem {
  readonly digest: Digest;
  /** What the sender says it is. */
  readonly kind: string;
  readonly subjects: readonly SubjectDigest[];
}

/** Sentences of the statement that are claimed, not recomputed. */
export interface Claimed {
  /** In the order of the statement. */
  readonly controls: readonly string[];
  /** Places in the intake log whose stated use follows from withheld items. Ascending. */
  readonly leaves: readonly number[];
  readonly slsaBuildLevel: boolean;
}

export const NOTHING_WITHHELD: WithheldAccount = {
  items: [],
  claimed: { controls: [], leaves: [], slsaBuildLevel: false },
};

/** The bytes that stand in a pack. */
export function withheldBytes({ items, claimed }: WithheldAccount): Uint8Array {
  return toUtf8(canonicalJson({ format: FORMAT, items, claimed }));
}

/** Reads the account of a stranger, in no other spelling than the one that is written. @throws ParseError */
export function parseWithheld(bytes: Uint8Array): WithheldAccount {
  const field = new Field(parseStrictJson(bytes), 'withheld');
  if (field.get('format').string() !== FORMAT) throw field.get('format').wrong(FORMAT);
  const claimed = field.get('claimed');
  const account: WithheldAccount = {
    items: field.get('items').items(MAX_ITEMS).map(parseItem),
    claimed: {
      controls: claimed
        .get('controls')
        .items(MAX_ITEMS)
        .map((item) => item.string()),
      leaves: claimed
        .get('leaves')
        .items(MAX_LEAVES)
        .map((item) => item.integer()),
      slsaBuildLevel: claimed.get('slsaBuildLevel').boolean(),
    },
  };
  if (account.items.length === 0) {
    throw new ParseError('WITHHELD_NOTHING', `${field.path} lists no item, so nothing can rest on what is withheld`);
  }
  if (equalBytes(withheldBytes(account), bytes)) return account;
  throw new ParseError('WITHHELD_NOT_CANONICAL', 'what is withheld is not listed in the canonical JSON of a pack');
}

function parseItem(field: Field): WithheldItem {
  return {
    digest: parseDigest(field.get('digest').string()),
    kind: field.get('kind').string(),
    subjects: field.get('subjects').items(LIMITS.subjects).map(parseSubject),
  };
}

function parseSubject(field: Field): SubjectDigest {
  const text = field.string();
  if (!isSubjectDigest(text)) throw field.wrong('a subject digest');
  return text;
}
