import { Field, parseStrictJson } from '#kernel';
import { parseTrustRule, trustPolicy, type TrustRule } from '#verification';

import type { Files } from '../pack/open-layout.js';
import type { Pack, PackProblem } from '../pack/pack.js';
import { readPack } from '../pack/read-pack.js';
import { attempt, openAttestation, type OpenAttestation } from './attested.js';
import type { ReplayReason } from './replay-report.js';
import { parseStatedInput, type StatedInput } from './stated-input.js';

const MAX_RULES = 10_000;

/** A pack opened as far as it can be, with every reason why not further. */
export interface OpenedPack {
  readonly pack?: Pack;
  readonly attestation?: OpenAttestation;
  readonly stated?: StatedInput;
  readonly rules?: readonly TrustRule[];
  /** Wrong with the files themselves. */
  readonly problems: readonly PackProblem[];
  /** There, but not readable. */
  readonly unread: readonly ReplayReason[];
}

/** Never throws for what the files hold. */
export function openPack(files: Files): OpenedPack {
  const { pack, problems } = readPack(files);
  if (pack === undefined) return { problems, unread: [] };
  const unread: ReplayReason[] = [];
  const stated = attempt('INPUT_UNREADABLE', unread, () => parseStatedInput(pack.input));
  const rules = attempt('RULES_UNREADABLE', unread, () => parseRules(pack.rules));
  return {
    pack,
    attestation: openAttestation(pack),
    ...(stated === undefined ? {} : { stated }),
    ...(rules === undefined ? {} : { rules }),
    problems,
    unread,
  };
}

function parseRules(bytes: Uint8Array): readonly TrustRule[] {
  const items = new Field(parseStrictJson(bytes), 'rules').items(MAX_RULES);
  return trustPolicy(items.map(({ value }) => parseTrustRule(value))).rules;
}
