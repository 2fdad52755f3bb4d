import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { ClaimKind } from '../claims/claim.js';
import { fieldsOf, type FieldType } from '../framework/claim-fields.js';
import { asked } from '../testing/build-input.js';
import type { FieldValue } from './condition.js';
import { CONDITION_ENGINE, CONDITION_LIMITS } from './engine.js';

type Fields = Readonly<Record<string, FieldValue | undefined>>;

const holds = (claim: ClaimKind, source: string, fields: Fields): boolean =>
  asked(claim, source).holds((field) => fields[field]);

const SBOM: Fields = {
  format: 'spdx',
  specVersion: '2.3',
  components: 20,
  identifiedComponents: 19,
  hasDependencies: true,
};

describe('a condition', () => {
  it.each([
    ['components >= 20', true],
    ['components > 20', false],
    ['components == 20 && hasDependencies', true],
    ['!hasDependencies || components < 3', false],
    ['format == "spdx"', true],
    ['format != "spdx"', false],
    ['format in ["cyclonedx", "spdx"]', true],
    ['specVersion in ["3.0", "3.1"]', false],
    ['identifiedComponents * 100 >= components * 95', true],
    ['identifiedComponents == components', false],
    ['components - identifiedComponents <= 1', true],
    ['specVersion.startsWith("2.") && !specVersion.endsWith("9") && specVersion.contains(".")', true],
    ['size(specVersion) == 3', true],
    ['stated(components)', true],
    ['components >= -1', true],
  ])('asks an SBOM: %s', (source, expected) => {
    expect(holds('sbom', source, SBOM)).toBe(expected);
  });

  it('asks a list what it contains', () => {
    const fields = { properties: ['ORG_SIGNED', 'SLSA_SOURCE_TWO_PARTY_REVIEWED'] };
    const ask = (source: string) => holds('source-verification', source, fields);
    expect(ask('"ORG_SIGNED" in properties')).toBe(true);
    expect(ask('!("ORG_SIGNED" in properties)')).toBe(false);
    expect(ask('properties.exists(p, p.startsWith("SLSA_") && p.endsWith("REVIEWED"))')).toBe(true);
    expect(ask('properties.exists(p, p == "OTHER")')).toBe(false);
    expect(ask('size(properties) >= 3')).toBe(false);
  });

  it('compares a number that is no whole one with whole ones', () => {
    expect(holds('vulnerability-scan', 'databaseAgeHours <= 48', { databaseAgeHours: 47.5 })).toBe(true);
    expect(holds('vulnerability-scan', 'databaseAgeHours <= 48', { databaseAgeHours: 48.5 })).toBe(false);
  });

  it('takes for not stated what claims to be a whole number and is none', () => {
    expect(holds('test-result', 'failed <= 0', { failed: -0.5 })).toBe(false);
    expect(holds('test-result', 'failed >= 0', { failed: Number.POSITIVE_INFINITY })).toBe(false);
  });

  it('does not hold where a sum is beyond 64 bits', () => {
    const many = { components: Number.MAX_SAFE_INTEGER };
    expect(holds('sbom', 'components * 4000 >= 1', many)).toBe(false);
    expect(holds('sbom', '!(components * 4000 >= 1)', many)).toBe(false);
  });

  it('knows the fields it reads, whatever the order', () => {
    expect(asked('sbom', 'hasDependencies && (components >= 1 || stated(format))').fields).toEqual([
      'components',
      'format',
      'hasDependencies',
    ]);
  });
});

