import { namedSubjects, parse } from '#evidence';
import {
  equalBytes,
  leafHash,
  merkleRoot,
  ParseError,
  parseCheckpoint,
  parseSignedNote,
  type PublicKey,
} from '#kernel';

import { accountLeaves, type PlacedLeaf } from '../intake/account-leaves.js';
import { verifyCheckpoint } from '../intake/intake-checkpoint.js';
import { parseIntakeLeaf } from '../intake/intake-leaf.js';
import type { Pack } from '../pack/pack.js';
import type { IntakeLeaf, LeafAccount } from '../statement.js';
import type { WithheldAccount } from '../withhold/withheld-account.js';
import type { Attested } from './attested.js';
import { timestampReasons } from './checkpoint-time.js';
import { keptLogReasons } from './kept-log.js';
import type { Recomputed } from './recompute.js';
import type { ReplayReason } from './replay-report.js';
import { withheldEvidence } from './withheld-reasons.js';

const ORIGIN = /^averment\.dev\/intake\/[A-Za-z0-9._-]{1,128}$/;

export interface IntakeParts {
  readonly pack: Pack;
  readonly attested: Attested;
  readonly recomputed: Recomputed;
  readonly key: PublicKey;
  readonly withheld: WithheldAccount;
}

type Placed = PlacedLeaf & { readonly leaf: IntakeLeaf };

/**
 * Proves: every leaf of the named intake log that touches the scope is accounted for as the judgement says, and its
 * bytes are here unless they are said to be withheld. Assumes: the log was shown to everybody alike.
 */
export function replayIntake(parts: IntakeParts): readonly ReplayReason[] {
  const { pack, attested } = parts;
  if (attested.intake === undefined) return [];
  if (pack.intake === undefined) {
    return [{ code: 'INTAKE_MISSING', sentence: 'the statement names an intake log, but the pack does not hold it' }];
  }
  const tree = [...treeReasons(pack.intake, parts.key), ...timestampReasons(attested.intake)];
  if (tree.length > 0) return tree;
  const { placed, unreadable } = readLeaves(pack.intake.leaves);
  const kept = keptLogReasons(pack.intake.leaves, parts.recomputed.input.facts, pack.evidence);
  return [...unreadable, ...subjectReasons(placed, pack), ...accountReasons(placed, parts), ...kept];
}

function treeReasons({ checkpoint, leaves }: NonNullable<Pack['intake']>, key: PublicKey): readonly ReplayReason[] {
  const path = 'intake/checkpoint';
  try {
    const { origin } = parseCheckpoint(parseSignedNote(checkpoint).text);
    if (!ORIGIN.test(origin)) {
      return [{ code: 'CHECKPOINT_ORIGIN', sentence: 'the checkpoint is not of an intake log', path }];
    }
    const { size, rootHash } = verifyCheckpoint(checkpoint, { origin, key });
    if (size !== leaves.length) {
      const sentence = `the checkpoint covers ${size} leaves, the pack holds ${leaves.length}`;
      return [{ code: 'LEAVES_COUNT', sentence, path: 'intake/leaves.ndjson' }];
    }
    if (equalBytes(merkleRoot(leaves.map(leafHash)), rootHash)) return [];
    return [
      { code: 'LEAVES_ROOT', sentence: 'the leaves do not hash to the signed root', path: 'intake/leaves.ndjson' },
    ];
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return [{ code: error.code, sentence: error.message, path }];
  }
}

/** Leaves that can be read, each in its place. */
export function readLeaves(leaves: readonly Uint8Array[]): { placed: Placed[]; unreadable: ReplayReason[] } {
  const placed: Placed[] = [];
  const unreadable: ReplayReason[] = [];
  leaves.forEach((bytes, index) => {
    try {
      placed.push({ index, leaf: parseIntakeLeaf(bytes) });
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      unreadable.push({ code: 'LEAF_UNREADABLE', sentence: `leaf ${index} cannot be read: ${error.message}` });
    }
  });
  return { placed, unreadable };
}

