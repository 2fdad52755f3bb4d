import { ParseError, parseInstant, millisecondsOf, type Field } from '#kernel';

/** Milliseconds since 1970; both ends belong to it (protobuf TimeRange is closed). */
export interface Window {
  readonly from: number;
  readonly until: number;
}

export const ALWAYS: Window = { from: -Infinity, until: Infinity };

export function isInside(window: Window, milliseconds: number): boolean {
  return window.from <= milliseconds && milliseconds <= window.until;
}

export function overlap(a: Window, b: Window): Window {
  return { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) };
}

/** For people: `2024-01-01T00:00:00.000Z to open`. */
export function describeWindow({ from, until }: Window): string {
  const text = (end: number) => (Number.isFinite(end) ? new Date(end).toISOString() : 'open');
  return `${text(from)} to ${text(until)}`;
}

/**
 * A `validFor` range. Absent means always. A log key has no validity of its own, so a range without start is refused
 * there; certificates carry theirs, and an empty range adds nothing. @throws ParseError TRUST_ROOT_WINDOW, FIELD_*
 */
export function parseWindow(field: Field | undefined, start: 'required' | 'optional'): Window {
  if (field === undefined) return ALWAYS;
  const from = field.optional('start');
  const until = field.optional('end');
  if (from === undefined && start === 'required') {
    throw new ParseError('TRUST_ROOT_WINDOW', `${field.path} has no start`);
  }
  const window = {
    from: from === undefined ? -Infinity : millisecondsOf(parseInstant(from.string())),
    until: until === undefined ? Infinity : millisecondsOf(parseInstant(until.string())),
  };
  if (window.until < window.from) throw new ParseError('TRUST_ROOT_WINDOW', `${field.path} ends before it starts`);
  return window;
}
