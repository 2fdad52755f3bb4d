declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** Row ids are UUIDv7, made by us, so that an id exists before its row does. */
export type OrganizationId = Id<'organization'>;
export type PrincipalId = Id<'principal'>;
export type ProductId = Id<'product'>;
export type ReleaseId = Id<'release'>;
export type EvidenceId = Id<'evidence'>;
export type MappingLayerId = Id<'mapping-layer'>;
export type AttestationDraftId = Id<'attestation-draft'>;
export type SessionId = Id<'session'>;
