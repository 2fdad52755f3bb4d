import { Field, parseStrictJson } from '#kernel';
import { parseTrustRule, trustPolicy, type TrustRule } from '#verification';

import type { Files } from '../pack/open-layout.js';
import type { Pack, PackProblem } from '../pack/pack.js';
import { readPack } from '../pack/read-pack.js';
import { NOTHING_WITHHELD, parseWithheld, type WithheldAccount } from '../withhold/withheld-account.js';
import { attempt, openAttestation, type OpenAttestation } from './attested.js';
import { openStatus, type OpenStatus } from './pack-status.js';
import type { ReplayReason } from './replay-report.js';
import { parseStatedInput, type StatedInput } from './stated-input.js';

const MAX_RULES = 10_000;

/** A pack opened as far as it can be, with every reason why not further. */
export interface OpenedPack {
  readonly pack?: Pack;
  readonly attestation?: OpenAttestation;
  readonly stated?: StatedInput;
  readonly rules?: readonly TrustRule[];
  readonly status?: OpenStatus;
  readonly withheld: WithheldAccount;
  /** Wrong with the files themselves. */
  readonly problems: readonly PackProblem[];
  /** There, but not readable. */
  readonly unread: readonly ReplayReason[];
}

/** Never throws for what the files hold. */
export function openPack(files: Files): OpenedPack {
  const { pack, problems } = readPack(files);
  if (pack === undefined) return { problems, withheld: NOTHING_WITHHELD, unread: [] };
  return { problems, ...openParts(pack) };
}

/** Opens the parts of a pack that was read. Never throws for what they hold. */
export function openParts(pack: Pack): Omit<OpenedPack, 'problems'> {
  const unread: ReplayReason[] = [];
  const stated = attempt('INPUT_UNREADABLE', unread, () => parseStatedInput(pack.input));
  const rules = attempt('RULES_UNREADABLE', unread, () => parseRules(pack.rules));
  const attestation = openAttestation(pack);
  const status = openStatus(pack, attestation);
  return {
    pack,
    attestation,
    ...(stated === undefined ? {} : { stated }),
    ...(rules === undefined ? {} : { rules }),
    ...(status && { status }),
    withheld: readWithheld(pack, unread),
    unread,
  };
}

function readWithheld({ withheld }: Pack, unread: ReplayReason[]): WithheldAccount {
  if (withheld === undefined) return NOTHING_WITHHELD;
  return attempt('WITHHELD_UNREADABLE', unread, () => parseWithheld(withheld)) ?? NOTHING_WITHHELD;
}

function parseRules(bytes: Uint8Array): readonly TrustRule[] {
  const items = new Field(parseStrictJson(bytes), 'rules').items(MAX_RULES);
  return trustPolicy(items.map(({ value }) => parseTrustRule(value))).rules;
}