describe('a field that is not stated', () => {
  it.each([
    'components >= 1',
    'components < 1',
    'components != 1',
    '!(components >= 1)',
    '!(components != 1)',
    'hasDependencies',
    '!hasDependencies',
    'format in ["spdx"]',
    '!(format in ["spdx"])',
    'size(specVersion) >= 0',
    'stated(components)',
    'hasDependencies && !stated(components)',
  ])('meets nothing, however it is asked: %s', (source) => {
    expect(holds('sbom', source, {})).toBe(false);
  });

  it('is found absent by !stated alone', () => {
    expect(holds('sbom', '!stated(components)', {})).toBe(true);
  });

  it('does not stand in the way where the rest decides', () => {
    expect(holds('sbom', 'components >= 1 || hasDependencies', { hasDependencies: true })).toBe(true);
    expect(holds('sbom', 'hasDependencies || components >= 1', { hasDependencies: true })).toBe(true);
    expect(holds('sbom', '!(components >= 1 && hasDependencies)', { hasDependencies: false })).toBe(true);
  });

  it('never turns a condition true by going away', () => {
    fc.assert(
      fc.property(question, statedFields, fc.constantFrom(...Object.keys(KIND_FIELDS)), (source, fields, gone) => {
        const condition = asked(KIND, source);
        const heldAlready = condition.holds((field) => fields[field]);
        const holdsWithout = condition.holds((field) => (field === gone ? undefined : fields[field]));
        expect(holdsWithout && !heldAlready).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

const KIND = 'source-verification';
const KIND_FIELDS = fieldsOf(KIND);
const word = fc.constantFrom('a', 'b', 'ab');
const integer = fc.integer({ min: 0, max: 3 });
const VALUES: Readonly<Record<string, fc.Arbitrary<FieldValue>>> = {
  string: word,
  bool: fc.boolean(),
  int: integer,
  'list<string>': fc.array(word, { maxLength: 3 }),
};
const valueOf = (type: FieldType): fc.Arbitrary<FieldValue> => VALUES[typeof type === 'string' ? type : 'string']!;
const statedFields: fc.Arbitrary<Fields> = fc.record(
  Object.fromEntries(Object.entries(KIND_FIELDS).map(([field, type]) => [field, valueOf(type)])),
  { requiredKeys: [] },
);
const text = fc.constantFrom('verifierId', 'resourceUri');
const equality = fc.constantFrom('==', '!=');
const order = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const atom = fc.oneof(
  fc.tuple(text, equality, word).map(([field, operator, operand]) => `${field} ${operator} "${operand}"`),
  fc.tuple(text, equality, text).map(([left, operator, right]) => `${left} ${operator} ${right}`),
  fc.tuple(order, integer).map(([operator, operand]) => `sourceLevel ${operator} ${operand}`),
  fc.tuple(order, integer).map(([operator, operand]) => `size(properties) + sourceLevel ${operator} ${operand}`),
  text.map((field) => `${field} in ["a", "ab"]`),
  fc
    .oneof(
      word.map((w) => `"${w}"`),
      text,
    )
    .map((item) => `${item} in properties`),
  fc
    .oneof(
      word.map((w) => `"${w}"`),
      text,
    )
    .map((item) => `properties.exists(p, p == ${item} || sourceLevel > 1)`),
  text.map((field) => `${field}.startsWith("a")`),
  fc.constantFrom('stated(sourceLevel)', 'stated(verifierId)'),
);
/** `stated` is asked plainly only: to ask for absence is `!stated`, which is explicit. */
const { question } = fc.letrec<{ question: string }>((tie) => ({
  question: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.tuple(tie('question'), tie('question')).map(([a, b]) => `(${a} && ${b})`),
    fc.tuple(tie('question'), tie('question')).map(([a, b]) => `(${a} || ${b})`),
    tie('question')
      .filter((inner) => !inner.includes('stated('))
      .map((inner) => `!(${inner})`),
  ),
}));

describe('an expression', () => {
  it.each([
    ['true', 'asks nothing of the claim'],
    ['parts >= 1', 'there is no field parts'],
    ['toString', 'there is no field toString'],
    ['components', 'yields int, not true or false'],
    ['components >= "1"', 'no such overload: int >= string'],
    ['components == 1.0', 'no such overload: int == double'],
    ['format == "spdxx"', 'format is one of spdx, cyclonedx, never spdxx'],
    ['"spdxx" != format', 'never spdxx'],
    ['format in ["spdx", "swid"]', 'never swid'],
    ['specVersion.matches("(a+)+$")', 'the function matches is not'],
    ['timestamp(specVersion) > timestamp("2026-01-01T00:00:00Z")', 'the function timestamp is not'],
    ['duration(specVersion) > duration("1h")', 'the function duration is not'],
    ['int(specVersion) > 1', 'the function int is not'],
    ['dyn(components) == "x"', 'the function dyn is not'],
    ['type(components) == int', 'the function type is not'],
    ['has(sbom.components)', 'the function has is not'],
    ['cel.bind(x, components, x > 1)', 'the function bind is not'],
    ['[components].map(c, c + 1) == [2]', 'the function map is not'],
    ['[1, components].exists(c, c > 1)', 'exists() is asked of a field'],
    ['components > 1 ? hasDependencies : stated(format)', '?: is not among'],
    ['components / 2 > 1', '/ is not among'],
    ['components % 2 == 0', '% is not among'],
    ['specVersion[0] == "2"', '[] is not among'],
    ['specVersion.length > 1', '. is not among'],
    ['components in {1: 2}', 'Exceeded maxMapEntries'],
    ['components in [components]', 'only texts, numbers'],
    ['b"x" == b"y" || hasDependencies', 'only texts, numbers'],
    ['components == null', 'only texts, numbers'],
    ['components > 1u', 'only texts, numbers'],
    ['stated("components")', 'stated() takes the name of a field'],
    ['stated(components > 1)', 'stated() takes the name of a field'],
    ['stated(components, format)', 'the function stated is not'],
    ['size() > 1 && hasDependencies', 'the function size is not'],
    ['components >=', 'no CEL expression'],
    ['components >= 1; components', 'no CEL expression'],
    ['', 'no CEL expression'],
  ])('is refused: %s', (source, reason) => {
    expect(() => asked('sbom', source)).toThrow(reason);
  });

  it.each([
    ['properties.exists(p, properties.exists(q, q == p))', 'exists() inside exists()'],
    ['properties.exists(sourceLevel, sourceLevel == "x")', 'sourceLevel is a field'],
    ['properties.exists("p", true)', 'no CEL expression'],
    ['properties.exists(p, stated(p))', 'stated() takes'],
    ['properties.exists(p, p == "x") && p == "y"', 'there is no field p'],
    ['properties.all(p, p == "x")', 'the function all is not'],
    ['properties.filter(p, p == "x") == properties', 'the function filter is not'],
  ])('over a list is refused: %s', (source, reason) => {
    expect(() => asked('source-verification', source)).toThrow(reason);
  });

  it.each([
    ['its length', `hasDependencies || specVersion == "${'x'.repeat(CONDITION_LIMITS.characters)}"`, 'longer than'],
    ['its depth', `${'('.repeat(400)}hasDependencies${')'.repeat(400)}`, 'maxDepth'],
    ['its size', Array(80).fill('hasDependencies').join('||').slice(0, 999), 'maxAstNodes'],
    ['its negations', `${'!'.repeat(900)}hasDependencies`, 'maxAstNodes'],
    ['its signs', `components > ${'-'.repeat(900)}1`, 'maxAstNodes'],
    ['its lists', `components in [${Array(60).fill('1').join(',')}]`, 'maxListElements'],
    ['open lists', '['.repeat(900), 'maxDepth'],
  ])('is refused for %s', (_, source, reason) => {
    expect(() => asked('sbom', source)).toThrow(reason);
  });

  it('whatever it is, is refused or answers with yes or no', () => {
    const piece = fc.constantFrom(
      ...['components', 'format', 'stated', 'size', '(', ')', '[', ']', '!', '-', '&&', '==', '>=', 'in', ',', '.'],
      ...['"spdx"', '1', '1.5', 'true', 'exists', 'hasDependencies', '+', '*', ' ', '?', ':', '{', '}', '__proto__'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          expect(typeof holds('sbom', pieces.join(''), SBOM)).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the engine', () => {
  it('is the library that is installed', () => {
    const file = new URL('../../../../node_modules/@marcbachmann/cel-js/package.json', import.meta.url);
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string };
    expect(CONDITION_ENGINE).toBe(`cel/${name}@${version}`);
  });

  it('answers within a moment, however long the list of the claim is', () => {
    const properties = Array.from({ length: 10_000 }, (_, index) => `P${index}`);
    const condition = asked('source-verification', 'properties.exists(p, p == verifierId && p.contains("x"))');
    expect(condition.holds((field) => ({ properties, verifierId: 'none' })[field])).toBe(false);
  });
});
