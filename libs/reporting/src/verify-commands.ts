import type { Report } from './report.js';

/** What a stranger runs to recompute everything, without an account and without a network. */
export const REPLAY_COMMAND = 'aver replay pack --signer KEY.pub --trusted-root TRUSTED_ROOT.json --rules RULES.json';

/** Checks the signature alone, by software that is not ours, against the first artifact of the release. */
export function cosignCommand({ population }: Pick<Report, 'population'>): string {
  const artifact = population.artifacts[0]?.name ?? 'ARTIFACT';
  return `cosign verify-blob-attestation --bundle attestation.sigstore.json --key attestation.pub --type https://averment.dev/predicate/ssdf-assessment/v1 --insecure-ignore-tlog ${shellWord(artifact)}`;
}

/** A name in a command line that cannot become a command. */
function shellWord(name: string): string {
  return /^[A-Za-z0-9._@+-]+$/.test(name) && !name.startsWith('-') ? name : 'ARTIFACT';
}
