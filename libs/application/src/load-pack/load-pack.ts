import { buildPack } from '#attestation';
import { Field, parseDigest, parseStrictJson, type Digest } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import { readTable, thawPack } from '../issue-attestation/pack-table.js';
import type { Ports } from '../ports/index.js';
import { requireAttestation } from '../read/download-bytes.js';

/** The pack of an attestation, as it was frozen when the attestation was signed. */
export class LoadPack {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs'>) {}

  /** Path and reader of each file, in path order; bytes are read one at a time. @throws AppError forbidden; not-found */
  async run(
    actor: Actor,
    digest: Digest,
  ): Promise<readonly { readonly path: string; readonly read: () => Promise<Uint8Array> }[]> {
    requirePermission(actor, 'report:read');
    const record = await requireAttestation(this.ports, actor, digest);
    const bytes = await this.ports.blobs.get(actor.organization, record.pack);
    const table = new Field(parseStrictJson(bytes), 'pack');
    if (record.draft !== undefined) return this.built(actor, record.pack);
    return Object.keys(table.object())
      .sort()
      .map((path) => {
        const file = parseDigest(table.get(path).string());
        return { path, read: () => this.ports.blobs.get(actor.organization, file) };
      });
  }

  private async built({ organization }: Actor, digest: Digest) {
    const { blobs } = this.ports;
    const files = buildPack(await thawPack(blobs, organization, await readTable(blobs, organization, digest)));
    return [...files].map(([path, bytes]) => ({ path, read: () => Promise.resolve(bytes) }));
  }
}
