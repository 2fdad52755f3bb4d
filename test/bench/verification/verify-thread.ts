import { parentPort, workerData } from 'node:worker_threads';

import type { Signer, TrustRootSource } from '#verification';

import type { BenchBundle } from './bundles.js';
import { ours } from './contestants.js';

/** What a thread of the bench verifies, over and over. */
export interface ThreadWork {
  readonly root: TrustRootSource;
  readonly signers: readonly Signer[];
  readonly bundles: readonly BenchBundle[];
}

const { root, signers, bundles } = workerData as ThreadWork;
const verify = ours(root, signers);

/** Told how many, verifies as many and says so. */
parentPort?.on('message', (times: number) => {
  for (let index = 0; index < times; index++) {
    const bundle = bundles[index % bundles.length];
    if (bundle !== undefined) verify(bundle.bytes, bundle.artifact);
  }
  parentPort?.postMessage('done');
});
