import type { ApiClient } from '../client/api-client.js';
import type { Terminal } from '../terminal/terminal.js';

const POLL_MILLISECONDS = 100;

/** What a reading back of everything held has found. */
export interface KeptEvidence {
  readonly run: number;
  readonly digest: string;
  readonly examined: number;
  readonly sound: number;
  readonly altered: { readonly count: number; readonly items: readonly string[] };
  readonly missing: { readonly count: number; readonly items: readonly string[] };
  readonly changed: number;
  readonly logSize: number;
  readonly logConsistent: boolean;
}

/** Has the server read back everything it holds, and waits until the record is among the evidence. */
export async function keepEvidence(client: ApiClient): Promise<KeptEvidence> {
  const { keepEvidence: run } = await client.graphql<{ keepEvidence: number }>('mutation { keepEvidence }');
  const query = `{ evidenceKeeping { last {
    run digest examined sound altered { count items } missing { count items } changed logSize logConsistent } } }`;
  for (;;) {
    const { evidenceKeeping } = await client.graphql<{ evidenceKeeping: { last: KeptEvidence | null } }>(query);
    if (evidenceKeeping.last !== null && evidenceKeeping.last.run >= run) return evidenceKeeping.last;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}

export function printKept(terminal: Terminal, kept: KeptEvidence): void {
  const { examined, altered, missing, logSize, logConsistent } = kept;
  terminal.note(
    `${examined} items read back and verified again: ${altered.count} altered, ${missing.count} missing; ` +
      `intake log of ${logSize} rebuilt: ${logConsistent ? 'consistent' : 'NOT consistent'}`,
  );
}
