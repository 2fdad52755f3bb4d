import type { Pool } from 'pg';

import { Publications, type OrganizationId, type Publication, type PublishedKey } from '#application';
import { instantOfMilliseconds, type Digest } from '#kernel';

import { reached } from './reached.js';

/** Reads as the auth role, which of attestations sees those alone that were handed over, and of keys their public half. */
export class PostgresPublications extends Publications {
  constructor(private readonly pool: Pool) {
    super();
  }

  async find(attestation: Digest): Promise<Publication | undefined> {
    return reached(this.pool, async (client) => {
      const { rows } = await client.query<{ organization: OrganizationId }>(
        'SELECT org_id AS organization FROM published_attestation WHERE attestation = $1 ORDER BY published_at LIMIT 1',
        [attestation],
      );
      return rows[0] && { attestation, ...rows[0] };
    });
  }

  async keys(limit: number, after?: string): Promise<readonly PublishedKey[]> {
    return reached(this.pool, async (client) => {
      const { rows } = await client.query<{ fingerprint: string; pem: string; since: Date }>(
        `SELECT fingerprint, min(pem) AS pem, min(since) AS since FROM published_key
         WHERE $2::text IS NULL OR fingerprint > $2 GROUP BY fingerprint ORDER BY fingerprint LIMIT $1`,
        [limit, after ?? null],
      );
      return rows.map(({ since, ...key }) => ({ ...key, since: instantOfMilliseconds(since.getTime()) }));
    });
  }
}
