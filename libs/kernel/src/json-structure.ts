import { ParseError } from './app-error.js';
import { LIMITS } from './limits.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** No path of limits is longer. */
const MAX_PATH_KEYS = 5;

/** Of a long text that is base64 of JSON as much is looked at; whole groups of four. */
const BEGINNING_CHARACTERS = 2 * 1024 * 1024;

/**
 * How many elements the list at a path of keys may have: `dsseEnvelope.signatures`, `entries.*.hashes` inside a list. Or
 * at the path of a text that is base64 of a JSON document, the limits of that document.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a type alias cannot name itself here
export interface ListLimits extends ReadonlyMap<string, number | ListLimits> {}

/** What is told of a text, bracket by bracket and key by key; `depth` counts open brackets from 1. */
interface Listener {
  readonly open?: (depth: number, isObject: boolean) => void;
  /** The key's literal stands between `start` and `end`, quotes included. */
  readonly key: (depth: number, start: number, end: number) => void;
  readonly comma?: (depth: number) => void;
  /** A value that is a string of more than {@link BEGINNING_CHARACTERS}, by where its literal begins. */
  readonly longText?: (depth: number, start: number) => void;
}

/**
 * How many keys stand in the text; refuses what is too deep or too long before anything is built of it. It need not
 * validate: JSON.parse does that afterwards, and whatever this pass misreads in malformed text, JSON.parse refuses.
 * @throws ParseError JSON_TOO_DEEP, LIMIT_EXCEEDED, JSON_INVALID
 */
export function countKeys(text: string, limits: ListLimits): number {
  let count = 0;
  const lists = new Lists(text, limits);
  walk(text, {
    open: (depth, isObject) => {
      if (!isObject) lists.open(depth);
    },
    key: (depth, start, end) => {
      count++;
      lists.key(depth, start, end);
    },
    comma: (depth) => {
      lists.comma(depth);
    },
    longText: (depth, start) => {
      lists.longText(depth, start);
    },
  });
  return count;
}

/** The refusal of a text with a key twice in one object, naming the first such key. */
export function repeatedKey(text: string): ParseError {
  const seen: Set<string>[] = [];
  let repeated: string | undefined;
  walk(text, {
    open: (depth) => {
      seen[depth] = new Set();
    },
    key: (depth, start, end) => {
      const key = keyOf(text, start, end);
      if (seen[depth]?.has(key) === true) repeated ??= key;
      seen[depth]?.add(key);
    },
  });
  return new ParseError('JSON_DUPLICATE_KEY', `JSON repeats the key "${(repeated ?? '').slice(0, 64)}" in one object`);
}

function walk(text: string, { open, key, comma, longText }: Listener): void {
  const objects: boolean[] = [];
  let keyNext = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    switch (character) {
      case QUOTE: {
        const end = endOfString(text, i);
        if (keyNext) key(objects.length, i, end);
        else if (end - i > BEGINNING_CHARACTERS) longText?.(objects.length, i);
        keyNext = false;
        i = end - 1;
        break;
      }
      case 0x7b: // {
      case 0x5b: {
        keyNext = character === 0x7b;
        if (objects.push(keyNext) > LIMITS.jsonDepth) {
          throw new ParseError('JSON_TOO_DEEP', `JSON nests deeper than ${LIMITS.jsonDepth}`);
        }
        open?.(objects.length, keyNext);
        break;
      }
      case 0x7d: // }
      case 0x5d:
        objects.pop();
        keyNext = false;
        break;
      case 0x2c: // ,
        keyNext = objects[objects.length - 1] === true;
        if (!keyNext) comma?.(objects.length);
        break;
    }
  }
}

/** Counts the commas of each open list; what stands at no path of the limits may have a million elements. */
class Lists {
  /** By depth, from 1: where the key that was read last begins and ends; undefined in a list. */
  readonly #starts: (number | undefined)[] = [];
  readonly #ends: number[] = [];
  readonly #commas: number[] = [];
  readonly #limits: number[] = [];

  constructor(
    private readonly text: string,
    private readonly limits: ListLimits,
  ) {}

  key(depth: number, start: number, end: number): void {
    if (depth > MAX_PATH_KEYS) return;
    this.#starts[depth] = start;
    this.#ends[depth] = end;
  }

  open(depth: number): void {
    const limit = this.limits.size === 0 ? undefined : this.limits.get(this.#path(depth));
    this.#limits[depth] = typeof limit === 'number' ? limit : LIMITS.listElements;
    this.#commas[depth] = 0;
    if (depth <= MAX_PATH_KEYS) this.#starts[depth] = undefined;
  }

  /**
   * A list that is too long in the beginning of a document does not get shorter behind it. Nothing is told of text with
   * escapes in it: that is read as a whole, later.
   */
  longText(depth: number, start: number): void {
    const limits = this.limits.get(this.#path(depth + 1));
    if (typeof limits !== 'object') return;
    const beginning = this.text.slice(start + 1, start + 1 + BEGINNING_CHARACTERS);
    if (!beginning.includes('\\')) countKeys(Buffer.from(beginning, 'base64').toString('latin1'), limits);
  }

  comma(depth: number): void {
    const commas = (this.#commas[depth] ?? 0) + 1;
    this.#commas[depth] = commas;
    const limit = this.#limits[depth] ?? LIMITS.listElements;
    if (commas < limit) return;
    const place = this.#path(depth) || 'a list of the document';
    throw new ParseError('LIMIT_EXCEEDED', `${place} has more than the ${limit} items that are accepted`);
  }

  /** Keys down to the list that opened at `depth`, a star for each list on the way; empty where that is too deep. */
  #path(depth: number): string {
    if (depth < 2 || depth > MAX_PATH_KEYS + 1) return '';
    let path = '';
    for (let at = 1; at < depth; at++) {
      const start = this.#starts[at];
      const step = start === undefined ? '*' : keyOf(this.text, start, this.#ends[at] ?? start);
      path += at === 1 ? step : `.${step}`;
    }
    return path;
  }
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  for (;;) {
    const quote = text.indexOf('"', i);
    if (quote === -1) return text.length;
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    i = quote + 1;
  }
}

function keyOf(text: string, start: number, end: number): string {
  const key = text.slice(start + 1, end - 1);
  if (!key.includes('\\')) return key;
  try {
    return JSON.parse(text.slice(start, end)) as string;
  } catch (cause) {
    throw new ParseError('JSON_INVALID', 'malformed string escape in a key', { cause });
  }
}
