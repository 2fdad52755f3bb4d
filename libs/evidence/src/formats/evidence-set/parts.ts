import { ParseError } from '#kernel';

/** The files of an evidence set by name, byte for byte. */
export class Parts {
  constructor(
    readonly format: string,
    readonly files: ReadonlyMap<string, Uint8Array>,
  ) {}

  /** @throws ParseError SET_PART_MISSING */
  get(name: string): Uint8Array {
    const bytes = this.files.get(name);
    if (bytes !== undefined) return bytes;
    throw new ParseError('SET_PART_MISSING', `a set of ${this.format} needs the part "${name}"`);
  }

  optional(name: string): Uint8Array | undefined {
    return this.files.get(name);
  }

  /** Every part below `folder/`, by the rest of its name. */
  under(folder: string): ReadonlyMap<string, Uint8Array> {
    const prefix = `${folder}/`;
    const found = [...this.files].filter(([name]) => name.startsWith(prefix));
    return new Map(found.map(([name, bytes]) => [name.slice(prefix.length), bytes]));
  }

  /**
   * A part that nobody reads would be a part that nobody checks.
   * @param known names, and folders with a slash behind them. @throws ParseError SET_PART_UNKNOWN
   */
  only(known: readonly string[]): this {
    const isKnown = (name: string) => known.some((own) => (own.endsWith('/') ? name.startsWith(own) : name === own));
    const unknown = [...this.files.keys()].find((name) => !isKnown(name));
    if (unknown === undefined) return this;
    throw new ParseError('SET_PART_UNKNOWN', `a set of ${this.format} has no part "${unknown.slice(0, 80)}"`);
  }
}