/** A log that writes down other subjects than the bytes name could hide an item from its scope. */
function subjectReasons(placed: readonly Placed[], pack: Pack): readonly ReplayReason[] {
  return placed.flatMap(({ index, leaf }) => {
    const bytes = pack.evidence.get(leaf.evidence);
    if (bytes === undefined || sameList(namedSubjects(parse(bytes)), leaf.subjects)) return [];
    return [
      {
        code: 'LEAF_SUBJECTS',
        sentence: `leaf ${index} names other subjects than the bytes it is about`,
        digest: leaf.evidence,
      },
    ];
  });
}

function accountReasons(
  placed: readonly Placed[],
  { pack, attested, recomputed, withheld: kept }: IntakeParts,
): readonly ReplayReason[] {
  const stated = new Map((attested.intake?.leaves ?? []).map((account) => [account.index, account]));
  const absent = new Set(kept.items.map(({ digest }) => digest));
  const claimed = new Set(kept.claimed.leaves);
  const computed = accountsOf(placed, attested, recomputed);
  const touching = new Set(computed.map(({ index }) => index));
  const invented = [...stated.values()].filter(({ index }) => !touching.has(index) && !claimed.has(index));
  return [
    ...computed.flatMap((account) => [
      ...accountReason(claimed.has(account.index) ? asStated(account, stated) : account, stated.get(account.index)),
      ...(absent.has(account.evidence) ? [] : bytesReason(account, pack)),
    ]),
    ...invented.map((account) => inventedReason(account, pack)),
  ];
}

/** The use that nobody can recompute, as it is claimed: which item the leaf is about is no matter of words. */
function asStated(account: LeafAccount, stated: ReadonlyMap<number, LeafAccount>): LeafAccount {
  return { ...account, use: stated.get(account.index)?.use ?? account.use };
}

/** What became of each leaf, as far as the bytes tell. */
export function accountsOf(
  placed: readonly PlacedLeaf[],
  attested: Pick<Attested, 'intake'>,
  { input, assessment, framework: { mapping } }: Recomputed,
): readonly LeafAccount[] {
  return accountLeaves(placed, { input, assessment, mapping, withheld: new Set(withheldEvidence(attested)) });
}

/** What touches the scope by its content alone (evidence about a component of an SBOM) cannot be told without its bytes. */
function inventedReason({ index, evidence }: LeafAccount, pack: Pack): ReplayReason {
  const accounted = `the statement accounts for leaf ${index}`;
  return pack.evidence.has(evidence)
    ? { code: 'LEAF_INVENTED', sentence: `${accounted}, but no such leaf touches the scope`, digest: evidence }
    : { code: 'EVIDENCE_MISSING', sentence: `${accounted}, but its bytes are not in the pack`, digest: evidence };
}

function accountReason(computed: LeafAccount, stated: LeafAccount | undefined): readonly ReplayReason[] {
  const { index, evidence, use } = computed;
  if (stated === undefined) {
    return [
      {
        code: 'LEAF_UNACCOUNTED',
        sentence: `leaf ${index} of the intake log touches the scope, but the statement does not say what became of it`,
        digest: evidence,
      },
    ];
  }
  if (stated.use === use && stated.evidence === evidence) return [];
  const sentence = `the statement says that leaf ${index} was ${stated.use}; from the bytes it follows that it was ${use}`;
  return [{ code: 'LEAF_USE_DIFFERS', sentence, digest: evidence }];
}

function bytesReason({ index, evidence, use }: LeafAccount, pack: Pack): readonly ReplayReason[] {
  if (use === 'withheld' || pack.evidence.has(evidence)) return [];
  const sentence = `leaf ${index} touches the scope, but its bytes are not in the pack, and it is not said to be withheld`;
  return [{ code: 'EVIDENCE_MISSING', sentence, digest: evidence }];
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
