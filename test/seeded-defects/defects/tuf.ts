import { defectsIn } from '../defect.js';

const TUF = 'libs/connectors/src/tuf';

/** Where trust roots and rules come from. What the library checks itself is not ours to take out. */
export const TUF_DEFECTS = defectsIn(
  TUF,
  [`${TUF}/attacks.spec.ts`, `${TUF}/trust-from-tuf.spec.ts`],
  [
    ['tuf-moment', 'trusted-metadata.ts', 'new Date(millisecondsOf(now))', 'new Date(millisecondsOf(now) * 0)'],
    [
      'tuf-snapshot-length',
      'trusted-metadata.ts',
      'if (!stored && bytes.length !== length) throw wrongLength(SNAPSHOT);',
      '',
    ],
    ['tuf-targets-length', 'trusted-metadata.ts', 'if (bytes.length !== length) throw wrongLength(file);', ''],
    [
      'tuf-vouched-by-delegator',
      'trusted-metadata.ts',
      'this.#vouched.has(pairOf(role, delegator)) ?',
      'delegator.length > 0 ?',
    ],
    ['tuf-target-length', 'repository.ts', 'if (bytes.length !== length) throw wrongLength(path);', ''],
    ['tuf-target-hash', 'repository.ts', 'if (!listed.every(', 'if (listed.length < 0 && !listed.every('],
    [
      'tuf-rule-of-its-role',
      'trust-rules-from-tuf.ts',
      'if ((await repository.signerOf(path)) !== role) throw notDelegated(path, role);',
      '',
    ],
  ],
);
