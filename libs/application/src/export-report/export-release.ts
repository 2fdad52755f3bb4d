import { reportOf, type ReportedParts } from '#attestation';
import type { AssessmentInput } from '#compliance';
import { AppError, type Digest } from '#kernel';
import { exportFile, findExportFormat, type ExportedFile } from '#reporting';
import { VERIFIER_VERSION } from '#verification';

import { requirePermission, type Actor } from '../actor.js';
import { standingFramework } from '../evaluate-release/standing-framework.js';
import type { Ports, Stores } from '../ports/index.js';
import { attestationForm } from './attestation-form.js';
import { readInput, type ReleaseMoment } from '../question-release/read-input.js';
import { requireTenant } from '../tenant.js';

/** A release as it stands by what is held now; what is to be seen as it was known earlier has to be signed then. */
export type ExportOrder = Omit<ReleaseMoment, 'knownAt'> & { readonly format: string };

/** The report of a release as it stands, in a format for others. Nothing is kept, and nobody has signed it. */
export class ExportRelease {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'judge' | 'frameworks' | 'blobs' | 'clock' | 'printer'>,
  ) {}

  /**
   * @throws AppError forbidden; not-found RELEASE_UNKNOWN, FRAMEWORK_NOT_STANDING, EXPORT_FORMAT_UNKNOWN, EXPORT_EMPTY;
   * invalid EXPORT_INSTANT
   */
  async run(actor: Actor, { format: asked, ...moment }: ExportOrder): Promise<ExportedFile> {
    requirePermission(actor, 'report:read');
    const format = findExportFormat(asked);
    standingFramework(this.ports.frameworks, moment.framework);
    const judged = await readInput(this.ports, actor, moment);
    if (judged === undefined) {
      const name = `${moment.product}@${moment.version}`;
      throw new AppError('not-found', 'RELEASE_UNKNOWN', `there is no release ${name}`);
    }
    const { input, framework } = judged;
    const { assessment } = await this.ports.judge.evaluate(input, framework.texts);
    const held = await this.ports.unitOfWork.run(actor.organization, (stores) => heldAbout(stores, input));
    const wording = this.ports.frameworks.wording(framework.catalog.id);
    const report = reportOf({ ...held, ...(wording && { wording }), input, assessment, framework, verifier: VERIFIER });
    return exportFile(
      format,
      { report, input, assessment, framework, form: attestationForm(this.ports.frameworks) },
      this.ports.printer,
    );
  }
}

const VERIFIER = `averment ${VERIFIER_VERSION}`;

async function heldAbout(
  stores: Stores,
  input: AssessmentInput,
): Promise<Pick<ReportedParts, 'evidence' | 'trustRoots' | 'synthetic'>> {
  const { synthetic } = await requireTenant(stores);
  const rows = await stores.evidence.byDigests(namedIn(input));
  const roots = await stores.trust.roots();
  return {
    synthetic,
    trustRoots: roots.filter(({ digest }) => input.trustRoots.includes(digest)),
    evidence: rows.flatMap(({ digest, kind, format, verdict, origin }) =>
      verdict === undefined ? [] : [{ digest, kind, format, verdict, collector: origin }],
    ),
  };
}

function namedIn({ facts, findings, population: { manifest } }: AssessmentInput): readonly Digest[] {
  const named = [...facts, ...findings].map(({ evidence }) => evidence);
  return [...new Set(manifest === undefined ? named : [...named, manifest])];
}
