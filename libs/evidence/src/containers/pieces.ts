import { LIMITS, ParseError } from '#kernel';

import type { Piece } from './container.js';

/** Pieces as they are found; one too many or too large ends it before the next is made. */
export class Pieces {
  readonly #all: Piece[] = [];
  #size = 0;

  get all(): readonly Piece[] {
    return this.#all;
  }

  /** @throws ParseError LIMIT_EXCEEDED */
  add(name: string, bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#all.length === LIMITS.containerPieces) throw tooMuch(`${LIMITS.containerPieces} pieces`);
    if (this.#size > LIMITS.archiveBytes) throw tooMuch(`${LIMITS.archiveBytes} bytes`);
    this.#all.push({ name, bytes });
  }
}

function tooMuch(limit: string): ParseError {
  return new ParseError(
    'LIMIT_EXCEEDED',
    `a container of more than the ${limit} that are taken at once: send it in parts`,
  );
}
