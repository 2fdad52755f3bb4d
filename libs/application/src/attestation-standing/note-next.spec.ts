import { describe, expect, it } from '@jest/globals';

import { digestOf, parseInstant } from '#kernel';

import type { PrincipalId, ReleaseId } from '../ids.js';
import type { StandingStore, Stores } from '../ports/index.js';
import { refusalOf } from '../testing/refused.js';
import { noteNext } from './note-next.js';
import type { StandingRecord } from './standing-record.js';

const ATTESTATION = digestOf(Uint8Array.of(1));
const AT = parseInstant('2026-11-20');
const act = { state: 'withdrawn', at: AT, by: 'ada' as PrincipalId } as const;

/** Somebody else is first so many times. */
function storesWhere(others: number): Stores {
  let events = 1;
  const noted = (): StandingRecord => ({
    ...{ attestation: ATTESTATION, release: 'r' as ReleaseId, signedAt: AT, since: AT },
    ...{ events, state: 'standing', affected: [] },
  });
  const standings: Pick<StandingStore, 'byAttestations' | 'advance'> = {
    byAttestations: () => Promise.resolve(new Map([[ATTESTATION, noted()]])),
    advance: ({ number }) => {
      if (events > others) return Promise.resolve(number === events + 1);
      events += 1;
      return Promise.resolve(false);
    },
  };
  return { standings } as unknown as Stores;
}

describe('what somebody does to an attestation', () => {
  it('is noted after what others noted at the same moment', async () => {
    const event = await noteNext(storesWhere(3), ATTESTATION, { act, refuse: () => undefined });
    expect(event).toEqual({ ...act, attestation: ATTESTATION, number: 5, since: AT, affected: [] });
  });

  it('is given up, and says so, when others are always first', async () => {
    const note = () => noteNext(storesWhere(100), ATTESTATION, { act, refuse: () => undefined });
    expect(await refusalOf(note)).toBe('ATTESTATION_CHANGED');
  });

  it('is held against what stands each time', async () => {
    const seen: number[] = [];
    await noteNext(storesWhere(1), ATTESTATION, { act, refuse: ({ events }) => void seen.push(events) });
    expect(seen).toEqual([1, 2]);
  });
});
