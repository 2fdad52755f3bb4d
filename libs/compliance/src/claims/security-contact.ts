import type { SecurityContact } from '#evidence';

/** Where a project says that vulnerabilities can be reported. That somebody answers is not shown. */
export interface SecurityContactClaim {
  readonly kind: 'security-contact';
  readonly acceptsReports: boolean;
  readonly hasContact: boolean;
  readonly hasPolicy: boolean;
}

export function claimOfSecurityContact(predicate: SecurityContact): SecurityContactClaim {
  const { kind, acceptsReports, hasContact, hasPolicy } = predicate;
  return { kind, acceptsReports, hasContact, hasPolicy };
}
