import { REASONS, type GateResult, type GateRow, type LoadedProfile } from '#compliance';
import type { Instant } from '#kernel';

import { STATUS_WORDS } from '../status-words.js';

/** What a gate was about. */
export interface GateParts {
  readonly release: string;
  readonly asOf: Instant;
  readonly profile: Pick<LoadedProfile, 'id' | 'version' | 'title' | 'digest'>;
  readonly mapping: { readonly id: string; readonly version: string };
  readonly result: GateResult;
}

export const OUTCOME_WORDS: Readonly<Record<GateResult['outcome'], string>> = {
  passed: 'PASSED',
  failed: 'FAILED',
  unchecked: 'COULD NOT CHECK',
};

export const EMPTY_SCOPE = 'Nothing says what this release consists of, so nothing passes.';

/** Why a row stands so, and what is needed. */
export function rowWords({ status, least, reason, need, enough }: GateRow): string {
  const asked = enough ? '' : `, asked ${STATUS_WORDS[least].word}`;
  const { sentence, nextAction } = REASONS[reason];
  const needed = need === undefined ? '' : ` Needed: ${need}.`;
  return `${STATUS_WORDS[status].word}${asked}. ${sentence}${enough ? '' : `${needed} ${nextAction}`}`;
}

export function countWords({ rows }: GateResult): string {
  return `${rows.filter(({ enough }) => enough).length} of ${rows.length} controls are enough`;
}
