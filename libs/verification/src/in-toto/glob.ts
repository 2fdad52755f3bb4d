import { VerificationError } from '../verification-error.js';

/** One character or class, or a star; `undefined` where any character will do. */
type Token = '*' | { readonly accepts: ((character: string) => boolean) | undefined };

/** A pattern over whole paths, in which slashes are characters like all others. */
export interface Glob {
  /** The only text it matches; undefined where it has a wildcard. */
  readonly literal: string | undefined;
  readonly matches: (text: string) => boolean;
}

/**
 * Shell patterns as in-toto has them: `*`, `?`, `[a-z]`, `[!a-z]`, and a backslash before what is meant as it stands.
 * A pattern that is none is refused: it would match nothing, and a DISALLOW would let everything through.
 * @throws VerificationError LAYOUT_PATTERN
 */
export function compileGlob(pattern: string): Glob {
  const reader = new PatternReader(pattern);
  const tokens: Token[] = [];
  let prefix = '';
  let isLiteral = true;
  while (!reader.atEnd) {
    const { token, literal } = readToken(reader);
    tokens.push(token);
    isLiteral &&= literal !== undefined;
    if (isLiteral) prefix += literal ?? '';
  }
  if (isLiteral) return { literal: prefix, matches: (text) => text === prefix };
  if (pattern === '*') return { literal: undefined, matches: () => true };
  // Most artifacts are told apart by what stands before the first wildcard.
  return { literal: undefined, matches: (text) => text.startsWith(prefix) && matchTokens(tokens, charactersOf(text)) };
}

/** Text without characters beyond U+FFFF is its own list of them. */
function charactersOf(text: string): ArrayLike<string> {
  return /[\uD800-\uDFFF]/.test(text) ? Array.from(text) : text;
}

/** What is left of a pattern, character by character. */
class PatternReader {
  readonly #characters: readonly string[];
  #next = 0;

  constructor(readonly pattern: string) {
    this.#characters = Array.from(pattern);
  }

  get atEnd(): boolean {
    return this.#next >= this.#characters.length;
  }

  get peek(): string | undefined {
    return this.#characters[this.#next];
  }

  take(): string {
    const character = this.#characters[this.#next++];
    if (character === undefined) throw this.malformed();
    return character;
  }

  takeIf(wanted: string): boolean {
    const found = this.peek === wanted;
    if (found) this.#next++;
    return found;
  }

  malformed(): VerificationError {
    return new VerificationError('LAYOUT_PATTERN', { found: this.pattern });
  }
}

function readToken(reader: PatternReader): { readonly token: Token; readonly literal?: string } {
  const character = reader.take();
  if (character === '*') return { token: '*' };
  if (character === '?') return { token: { accepts: undefined } };
  if (character === '[') return { token: { accepts: readClass(reader) } };
  const literal = character === '\\' ? reader.take() : character;
  return { token: { accepts: (found) => found === literal }, literal };
}

function readClass(reader: PatternReader): (character: string) => boolean {
  const negated = reader.takeIf('!');
  const ranges: (readonly [number, number])[] = [];
  while (ranges.length === 0 || !reader.takeIf(']')) {
    const low = readBound(reader);
    ranges.push([low, reader.takeIf('-') ? readBound(reader) : low]);
  }
  return (character) => {
    const point = pointOf(character);
    return ranges.some(([low, high]) => low <= point && point <= high) !== negated;
  };
}

function readBound(reader: PatternReader): number {
  const character = reader.take();
  if (character === '-' || character === ']') throw reader.malformed();
  return pointOf(character === '\\' ? reader.take() : character);
}

function pointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/**
 * From left to right, and after a miss back to the last star only: what stood before it matched at its earliest place
 * already. So the work is bounded by pattern times text, whoever wrote them.
 */
function matchTokens(tokens: readonly Token[], text: ArrayLike<string>): boolean {
  let token = 0;
  let star = -1;
  let resume = 0;
  for (let at = 0; at < text.length;) {
    const current = tokens[token];
    if (current === '*') {
      star = token++;
      resume = at;
    } else if (current !== undefined && (current.accepts?.(text[at] ?? '') ?? true)) {
      token++;
      at++;
    } else if (star === -1) {
      return false;
    } else {
      token = star + 1;
      at = ++resume;
    }
  }
  return tokens.slice(token).every((rest) => rest === '*');
}
