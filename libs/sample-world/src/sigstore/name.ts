import { oid, sequence, setOf, utf8String } from './der.js';

const ORGANIZATION = '2.5.4.10';
const COMMON_NAME = '2.5.4.3';

/** An X.501 name of organization and common name; of neither it is the empty name that Fulcio's leaves have. */
export function distinguishedName(parts: { readonly organization?: string; readonly commonName?: string }): Uint8Array {
  return sequence(...attribute(ORGANIZATION, parts.organization), ...attribute(COMMON_NAME, parts.commonName));
}

function attribute(type: string, value: string | undefined): Uint8Array[] {
  return value === undefined ? [] : [setOf(sequence(oid(type), utf8String(value)))];
}
