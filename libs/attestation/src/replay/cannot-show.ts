import type { Population } from '#compliance';

import type { Pack } from '../pack/pack.js';
import type { WithheldAccount } from '../withhold/withheld-account.js';
import type { Attested } from './attested.js';
import type { CheckpointTime } from './checkpoint-time.js';
import type { OpenStatus } from './pack-status.js';
import type { Recomputed } from './recompute.js';
import { withheldEvidence } from './withheld-reasons.js';
import { isReportRecomputed } from './report-words.js';
import type { StatedInput } from './stated-input.js';

export interface ShownParts {
  readonly pack?: Pack;
  readonly attested?: Attested;
  readonly stated?: StatedInput;
  /** By the sender's lights. */
  readonly recomputed?: Recomputed;
  readonly withheld: WithheldAccount;
  readonly status?: OpenStatus;
  readonly checkpointTime?: CheckpointTime;
}

/** What no replay can show, whatever it answers: printed each time. */
export function cannotShow(parts: ShownParts): readonly string[] {
  const { attested, stated } = parts;
  return [
    'Whether what the verified evidence says is true; only who said it, when, and about which digests.',
    'Whether evidence exists that was never submitted.',
    withdrawalLimit(parts.status),
    'Whether controls that only people can decide are met; their statements are self-attested.',
    ...(attested === undefined ? [] : [...intakeLimits(attested, parts), ...staleLimits(attested)]),
    ...(stated === undefined ? [] : populationLimits(stated.population)),
    ...reportLimits(parts),
  ];
}

/** The words of a status end with it. */
function withdrawalLimit(status: OpenStatus | undefined): string {
  const issuedAt = status?.status?.issuedAt;
  const since = issuedAt === undefined ? 'the statement was signed' : `its status was issued on ${issuedAt}`;
  return `Whether anything was withdrawn, revoked or found out after ${since}.`;
}

function staleLimits({ trustRoots }: Attested): readonly string[] {
  if (!trustRoots.some(({ stale }) => stale)) return [];
  return ['What a refreshed trust root would say: the sender judged under one that had expired, and says so.'];
}

function reportLimits({ pack, attested, recomputed }: ShownParts): readonly string[] {
  if (pack === undefined || attested === undefined || recomputed === undefined) return [];
  if (isReportRecomputed(pack, attested, recomputed) !== false) return [];
  return ['Whether the report says what the statement says: this version writes it otherwise. Read the statement.'];
}

function intakeLimits(attested: Attested, { withheld: { items }, checkpointTime }: ShownParts): readonly string[] {
  if (attested.intake === undefined) {
    return ['Whether received evidence was left out: the statement names no intake log.'];
  }
  const withheld = withheldEvidence(attested).length + items.length;
  return [
    'Whether other readers were shown another intake log (a split view): compare checkpoints with them.',
    'Whether the subjects that the log states for items outside this scope are those of their bytes.',
    knownAtLimit(attested.intake, checkpointTime),
    ...(withheld === 0 ? [] : [`What the ${withheld} withheld item${withheld === 1 ? '' : 's'} would say.`]),
  ];
}

/** A time-stamp says until when the log was at least as long; that it was no longer at knownAt, it does not say. */
function knownAtLimit({ timestamp }: NonNullable<Attested['intake']>, proven: CheckpointTime | undefined): string {
  if (proven !== undefined) {
    const whose = proven.by === 'reader' ? 'a trust root of your own' : 'the sender’s trust root';
    return `Whether more was known at knownAt: proven is that the intake checkpoint existed by ${proven.existedAt} (time-stamp under ${whose}), so all it covers was received until then.`;
  }
  if (timestamp === undefined) return 'Whether knownAt is right: it is the word of the signer.';
  return 'Whether knownAt is right: the intake checkpoint is time-stamped, but by nobody whom a trust root here lists; give --trusted-root with one that does.';
}

function populationLimits({ source, manifest }: Population): readonly string[] {
  if (manifest === undefined)
    return ['Whether the release holds further artifacts: its list was typed in by the sender.'];
  if (source === 'independent') return [];
  return ['Whether the release holds further artifacts: its manifest is the sender’s own word.'];
}
