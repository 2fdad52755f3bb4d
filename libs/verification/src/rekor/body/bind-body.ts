import { Field, parseStrictJson } from '#kernel';

import type { SignedThing, SignerMaterial } from '../../signed-thing.js';
import { VerificationError } from '../../verification-error.js';
import { same } from './compare.js';
import { bindDsse } from './dsse.js';
import { bindHashedRekord, bindHashedRekordV2, bindRekord } from './hashedrekord.js';
import { bindIntoto, bindIntotoV1 } from './intoto.js';

/** Compares the `spec` of a logged body with what was signed, and by whom. */
type Binder = (spec: Field, thing: SignedThing, signer: SignerMaterial) => void;

/** Entry kinds by `kind/version`. Rekor v2 logs an envelope as hashedrekord over its encoding, never as dsse 0.0.2. */
const BINDERS: ReadonlyMap<string, Binder> = new Map([
  ['rekord/0.0.1', bindRekord],
  ['hashedrekord/0.0.1', bindHashedRekord],
  ['hashedrekord/0.0.2', bindHashedRekordV2],
  ['dsse/0.0.1', bindDsse],
  ['dsse/0.0.2', refuse],
  ['intoto/0.0.1', bindIntotoV1],
  ['intoto/0.0.2', bindIntoto],
]);

/** An entry's own word for what it is, and the bytes the log holds. */
export interface LoggedEntry {
  readonly kind: string;
  readonly version: string;
  readonly canonicalizedBody: Uint8Array;
}

/**
 * Proves: the logged body is this very signature: kind, version, digest, every signature, and the key or certificate
 * byte for byte. Assumes: the log vouches for the body (promise or inclusion, judged elsewhere). Hashes over an
 * envelope's own JSON are not compared: that spelling is lost, and what it covered is compared part by part.
 * @throws VerificationError LOG_BODY_*, LOG_KIND_*, LOG_SIGNER_UNPROVEN; ParseError for a malformed body
 */
export function bindBody(entry: LoggedEntry, thing: SignedThing): void {
  const body = new Field(parseStrictJson(entry.canonicalizedBody), 'body');
  same('kind', entry.kind, body.get('kind').string());
  same('version', entry.version, body.get('apiVersion').string());
  const name = `${entry.kind}/${entry.version}`;
  const bind = BINDERS.get(name);
  if (bind === undefined) throw new VerificationError('LOG_KIND_UNKNOWN', { found: name });
  if (thing.signer === undefined) throw new VerificationError('LOG_SIGNER_UNPROVEN', { found: name });
  bind(body.get('spec'), thing, thing.signer);
}

function refuse(): never {
  throw new VerificationError('LOG_KIND_REFUSED', { expected: 'hashedrekord/0.0.2', found: 'dsse/0.0.2' });
}
