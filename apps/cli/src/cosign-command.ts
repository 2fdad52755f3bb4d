import { ASSESSMENT_PREDICATE_TYPE } from '#attestation';
import type { PopulationMember } from '#compliance';

/** How cosign 3 checks what was signed by a key that is in no log; with one subject by its digest, so that it works as it stands. */
export function cosignCommand(folder: string, artifacts: readonly PopulationMember[]): string {
  const [algorithm, digest] = artifacts[0]?.digests[0]?.split(':') ?? [];
  const subject = digest === undefined ? 'FILE' : `--digestAlg ${algorithm ?? ''} --digest ${digest}`;
  return `  cosign verify-blob-attestation --key ${folder}/attestation.pub \\
    --type ${ASSESSMENT_PREDICATE_TYPE} \\
    --insecure-ignore-tlog --bundle ${folder}/attestation.sigstore.json \\
    ${subject}`;
}
