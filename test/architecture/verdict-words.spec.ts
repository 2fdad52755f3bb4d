import { describe, expect, it } from '@jest/globals';

import { houseOf, readHouse } from './house.js';
import { filesOfWords, literalsOf } from './our-texts.js';
import { ALLOWED, verdictWords } from './verdict-words.js';

const strings = literalsOf(readHouse());
const files = filesOfWords();

describe('words that would promise what evidence cannot show', () => {
  it.each([
    'This product is compliant.',
    'Non-compliant releases are blocked.',
    'It ensures compliance with the framework.',
    'Averment certifies the release.',
    'A certified build.',
    'Approved for production.',
    'NIST approved this product.',
    'Results are guaranteed.',
    'The build is secure.',
    'A tamper-proof log.',
    'Audit-ready reports.',
  ])('are found: %s', (sentence) => {
    expect(verdictWords(sentence, 'docs/made-up.md')).toHaveLength(1);
  });

  it.each([
    'The approver is somebody else, and the approval names the digest.',
    'Secure software development.',
    'The certificate names the signer.',
    'Nothing is signed that nobody has approved.',
    'SSDF compliance and attestation evidence platform',
  ])('are not found in: %s', (sentence) => {
    expect(verdictWords(sentence, 'docs/made-up.md')).toEqual([]);
  });

  it('are found in strings and templates of product code, not in its names and imports', () => {
    const house = houseOf({
      'libs/reporting/src/a.ts':
        "import x from 'compliant';\nconst approved = 'approved';\nexport const s = [approved, `${x} is compliant with ${x}`, 'It is certified.'];",
      'libs/reporting/src/a.spec.ts': "export const t = 'It is certified.';",
    });
    const found = literalsOf(house).flatMap(({ text, where }) => verdictWords(text, where));
    expect(found.map((line) => /"(\w+)"/.exec(line)?.[1])).toEqual(['compliant', 'certified']);
  });

  it('stand in no string of ours', () => {
    expect(strings.flatMap(({ text, where }) => verdictWords(text, where))).toEqual([]);
  });

  it('stand in no document and in no file that judgements are made by', () => {
    expect(files.flatMap(({ text, where }) => verdictWords(text, where))).toEqual([]);
  });

  it('are allowed only in phrases that are there', () => {
    const ofStrings = ALLOWED.filter(({ where }) => !where.source.startsWith('^rendered'));
    const unused = ofStrings.filter(
      ({ phrase, where }) =>
        ![...strings, ...files].some((text) => where.test(text.where) && text.text.search(phrase) !== -1),
    );
    expect(unused).toEqual([]);
  });
});
