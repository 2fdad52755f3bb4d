import {
  buildPack,
  completePack,
  packTarSize,
  parseSelector,
  planPack,
  readmeOf,
  readPack,
  REPORT_DOCUMENT,
  withhold,
  type HeldPack,
  type Pack,
  type PackedText,
  type SignStatus as Sign,
} from '#attestation';
import { AppError, Field, fromUtf8, parseDigest, parseStrictJson, toUtf8, type Digest } from '#kernel';
import { printReport, renderHtml, type Report } from '#reporting';

import { requirePermission, type Actor } from '../actor.js';
import type { SignStatus } from '../attestation-standing/sign-status.js';
import { besideAttestation } from '../issue-attestation/beside-attestation.js';
import { readTable, thawPack, thawParts, type PackTable } from '../issue-attestation/pack-table.js';
import type { Ports } from '../ports/index.js';
import { requireAttestation } from '../read/download-bytes.js';
import type { AttestationRecord } from '../records.js';

/** A pack on its way out: each file is read when its turn comes. */
export interface PackDownload {
  readonly files: readonly PackFile[];
  /** Of the tar that holds them. */
  readonly size: number;
}

export interface PackFile {
  readonly path: string;
  readonly size: number;
  readonly read: () => Promise<Uint8Array>;
}

type Parts = Omit<Pack, 'evidence'>;

/** The pack of an attestation: its parts as they were frozen when it was signed, and a status that was signed just now. */
export class LoadPack {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge' | 'printer'>,
    private readonly signStatus: Pick<SignStatus, 'run'>,
  ) {}

  /**
   * Without selectors no evidence is held in memory; what is withheld is judged again without it.
   * @throws AppError forbidden; not-found ATTESTATION_UNKNOWN; invalid SELECTOR_INVALID, SELECTOR_EMPTY,
   * WITHHOLD_FOUNDATION; as `SignStatus` throws
   */
  async run(actor: Actor, digest: Digest, withheld: readonly string[] = []): Promise<PackDownload> {
    requirePermission(actor, 'report:read');
    const selectors = withheld.map(parseSelector);
    const record = await requireAttestation(this.ports, actor, digest);
    const sign: Sign = (companions) => this.signStatus.run(actor.organization, digest, companions);
    if (record.draft !== undefined && selectors.length === 0) return this.streamed(actor, record, sign);
    const whole = await this.whole(actor, record);
    if (selectors.length === 0)
      return downloadOf(await completePack(whole, await this.companions(actor, whole, record), sign));
    const { judge } = this.ports;
    const { pack } = await withhold(whole, selectors, (items, { trustRoots: roots, ...by }) =>
      judge.judge(items, { roots, ...by }),
    );
    return downloadOf(await completePack(pack, await this.speakingForItself(actor, pack, record), sign));
  }

  private async streamed(actor: Actor, record: AttestationRecord, sign: Sign): Promise<PackDownload> {
    const { blobs } = this.ports;
    const { organization } = actor;
    const table = await readTable(blobs, organization, record.pack);
    const parts = await thawParts(blobs, organization, table);
    const held: HeldPack = { ...parts, evidence: await this.sizesOf(actor, table) };
    const complete = await completePack(held, await this.companions(actor, parts, record), sign);
    const files = planPack(complete).map(({ path, size, digest, bytes }) => ({
      ...{ path, size },
      read: () => (bytes === undefined ? blobs.get(organization, digest) : Promise.resolve(bytes)),
    }));
    return { files, size: packTarSize(files.map(({ size }) => size)) };
  }

  /** Everything for people: rendered from the report that was signed, with the attestation's digest in it. */
  private async companions(actor: Actor, pack: Parts, record: AttestationRecord): Promise<readonly PackedText[]> {
    const own = await this.speakingForItself(actor, pack, record);
    const document = pack.documents.find(({ name }) => name === REPORT_DOCUMENT);
    if (document === undefined) return own;
    const report = JSON.parse(fromUtf8(document.bytes)) as Report;
    const pdf = await this.ports.printer.print(printReport(report, record));
    const html = toUtf8(renderHtml(report, record));
    return [...own, { name: 'report.html', bytes: html }, { name: 'report.pdf', bytes: pdf }];
  }

  /** What repeats nothing of the evidence: the read-me, and statements that are signed for themselves. */
  private async speakingForItself(
    { organization }: Actor,
    pack: Parts,
    record: AttestationRecord,
  ): Promise<readonly PackedText[]> {
    return [readmeOf(pack), ...(await besideAttestation(this.ports, organization, record))];
  }

  private async sizesOf({ organization }: Actor, { evidence }: PackTable): Promise<ReadonlyMap<Digest, number>> {
    const rows = await this.ports.unitOfWork.run(organization, (stores) => stores.evidence.byDigests(evidence));
    const sizes = new Map(rows.map(({ digest, size }) => [digest, size]));
    return new Map(
      evidence.map((digest) => {
        const size = sizes.get(digest);
        if (size === undefined) throw unreadable(`evidence ${digest} of this pack is not on record`);
        return [digest, size];
      }),
    );
  }

  private async whole({ organization }: Actor, { pack: table, draft }: AttestationRecord): Promise<Pack> {
    const { blobs } = this.ports;
    if (draft !== undefined) return thawPack(blobs, organization, await readTable(blobs, organization, table));
    // Signed before there were drafts: the layout was kept file by file.
    const paths = new Field(parseStrictJson(await blobs.get(organization, table)), 'pack');
    const files = new Map<string, Uint8Array>();
    for (const path of Object.keys(paths.object())) {
      files.set(path, await blobs.get(organization, parseDigest(paths.get(path).string())));
    }
    const { pack, problems } = readPack(files);
    if (pack === undefined) throw unreadable(problems.map(({ sentence }) => sentence).join('; '));
    return pack;
  }
}

function downloadOf(pack: Pack): PackDownload {
  const files = [...buildPack(pack)].map(([path, bytes]) => ({
    ...{ path, size: bytes.length },
    read: () => Promise.resolve(bytes),
  }));
  return { files, size: packTarSize(files.map(({ size }) => size)) };
}

function unreadable(why: string): AppError {
  return new AppError('internal', 'OWN_PACK_UNREADABLE', `our own pack cannot be read: ${why}`);
}
