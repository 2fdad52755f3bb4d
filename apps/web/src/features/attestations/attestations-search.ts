import type { AttestationState } from '../../graphql/generated.ts';

const STATES: ReadonlySet<unknown> = new Set<AttestationState>(['STANDING', 'AFFECTED', 'SUPERSEDED', 'WITHDRAWN']);

export interface AttestationsSearch {
  readonly state?: AttestationState;
}

/** A state that there is not is passed over. */
export function attestationsSearchOf({ state }: Readonly<Record<string, unknown>>): AttestationsSearch {
  return STATES.has(state) ? { state: state as AttestationState } : {};
}
