import { defectsIn } from '../defect.js';

const KEEPING = 'libs/application/src/keep-evidence';
const COMPLIANCE = 'libs/compliance/src';
const EVIDENCE = 'libs/evidence/src/predicates/results';

/** What a record of kept evidence must rest on, and what it may do to a control. */
export const KEEPING_DEFECTS = [
  ...defectsIn(
    KEEPING,
    [`${KEEPING}/log-walk.spec.ts`],
    [
      [
        'keeping-node-hash',
        'log-walk.ts',
        'equalBytes(kept.get(placeOf(node)) ?? new Uint8Array(), node.hash)',
        'kept.has(placeOf(node))',
      ],
      ['keeping-every-subtree', 'log-walk.ts', 'nodes.every(isKept)', 'nodes.some(isKept)'],
      ['keeping-leaf-gap', 'log-walk.ts', 'if (index !== range.size) break;', 'if (index < 0) break;'],
      [
        'keeping-previous-root',
        'log-walk.ts',
        'sawPrevious ||= toHex(range.root()) === previous.rootHash',
        'sawPrevious = true',
      ],
    ],
  ),
  ...defectsIn(
    KEEPING,
    [`${KEEPING}/examine-items.spec.ts`],
    [
      [
        'keeping-altered',
        'examine-items.ts',
        `if (code === 'BLOB_CORRUPT') return 'altered';`,
        `if (code !== 'BLOB_MISSING') return 'altered';`,
      ],
      [
        'keeping-row',
        'examine-items.ts',
        `if (row === undefined) return { evidence, found: 'missing' };`,
        `if (row === undefined) return { evidence, found: 'sound' };`,
      ],
      ['keeping-outcome', 'examine-items.ts', 'held.outcome === found.outcome', 'held.outcome !== undefined'],
      ['keeping-other-policy', 'examine-items.ts', 'held?.policy !== found.policy || ', 'held === undefined || '],
    ],
  ),
  ...defectsIn(
    COMPLIANCE,
    [`${COMPLIANCE}/evaluate/beyond-partial.spec.ts`],
    [
      ['beyond-partial', 'evaluate/machine-part.ts', 'heldAtPartial: !isMet(standing)', 'heldAtPartial: false'],
      [
        'beyond-partial-by-the-team',
        'evaluate/machine-part.ts',
        `machine.teamControlled || (machine.status === 'EVIDENCED' && standing.teamControlled)`,
        'machine.teamControlled',
      ],
      ['keeping-dated', 'evaluate/dated.ts', 'earlier(claim.finishedAt, signedAt)', 'claim.finishedAt'],
    ],
  ),
  ...defectsIn(
    'libs/attestation/src/replay',
    ['libs/attestation/src/replay/kept-log.spec.ts'],
    [['kept-log-root', 'kept-log.ts', 'roots.get(size) !== rootHash', 'roots.get(size) === undefined']],
  ),
  ...defectsIn(
    EVIDENCE,
    [`${EVIDENCE}/evidence-keeping.spec.ts`],
    [
      [
        'keeping-counts',
        'evidence-keeping.ts',
        'sound + altered.count + missing.count + changed.count + unchecked.count',
        'examined',
      ],
      ['keeping-whole-log', 'evidence-keeping.ts', '(consistent && (entriesChecked < size || ', '(consistent && ('],
    ],
  ),
];
