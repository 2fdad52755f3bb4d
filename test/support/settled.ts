import type { HttpClient } from './http-client.js';

export interface IntakeStatus {
  readonly stored: number;
  readonly settled: number;
  readonly quarantined: number;
  readonly unsequenced: number;
  readonly pendingJobs: number;
}

/** Asks until every item has its verdict (or is set aside) and its place in the intake log. */
export async function untilSettled(client: HttpClient): Promise<IntakeStatus> {
  for (;;) {
    const status = await intakeStatus(client);
    if (status.stored === 0 && status.unsequenced === 0) return status;
  }
}

export async function intakeStatus(client: HttpClient): Promise<IntakeStatus> {
  const query = '{ intakeStatus { stored settled quarantined unsequenced pendingJobs } }';
  return (await client.graphql<{ readonly intakeStatus: IntakeStatus }>(query)).intakeStatus;
}
