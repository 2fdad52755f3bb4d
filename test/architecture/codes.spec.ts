import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';

import { REASON_CODES } from '#compliance';
import { CODES } from '#verification';

import { renderCodesPage } from './codes-page.js';
import { errorCodesOf } from './error-codes.js';
import { houseOf, readHouse, ROOT, type House } from './house.js';

const PAGE = `${ROOT}docs/reference/codes.md`;
const house = readHouse();
const errors = errorCodesOf(house);

/** Codes that two doors answer differently, with the reason. */
const TWO_KINDS: Readonly<Record<string, string>> = {
  DOCUMENT_TOO_LARGE: 'the API refuses to take it (413), a parser that meets it elsewhere finds it malformed',
};

describe('every error that product code throws', () => {
  it('has a code that can be read off the source', () => {
    expect(errors.unread).toEqual([]);
    expect(errors.codes.length).toBeGreaterThan(100);
  });

  it('has one kind for each code, so that one code is never answered in two ways', () => {
    const several = errors.codes.filter(({ kinds }) => kinds.length !== 1);
    expect(several.filter(({ code }) => !Object.hasOwn(TWO_KINDS, code)).map(spelt)).toEqual([]);
    expect(several.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(TWO_KINDS)));
  });

  it('is found with its kind and sentence, directly, in either branch and through functions that pass it on', () => {
    const text = `
      throw new AppError('conflict', 'TAKEN', \`\${name} is taken\`);
      throw new ParseError(long ? 'TOO_LONG' : 'TOO_SHORT', 'has another length');
      const refuse = (what: string, code: string) => again(code, what);
      function again(code: string, what: string) { return new ParseError(code, what); }
      refuse('x', 'REFUSED');`;
    const { codes, unread } = errorCodesOf(houseOf({ 'libs/kernel/src/a.ts': text }));
    expect(unread).toEqual([]);
    expect(codes).toEqual([
      { code: 'REFUSED', kinds: ['invalid'], sentences: ['x'], files: ['libs/kernel/src/a.ts'] },
      { code: 'TAKEN', kinds: ['conflict'], sentences: ['… is taken'], files: ['libs/kernel/src/a.ts'] },
      { code: 'TOO_LONG', kinds: ['invalid'], sentences: ['has another length'], files: ['libs/kernel/src/a.ts'] },
      { code: 'TOO_SHORT', kinds: ['invalid'], sentences: ['has another length'], files: ['libs/kernel/src/a.ts'] },
    ]);
  });

  it('is caught when its code is worked out at run time', () => {
    const text = `\nthrow new AppError('invalid', codeOf(input), 'refused');`;
    expect(errorCodesOf(houseOf({ 'libs/kernel/src/a.ts': text })).unread).toEqual(['libs/kernel/src/a.ts:2']);
    expect(errorCodesOf(houseOf({ 'libs/kernel/src/a.spec.ts': text })).unread).toEqual([]);
  });

  it('is caught when one code has two kinds', () => {
    const text = `throw new AppError('invalid', 'X', 'a'); throw new AppError('conflict', 'X', 'b');`;
    expect(errorCodesOf(houseOf({ 'libs/kernel/src/a.ts': text })).codes[0]?.kinds).toEqual(['conflict', 'invalid']);
  });
});

describe('a catalogue', () => {
  it.each([
    ['verification', 'libs/verification/src/codes.ts', Object.keys(CODES)],
    ['reasons', 'libs/compliance/src/status/reasons.ts', [...REASON_CODES]],
  ])('of %s lists only what can be said', (_, catalogue, codes) => {
    expect(house.has(catalogue)).toBe(true);
    expect(neverSaid(house, catalogue, codes)).toEqual([]);
  });

  it('is caught with a code that nothing says', () => {
    const texts = { 'libs/kernel/src/codes.ts': `'SAID'; 'UNSAID';`, 'libs/kernel/src/a.ts': `refuse('SAID');` };
    const made = houseOf({ ...texts, 'libs/kernel/src/a.spec.ts': `expect('UNSAID');` });
    expect(neverSaid(made, 'libs/kernel/src/codes.ts', ['SAID', 'UNSAID'])).toEqual(['UNSAID']);
  });
});

describe('docs/reference/codes.md', () => {
  it('says what the source says (UPDATE_DOCS=1 writes it again)', async () => {
    const options = { parser: 'markdown', printWidth: 120 };
    const page = await format(renderCodesPage(errors.codes), options);
    if (process.env['UPDATE_DOCS'] === '1') {
      mkdirSync(`${ROOT}docs/reference`, { recursive: true });
      writeFileSync(PAGE, page);
    }
    expect(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '').toBe(page);
  });

  it('has one row for each code of verification, of a status and of an error', () => {
    const page = renderCodesPage(errors.codes);
    const rows = [...page.matchAll(/^\| `([A-Z0-9_…]+)`/gm)].map(([, code]) => code);
    expect(rows).toEqual([...Object.keys(CODES), ...REASON_CODES, ...errors.codes.map(({ code }) => code)]);
  });

  it('would not stay the same with a code more', () => {
    const more = { code: 'NEW_CODE', kinds: ['invalid'], sentences: ['a | b'], files: ['libs/kernel/src/a.ts'] };
    expect(renderCodesPage([...errors.codes, more])).toContain('`NEW_CODE`');
    expect(renderCodesPage(errors.codes)).not.toContain('`NEW_CODE`');
  });
});

/** Codes that stand in their catalogue and nowhere else in product code. */
function neverSaid(of: House, catalogue: string, codes: readonly string[]): readonly string[] {
  const products = [...of.values()].filter(({ path, support }) => !support && path !== catalogue);
  const said = new Set(products.flatMap(({ ast }) => ast.text.match(/\b[A-Z][A-Z0-9_]+\b/g) ?? []));
  return codes.filter((code) => !said.has(code));
}

function spelt({ code, kinds, files }: (typeof errors.codes)[number]): string {
  return `${code} is ${kinds.join(' and ')} in ${files.join(', ')}`;
}
