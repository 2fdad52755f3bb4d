import type { Job, UseCases } from '#application';

/** Answers a job as the worker's processors do. */
export async function answer(useCases: UseCases, job: Job): Promise<void> {
  switch (job.name) {
    case 'verify-evidence':
    case 'reverify-evidence':
      return useCases.verifyEvidence.run(job);
    case 'reverify-organization':
      return useCases.reverifyOrganization.run(job);
    case 'evaluate-release':
    case 'reevaluate-release':
      return useCases.evaluateRelease.run(job);
    case 'evaluate-scope':
      return useCases.evaluateScope.run(job);
    case 'evaluate-dependents':
      return useCases.evaluateDependents.run(job);
    case 'finish-attestation':
      await useCases.finishAttestation.run(job);
      return;
    case 'sequence-intake':
      await useCases.sequenceIntake.run(job);
      return;
    case 'keep-evidence':
      await useCases.keepEvidence.run(job);
      return;
    case 'watch-attestations':
      return useCases.watchAttestations.run(job);
  }
}
