const TRUST_DOMAIN = /^[a-z0-9._-]{1,255}$/;
const SPIFFE_ID = /^spiffe:\/\/([a-z0-9._-]{1,255})((?:\/[A-Za-z0-9._-]+)*)$/;
const MAX_LENGTH = 2048;

/** A workload or, without a path, a trust domain. */
export interface SpiffeId {
  readonly trustDomain: string;
  /** Begins with a slash; empty for the trust domain itself. */
  readonly path: string;
}

/** SPIFFE-ID section 2: lower case, no port, no user, no query, no segment that climbs. Undefined for anything else. */
export function parseSpiffeId(text: string): SpiffeId | undefined {
  const match = text.length > MAX_LENGTH ? null : SPIFFE_ID.exec(text);
  if (match === null) return undefined;
  const [, trustDomain = '', path = ''] = match;
  const climbs = path.split('/').some((segment) => segment === '.' || segment === '..');
  return climbs ? undefined : { trustDomain, path };
}

export function isTrustDomain(name: string): boolean {
  return TRUST_DOMAIN.test(name);
}
