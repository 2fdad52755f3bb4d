import { replay } from '#attestation';

import { issuePack } from './issued-pack.js';
import { median, milliseconds, rounded, type Size } from './measure.js';
import { Shipment } from './shipment.js';

const PLANS: Readonly<Record<Size, { readonly artifacts: number; readonly rounds: number }>> = {
  quick: { artifacts: 50, rounds: 3 },
  full: { artifacts: 300, rounds: 7 },
};

/** A stranger recomputes a pack with anchors of his own: everything in it is verified by the sender's lights and by his. */
export async function benchReplay(size: Size): Promise<Record<string, number>> {
  const { artifacts, rounds } = PLANS[size];
  const { files, anchors, items } = await issuePack(new Shipment('replay'), artifacts);
  const once = (): number =>
    milliseconds(() => {
      const { intact, consistent, accepted } = replay(files, anchors);
      const answers = [intact, consistent, accepted].map(({ answer }) => answer);
      if (answers.some((answer) => answer !== 'yes'))
        throw new Error(`the pack of the bench is refused: ${answers.join()}`);
    });
  once();
  const time = median(Array.from({ length: rounds }, once));
  return { items, milliseconds: rounded(time), itemsPerSecond: rounded((items * 1000) / time) };
}
