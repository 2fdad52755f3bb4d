import { z } from 'zod';

// What the schemas of catalogs, mappings and what stands beside them have in common.

export const text = z.string().trim().min(1).max(4000);
export const word = z.string().trim().min(1).max(200);
/** Ids become file names, anchors and JSON keys. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'an id is 1 to 64 letters, digits, dots or hyphens');
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written YYYY-MM-DD');

/** For asserting that a schema and the type it stands for say the same. */
export type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
export type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
