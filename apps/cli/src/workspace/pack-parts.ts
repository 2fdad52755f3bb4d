import { attestationForm } from '#application';
import { readPack, replay, REPORT_DOCUMENT, type Pack } from '#attestation';
import { composeFramework, type Assessment, type AssessmentInput } from '#compliance';
import { AppError, digestOf, fromUtf8, PublicKey } from '#kernel';
import { packageFrameworks } from '#platform';
import type { ExportParts, Report } from '#reporting';

import { readPackFiles } from './read-pack-files.js';

/**
 * What a pack says, as far as its own signature binds it: a report that was changed on the way is not shown.
 * @throws AppError invalid PACK_NOT_INTACT, PACK_WITHOUT_REPORT; and as `readPackFiles`
 */
export async function packParts(path: string): Promise<ExportParts> {
  const files = await readPackFiles(path);
  const { intact } = replay(files, {});
  const { pack } = readPack(files);
  if (intact.answer !== 'yes' || pack === undefined) {
    const why = intact.reasons[0]?.sentence ?? 'it cannot be read';
    throw new AppError('invalid', 'PACK_NOT_INTACT', `these are not the bytes that were signed: ${why}`);
  }
  const { report, assessment } = frozenIn(pack);
  const keyFingerprint = pack.publicKey && PublicKey.fromPem(fromUtf8(pack.publicKey)).fingerprint;
  return {
    report,
    assessment,
    input: JSON.parse(fromUtf8(pack.input)) as AssessmentInput,
    framework: composeFramework(pack.framework),
    form: attestationForm(packageFrameworks()),
    attestation: { digest: digestOf(pack.attestation), ...(keyFingerprint !== undefined && { keyFingerprint }) },
  };
}

/** The statement names both by digest, and they were held against it. */
function frozenIn({ documents, assessment }: Pack): { readonly report: Report; readonly assessment: Assessment } {
  const report = documents.find(({ name }) => name === REPORT_DOCUMENT);
  if (report !== undefined && assessment !== undefined) {
    return {
      report: JSON.parse(fromUtf8(report.bytes)) as Report,
      assessment: JSON.parse(fromUtf8(assessment)) as Assessment,
    };
  }
  throw new AppError(
    'invalid',
    'PACK_WITHOUT_REPORT',
    'the pack holds no frozen report with its whole assessment: it is of an earlier version, or evidence is withheld from it',
  );
}
