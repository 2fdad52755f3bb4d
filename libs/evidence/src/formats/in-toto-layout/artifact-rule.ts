import { ParseError, type Field } from '#kernel';

import { MAX_RULE_WORDS } from './layout-limits.js';

/** One line of what a step may take in and give out (in-toto specification v1.0, section 4.3.3). */
export type ArtifactRule =
  | {
      readonly kind: 'create' | 'delete' | 'modify' | 'allow' | 'disallow' | 'require';
      /** A glob; for `require` the very name. */
      readonly pattern: string;
    }
  | {
      readonly kind: 'match';
      readonly pattern: string;
      /** Folder the pattern is below, on this side and on the other; empty where none is named. */
      readonly sourcePrefix: string;
      readonly destinationPrefix: string;
      readonly destination: 'materials' | 'products';
      readonly step: string;
    };

const SIMPLE: ReadonlySet<string> = new Set(['create', 'delete', 'modify', 'allow', 'disallow', 'require']);

/** Where each word of a MATCH stands, by how many there are and where the optional prefixes are. */
interface MatchShape {
  readonly keywords: Readonly<Record<number, string>>;
  readonly source?: number;
  readonly type: number;
  readonly destination?: number;
  readonly step: number;
}
const MATCH_SHAPES: Readonly<Record<number, readonly MatchShape[]>> = {
  6: [{ keywords: { 2: 'with', 4: 'from' }, type: 3, step: 5 }],
  8: [
    { keywords: { 2: 'in', 4: 'with', 6: 'from' }, source: 3, type: 5, step: 7 },
    { keywords: { 2: 'with', 4: 'in', 6: 'from' }, type: 3, destination: 5, step: 7 },
  ],
  10: [{ keywords: { 2: 'in', 4: 'with', 6: 'in', 8: 'from' }, source: 3, type: 5, destination: 7, step: 9 }],
};

/** Keywords in any case, as in-toto reads them; everything else as written. @throws ParseError ARTIFACT_RULE, FIELD_* */
export function parseArtifactRule(field: Field): ArtifactRule {
  const words = field.items(MAX_RULE_WORDS).map((word) => word.string());
  const [first = '', pattern = ''] = words;
  const kind = first.toLowerCase();
  if (SIMPLE.has(kind) && words.length === 2) return { kind: kind as 'create', pattern };
  const shape = kind === 'match' ? shapeOf(words) : undefined;
  const destination = shape === undefined ? '' : wordAt(words, shape.type).toLowerCase();
  if (shape === undefined || (destination !== 'materials' && destination !== 'products')) {
    throw new ParseError('ARTIFACT_RULE', `${field.path} is not an artifact rule of in-toto`);
  }
  return {
    kind: 'match',
    pattern,
    sourcePrefix: wordAt(words, shape.source),
    destinationPrefix: wordAt(words, shape.destination),
    destination,
    step: wordAt(words, shape.step),
  };
}

function shapeOf(words: readonly string[]): MatchShape | undefined {
  return MATCH_SHAPES[words.length]?.find(({ keywords }) =>
    Object.entries(keywords).every(([at, keyword]) => wordAt(words, Number(at)).toLowerCase() === keyword),
  );
}

function wordAt(words: readonly string[], at: number | undefined): string {
  return at === undefined ? '' : (words[at] ?? '');
}
