import { describe, expect, it } from '@jest/globals';

import type { EvidenceId } from '../ids.js';
import type { Job } from '../jobs.js';
import type { Stores, UnitOfWork } from '../ports/index.js';
import { testActor } from '../testing/test-actor.js';
import { ReverifyOrganization } from './reverify-organization.js';

const { organization } = testActor();
const idAt = (index: number) => `item ${String(index).padStart(4, '0')}` as EvidenceId;

/** An organization that holds so many items; `poisonous` pages fail to verify. */
function walker(held: number, poisonous: (evidence: readonly EvidenceId[]) => boolean = () => false) {
  const ids = Array.from({ length: held }, (_, index) => idAt(index));
  const waiting: Job[] = [];
  const verified: EvidenceId[] = [];
  const stores = {
    evidence: {
      idsAfter: (after: EvidenceId | undefined, limit: number) =>
        Promise.resolve(ids.filter((id) => after === undefined || id > after).slice(0, limit)),
    },
    outbox: { add: (jobs: readonly Job[]) => Promise.resolve(void waiting.push(...jobs)) },
  } as unknown as Stores;
  const unitOfWork: UnitOfWork = { run: (_, work) => work(stores) };
  const verify = {
    run: ({ evidence }: { readonly evidence: readonly EvidenceId[] }) => {
      if (poisonous(evidence)) return Promise.reject(new Error('poison'));
      verified.push(...evidence);
      return Promise.resolve();
    },
  };
  const reverify = new ReverifyOrganization({ unitOfWork }, verify);
  const walk = async () => {
    const others: Job[] = [];
    waiting.push({ name: 'reverify-organization', organization });
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      if (job.name === 'reverify-organization') await reverify.run(job);
      else others.push(job);
    }
    return others;
  };
  return { walk, verified, ids };
}

const EVERY_RELEASE: Job = { name: 'evaluate-scope', organization };

describe('after a change of trust', () => {
  it.each([0, 1, 99, 100, 101, 250])(
    'all of %i items are judged again, each once, then every release',
    async (held) => {
      const { walk, verified, ids } = walker(held);
      expect(await walk()).toEqual([EVERY_RELEASE]);
      expect(verified).toEqual(ids);
    },
  );

  it('a page that fails is left to jobs of its own, and the walk goes on', async () => {
    const { walk, verified, ids } = walker(250, (page) => page.includes(idAt(3)));
    expect(await walk()).toEqual([
      { name: 'reverify-evidence', organization, evidence: ids.slice(0, 50) },
      { name: 'reverify-evidence', organization, evidence: ids.slice(50, 100) },
      EVERY_RELEASE,
    ]);
    expect(verified).toEqual(ids.slice(100));
  });
});
