import type {
  CompromiseStore,
  EvidenceId,
  FelledAttestation,
  FelledEvidence,
  Page,
  PageRequest,
  ReleaseId,
} from '#application';
import type { Digest, Instant } from '#kernel';
import type { Verdict } from '#verification';

import { byId, byTime, pageStart, toPage } from '../cursor.js';
import type { Tenant } from './tenant.js';

/** Evidence that fell and has not come back since. */
const FELLED = `felled_evidence f JOIN evidence e
  ON e.org_id = f.org_id AND e.id = f.evidence_id AND e.outcome <> 'verified'`;

export class PostgresCompromiseStore implements CompromiseStore {
  constructor(private readonly tenant: Tenant) {}

  async evidence(statement: Digest, page: PageRequest): Promise<Page<FelledEvidence>> {
    const { after, take } = pageStart(byId, page);
    const rows = await this.tenant.manager.query<
      { id: EvidenceId; digest: Digest; kind: string; before: Verdict | null; after: Verdict }[]
    >(
      `SELECT e.id, e.digest, e.kind, held.body AS after, (
         SELECT v.body FROM verdict v WHERE v.org_id = e.org_id AND v.evidence_id = e.id AND v.outcome = 'verified'
         ORDER BY v.judged_at DESC, v.id LIMIT 1) AS before
       FROM ${FELLED} JOIN verdict held ON held.org_id = e.org_id AND held.id = e.current_verdict_id
       WHERE f.org_id = $1 AND f.statement = $2 AND ($3::uuid IS NULL OR e.id > $3)
       ORDER BY e.id LIMIT $4`,
      [this.tenant.organization, statement, after ?? null, take],
    );
    return toPage(rows, page, ({ id, before, ...rest }) => ({
      cursor: byId.write(id),
      node: { id, ...rest, ...(before === null ? {} : { before }) },
    }));
  }

  async releases(statement: Digest, page: PageRequest): Promise<Page<ReleaseId>> {
    const { after, take } = pageStart(byId, page);
    const rows = await this.tenant.manager.query<{ id: ReleaseId }[]>(
      `SELECT release_id AS id FROM felled_release
       WHERE org_id = $1 AND statement = $2 AND ($3::uuid IS NULL OR release_id > $3) ORDER BY release_id LIMIT $4`,
      [this.tenant.organization, statement, after ?? null, take],
    );
    return toPage(rows, page, ({ id }) => ({ cursor: byId.write(id), node: id }));
  }

  async attestations(statement: Digest, page: PageRequest): Promise<Page<FelledAttestation>> {
    const { after, take } = pageStart(byTime, page);
    const rows = await this.tenant.manager.query<
      { digest: Digest; release: ReleaseId; signedAt: Date; cites: FelledAttestation['cites'] }[]
    >(
      `SELECT a.digest, a.release_id AS release, a.signed_at AS "signedAt",
         json_agg(json_build_object('control', c.control, 'evidence', c.evidence)
           ORDER BY c.control, c.evidence) AS cites
       FROM ${FELLED}
       JOIN attestation_evidence c ON c.org_id = e.org_id AND c.evidence = e.digest
       JOIN attestation a ON a.org_id = c.org_id AND a.digest = c.attestation
       WHERE f.org_id = $1 AND f.statement = $2
         AND ($3::timestamptz IS NULL OR (a.signed_at, a.digest) > ($3, $4))
       GROUP BY a.digest, a.release_id, a.signed_at ORDER BY a.signed_at, a.digest LIMIT $5`,
      [this.tenant.organization, statement, after?.at ?? null, after?.digest ?? null, take],
    );
    return toPage(rows, page, ({ signedAt, ...rest }) => {
      const node = { ...rest, signedAt: signedAt.toISOString() as Instant };
      return { cursor: byTime.write({ at: node.signedAt, digest: node.digest }), node };
    });
  }

  async among(statement: Digest, evidence: readonly Digest[]): Promise<readonly Digest[]> {
    if (evidence.length === 0) return [];
    const rows = await this.tenant.manager.query<{ digest: Digest }[]>(
      `SELECT e.digest FROM ${FELLED} WHERE f.org_id = $1 AND f.statement = $2 AND e.digest = ANY($3) ORDER BY e.digest`,
      [this.tenant.organization, statement, evidence],
    );
    return rows.map(({ digest }) => digest);
  }

  async noteRelease(release: ReleaseId, evidence: readonly Digest[]): Promise<void> {
    if (evidence.length === 0) return;
    await this.tenant.manager.query(
      `INSERT INTO felled_release (org_id, statement, release_id)
       SELECT DISTINCT f.org_id, f.statement, $2::uuid FROM ${FELLED} WHERE f.org_id = $1 AND e.digest = ANY($3)
       ON CONFLICT DO NOTHING`,
      [this.tenant.organization, release, evidence],
    );
  }

  async noteAttestation(attestation: Digest, cites: FelledAttestation['cites']): Promise<void> {
    if (cites.length === 0) return;
    await this.tenant.manager.query(
      `INSERT INTO attestation_evidence (org_id, attestation, control, evidence)
       SELECT $1, $2, control, evidence FROM unnest($3::text[], $4::text[]) AS item (control, evidence)
       ON CONFLICT DO NOTHING`,
      [
        this.tenant.organization,
        attestation,
        cites.map(({ control }) => control),
        cites.map(({ evidence }) => evidence),
      ],
    );
  }
}
