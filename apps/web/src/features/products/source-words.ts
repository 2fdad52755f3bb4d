/** Who says what belongs to a release. */
export const SOURCE_WORDS: Readonly<Record<string, string>> = {
  independent: 'said by an independent source',
  'signed-manifest': 'said by a signed manifest',
  declared: 'declared by a person',
};
