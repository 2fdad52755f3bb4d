/** Stops compiling when a union grows and a switch does not; throws if the type system was fooled at run time. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${String(value)}`);
}
