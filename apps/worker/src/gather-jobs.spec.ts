import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { EvidenceId, Job, OrganizationId } from '#application';

import { gatherJobs, type Ring } from './gather-jobs.js';

const [ours, theirs] = ['ours', 'theirs'] as unknown as readonly [OrganizationId, OrganizationId];
const verify = (id: string, organization: OrganizationId, ...evidence: readonly string[]): Ring => ({
  id,
  job: { name: 'verify-evidence', organization, evidence: evidence as unknown as readonly EvidenceId[] },
});
const sequence: Ring = { id: 's', job: { name: 'sequence-intake', organization: ours } };

/** Every item that a job names, with its organization. */
function named(rings: readonly Ring[]): readonly string[] {
  const items = rings.flatMap(({ job }: { readonly job: Job }) =>
    job.name === 'verify-evidence' ? job.evidence.map((id) => `${job.organization} ${id}`) : [],
  );
  return [...new Set(items)].sort();
}

describe('gathering jobs before they are rung', () => {
  it('makes one job of what was uploaded piece by piece, and leaves other jobs alone', () => {
    const gathered = gatherJobs([verify('1', ours, 'a'), sequence, verify('2', ours, 'b'), verify('3', ours, 'a')]);
    expect(gathered.map(({ job }) => job)).toEqual([verify('', ours, 'a', 'b').job, sequence.job]);
  });

  it('never puts two organizations into one job', () => {
    const gathered = gatherJobs([verify('1', ours, 'a'), verify('2', theirs, 'b'), verify('3', ours, 'c')]);
    expect(gathered.map(({ job }) => job)).toEqual([verify('', ours, 'a', 'c').job, verify('', theirs, 'b').job]);
  });

  it('keeps the id of a job that stays alone, and gives other rows another id', () => {
    expect(gatherJobs([verify('1', ours, 'a')])).toEqual([verify('1', ours, 'a')]);
    const idOf = (...rings: readonly Ring[]) => gatherJobs(rings)[0]?.id;
    const two = idOf(verify('1', ours, 'a'), verify('2', ours, 'b'));
    expect(idOf(verify('1', ours, 'a'), verify('2', ours, 'b'))).toBe(two);
    expect(idOf(verify('1', ours, 'a'), verify('2', ours, 'b'), verify('3', ours, 'c'))).not.toBe(two);
  });

  it('leaves nothing out, adds nothing, and keeps jobs small unless they came large', () => {
    const evidence = fc.array(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1, maxLength: 60 });
    const ring = fc.record({ id: fc.uuid(), organization: fc.constantFrom(ours, theirs), evidence });
    fc.assert(
      fc.property(fc.array(ring, { maxLength: 40 }), (parts) => {
        const rings = parts.map((part) => verify(part.id, part.organization, ...part.evidence));
        const gathered = gatherJobs(rings);
        expect(named(gathered)).toEqual(named(rings));
        const large = gathered.filter(({ job }) => job.name === 'verify-evidence' && job.evidence.length > 50);
        expect(large.every((one) => rings.includes(one))).toBe(true);
      }),
    );
  });
});
