import {
  composeFramework,
  type Assessment,
  type AssessmentInput,
  type Framework,
  type FrameworkText,
} from '#compliance';
import { AppError, fromUtf8, type Digest } from '#kernel';
import { exportFile, findExportFormat, type ExportedFile, type ExportParts, type Report } from '#reporting';

import { requirePermission, type Actor } from '../actor.js';
import { readTable, type PackTable } from '../issue-attestation/pack-table.js';
import type { Ports } from '../ports/index.js';
import type { RecipientRecord } from '../attestation-standing/standing-record.js';
import { attestationForm } from './attestation-form.js';
import { requireAttestation } from '../read/download-bytes.js';

const PAGE = 100;

/**
 * The frozen report of a signed assessment, in a format for others: the same bytes whenever it is asked for, but for
 * drafts of a form, which list who has received it by now.
 */
export class ExportAttestation {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'frameworks' | 'printer'>) {}

  /** @throws AppError forbidden; not-found ATTESTATION_UNKNOWN, EXPORT_FORMAT_UNKNOWN, EXPORT_EMPTY; conflict EXPORT_NOT_FROZEN */
  async run(actor: Actor, order: { readonly attestation: Digest; readonly format: string }): Promise<ExportedFile> {
    requirePermission(actor, 'report:read');
    const format = findExportFormat(order.format);
    const record = await requireAttestation(this.ports, actor, order.attestation);
    if (record.report === undefined) {
      throw new AppError(
        'conflict',
        'EXPORT_NOT_FROZEN',
        'it was signed before reports were frozen with it: sign the release again, or export it as it stands',
      );
    }
    const read = (digest: Digest) => this.ports.blobs.get(actor.organization, digest);
    const table = await readTable(this.ports.blobs, actor.organization, record.pack);
    const { digest, keyFingerprint, signedAt } = record;
    const parts: ExportParts = {
      report: await readJson<Report>(read, record.report),
      input: await readJson<AssessmentInput>(read, table.input),
      assessment: await readJson<Assessment>(read, table.assessment),
      framework: await readFramework(read, table.framework),
      attestation: { digest, keyFingerprint, signedAt },
      form: attestationForm(this.ports.frameworks),
      recipients: await this.recipients(actor, digest),
    };
    return exportFile(format, parts, this.ports.printer);
  }

  private recipients({ organization }: Actor, attestation: Digest): Promise<readonly string[]> {
    return this.ports.unitOfWork.run(organization, async (stores) => {
      const lines: string[] = [];
      for (let after: string | undefined; ;) {
        const page = { first: PAGE, ...(after !== undefined && { after }) };
        const { items, hasNextPage } = await stores.recipients.list(attestation, page);
        lines.push(...items.map(({ node }) => recipientLine(node)));
        after = items.at(-1)?.cursor;
        if (!hasNextPage) return lines;
      }
    });
  }
}

function recipientLine({ name, organization, contract, handedOverAt }: RecipientRecord): string {
  return `${name}, ${organization}${contract === undefined ? '' : `, contract ${contract}`}, ${handedOverAt}`;
}

type Read = (digest: Digest) => Promise<Uint8Array>;

/** Our own canonical bytes: the store holds them against their digest. */
async function readJson<T>(read: Read, digest: Digest): Promise<T> {
  return JSON.parse(fromUtf8(await read(digest))) as T;
}

/** The files that it was judged by, not those of this version. */
async function readFramework(
  read: Read,
  { catalog, below, mappings, layers }: PackTable['framework'],
): Promise<Framework> {
  const text = async (of: PackTable['framework']['catalog']): Promise<FrameworkText> => ({
    name: of.name,
    bytes: await read(of.digest),
  });
  return composeFramework({
    catalog: await text(catalog),
    ...(below !== undefined && { below: await text(below) }),
    mappings: await Promise.all(mappings.map(text)),
    layers: await Promise.all(layers.map(text)),
  });
}
