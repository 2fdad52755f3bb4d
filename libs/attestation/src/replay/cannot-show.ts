import type { Population } from '#compliance';

import type { Attested } from './attested.js';
import { withheldEvidence } from './replay-intake.js';

/** What no replay can show, whatever it answers: printed each time. */
export function cannotShow(attested?: Attested, population?: Population): readonly string[] {
  return [
    'Whether what the verified evidence says is true; only who said it, when, and about which digests.',
    'Whether evidence exists that was never submitted.',
    'Whether anything was withdrawn, revoked or found out after the statement was signed.',
    ...(attested === undefined ? [] : intakeLimits(attested)),
    ...(attested?.trustRoots.some(({ stale }) => stale)
      ? ['What a refreshed trust root would say: the sender judged under one that had expired, and says so.']
      : []),
    ...(population === undefined ? [] : populationLimits(population)),
    'Whether controls that only people can decide are met; their statements are self-attested.',
  ];
}

function intakeLimits(attested: Attested): readonly string[] {
  if (attested.intake === undefined) {
    return ['Whether received evidence was left out: the statement names no intake log.'];
  }
  const withheld = withheldEvidence(attested).length;
  return [
    'Whether other readers were shown another intake log (a split view): compare checkpoints with them.',
    'Whether the subjects that the log states for items outside this scope are those of their bytes.',
    'Whether knownAt is right: it is the word of the signer.',
    ...(withheld === 0 ? [] : [`What the ${withheld} withheld item${withheld === 1 ? '' : 's'} would say.`]),
  ];
}

function populationLimits({ source, manifest }: Population): readonly string[] {
  if (manifest === undefined)
    return ['Whether the release holds further artifacts: its list was typed in by the sender.'];
  if (source === 'independent') return [];
  return ['Whether the release holds further artifacts: its manifest is the sender’s own word.'];
}
