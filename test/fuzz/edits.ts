import fc from 'fast-check';

/** One change of valid input. Numbers are taken modulo whatever they point into, so that every edit fits every seed. */
export type Edit =
  | { readonly kind: 'flip'; readonly at: number; readonly mask: number }
  | { readonly kind: 'splice'; readonly at: number; readonly length: number; readonly insert: Uint8Array }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number; readonly times: number }
  | { readonly kind: 'move'; readonly at: number; readonly length: number; readonly to: number }
  | { readonly kind: 'number'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'tree'; readonly place: number; readonly change: TreeChange };

/** A change of one node of a JSON document or of a DER element, which then is written again as a whole. */
export type TreeChange =
  | { readonly kind: 'drop' | 'twice' | 'empty' }
  | { readonly kind: 'graft'; readonly from: number }
  | { readonly kind: 'nest'; readonly depth: number }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'rename'; readonly key: string }
  /** Of base64 text: what it encodes is edited, and encoded again. */
  | { readonly kind: 'inside'; readonly edit: Edit };

/** Edits bytes that stand inside of others. */
export type EditBytes = (bytes: Uint8Array, edit: Edit) => Uint8Array;

/** Numbers that readers of lengths and indices stumble over. */
const NUMBERS = ['ff', '7f', '80', '00', 'ffff', '8000', 'ffffffff', '7fffffff', '84ffffffff', '3080', '0500'];
/** Words that readers of JSON stumble over. */
const VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, 2 ** 53, '', ' ', '0', '-1', 'NaN', '\u0000', '\ud800', '\ufeff'],
  ...['9007199254740993', '1e9', '2026-13-45T99:99:99Z', '../../../etc/passwd', '=', 'AA==', '%00', 'constructor'],
  ...[[], {}, [[]], [null], { '': '' }, { toString: 1 }, { constructor: {} }, { length: 1e9 }],
];
const KEYS = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  '0',
  '$ref',
  '@context',
  '\u0000',
];

const nat = fc.nat({ max: 1 << 20 });
const short = fc.nat({ max: 64 });

const bytewise: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: nat, mask: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('splice' as const), at: nat, length: short, insert: fc.uint8Array({ maxLength: 12 }) }),
  fc.record({ kind: fc.constant('repeat' as const), at: nat, length: short, times: fc.nat({ max: 200 }) }),
  fc.record({ kind: fc.constant('move' as const), at: nat, length: short, to: nat }),
  fc.record({
    kind: fc.constant('number' as const),
    at: nat,
    bytes: fc.constantFrom(...NUMBERS).map((hex) => Uint8Array.from(Buffer.from(hex, 'hex'))),
  }),
);

const plain: fc.Arbitrary<TreeChange> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop' as const, 'twice' as const, 'empty' as const) }),
  fc.record({ kind: fc.constant('graft' as const), from: nat }),
  fc.record({ kind: fc.constant('nest' as const), depth: fc.nat({ max: 80 }) }),
  fc.record({ kind: fc.constant('value' as const), value: fc.oneof(fc.constantFrom(...VALUES), fc.jsonValue()) }),
  fc.record({ kind: fc.constant('rename' as const), key: fc.oneof(fc.constantFrom(...KEYS), fc.string()) }),
);

const tree = (change: fc.Arbitrary<TreeChange>): fc.Arbitrary<Edit> =>
  fc.record({ kind: fc.constant('tree' as const), place: nat, change });

/** Changes inside of base64 inside of JSON, three wrappings deep: a certificate in a log body in a bundle. */
const { edit } = fc.letrec<{ edit: Edit }>((tie) => ({
  edit: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'wrapping' },
    { arbitrary: bytewise, weight: 2 },
    { arbitrary: tree(plain), weight: 3 },
    { arbitrary: tree(fc.record({ kind: fc.constant('inside' as const), edit: tie('edit') })), weight: 3 },
  ),
}));

export const EDITS: fc.Arbitrary<readonly Edit[]> = fc.array(edit, { minLength: 1, maxLength: 4, size: 'max' });
