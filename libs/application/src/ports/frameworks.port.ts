import type { Framework } from '#compliance';

/** The framework this installation judges by. */
export abstract class Frameworks {
  abstract current(): Framework;
}
