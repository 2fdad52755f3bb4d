import type { ApiTokenRecord } from '#application';

import type { ApiTokenType } from './token.type.js';

export function toApiToken(record: ApiTokenRecord): ApiTokenType {
  const { id, principal, permissions, createdAt, expiresAt, revokedAt } = record;
  return {
    id,
    principal,
    permissions: [...permissions],
    createdAt,
    expiresAt,
    ...(revokedAt === undefined ? {} : { revokedAt }),
  };
}
