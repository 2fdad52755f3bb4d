import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packageRoot } from '#platform';

import { median, milliseconds, rounded, type Size } from '../measure.js';
import { benchBundles } from './bundles.js';
import { signersOf } from './contestants.js';

const RUNS: Readonly<Record<Size, number>> = { quick: 3, full: 15 };

/** `aver verify` of one bundle by one identity, from the start of the process to its end, by the clock. */
export function benchColdStart(size: Size): Record<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'averment-bench-'));
  try {
    const words = wordsOf(folder);
    const verify = () => milliseconds(() => execFileSync(process.execPath, words));
    const bare = () => milliseconds(() => spawnSync(process.execPath, ['-e', '0']));
    verify(); // the files are in the cache of the system from here on
    const rounds = Array.from({ length: RUNS[size] }, () => ({ verify: verify(), bare: bare() }));
    return {
      verifyMilliseconds: rounded(median(rounds.map((round) => round.verify))),
      bareNodeMilliseconds: rounded(median(rounds.map((round) => round.bare))),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The command line of a verification that ends well: any other exit would end the run. */
function wordsOf(folder: string): readonly string[] {
  const { root, bundles } = benchBundles('v1');
  const [bundle] = bundles;
  const [signer] = signersOf({ root, bundles: bundles.slice(0, 1) });
  if (bundle === undefined || signer?.kind !== 'certificate') throw new Error('no bundle to bench');
  const [file, trustedRoot] = [join(folder, 'bundle.json'), join(folder, 'trusted_root.json')];
  writeFileSync(file, bundle.bytes);
  writeFileSync(trustedRoot, root.bytes);
  return [
    join(packageRoot(), 'dist/bin/aver.js'),
    ...['verify', file, '--trusted-root', trustedRoot],
    ...['--certificate-identity', signer.identity, '--certificate-oidc-issuer', signer.issuer],
  ];
}
