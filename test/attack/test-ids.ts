/** Families of negative tests that the specification of the verifier names, each with how many it numbers. */
const FAMILIES: Readonly<Record<string, number>> = {
  'T-ID': 2,
  'T-THR': 2,
  'T-DSSE': 3,
  'T-BODY': 4,
  'T-SUBJ': 6,
  'T-CKP': 3,
  'T-BND': 1,
  'T-X509': 5,
  'T-KEY': 5,
  'T-TIME': 2,
  'T-ERR': 2,
  'T-DER': 5,
  'T-ENC': 1,
  'T-PRED': 3,
  'T-POL': 2,
  'T-TSA': 3,
  'T-ROOT': 2,
  'T-TUF': 8,
  'T-RAW': 1,
  'T-SELF': 1,
  'T-DOS': 3,
  'T-REDOS': 1,
  'T-JSON': 3,
};

/** Each of them: `T-ID-01`. A trap or a class of bugs is closed only where a test bears its id. */
export const TEST_IDS: readonly string[] = Object.entries(FAMILIES).flatMap(([family, count]) =>
  Array.from({ length: count }, (_, index) => idOf(family, index + 1)),
);

const ID = /\b(T-[A-Z0-9]+)-(\d\d)(?: to (\d\d))?\b/g;

/** Ids in one title; `T-BODY-01 to 04` stands for all four. */
export function idsIn(title: string): readonly string[] {
  return [...title.matchAll(ID)].flatMap(([, family = '', first = '', last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, step) => idOf(family, Number(first) + step)),
  );
}

function idOf(family: string, number: number): string {
  return `${family}-${String(number).padStart(2, '0')}`;
}
