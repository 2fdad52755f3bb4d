import type { Digest } from '#kernel';

import type { VerificationCode } from '../codes.js';
import type { Proofs } from '../proofs.js';
import type { Rung } from '../rung.js';
import { splitBuilder } from '../rungs/builder.js';
import { blocks, stopped } from '../rungs/step.js';
import { provenTimes, type TimeSources } from '../rungs/trusted-time.js';
import type { TransparencyLog } from '../trust/transparency-log.js';
import type { Check } from '../verdict.js';
import { stands, type DistrustList, type Held } from './distrust.js';

/** A rung that does not stand any more, and the statement that fells it. */
export interface Fallen {
  readonly check: Check;
  readonly statement: Digest;
}
export type FallenRungs = ReadonlyMap<Rung, Fallen>;

export interface Discounted {
  readonly proofs: Proofs;
  readonly fallen: FallenRungs;
}

const DISTRUST_CODES: ReadonlySet<string> = new Set<VerificationCode>([
  ...(['CERTIFICATE_AUTHORITY_DISTRUSTED', 'SCT_LOG_DISTRUSTED', 'LOG_DISTRUSTED'] as const),
  ...(['TIME_SOURCE_DISTRUSTED', 'IDENTITY_DISTRUSTED', 'POLICY_BUILDER_DISTRUSTED'] as const),
]);

/** Does it say that a statement about a compromise felled the rung? */
export function isDistrustCode(code: string): boolean {
  return DISTRUST_CODES.has(code);
}

const NOTHING: FallenRungs = new Map();

/** Rungs that count witnesses: they fall only where too few others are left. */
const WITNESSED: ReadonlySet<Rung> = new Set<Rung>(['transparency-log', 'trusted-time']);

/**
 * Takes away what rests on somebody who is not trusted any more. Whoever tells the time could tell any time: all that
 * only a distrusted source timed is untimed. Everything else stands where it was signed, at a time that is left, before.
 * @param asked `builder`: the one that provenance names; `scts`: how many certificate logs are needed
 */
export function discount(
  proofs: Proofs,
  distrusts: DistrustList,
  asked: { readonly builder: string | undefined; readonly scts: number },
): Discounted {
  if (distrusts.isEmpty) return { proofs, fallen: NOTHING };
  const { times, timeless } = trustedTimes(proofs, distrusts);
  const signedAt = latestOf(times);
  const { entries, unlogged } = trustedEntries(proofs, distrusts, signedAt);
  const found: readonly (Fallen | undefined)[] = [
    fellAt('certificate-chain', 'CERTIFICATE_AUTHORITY_DISTRUSTED', authorityOf(proofs, distrusts), signedAt),
    unpublished(proofs, { distrusts, signedAt, required: asked.scts }),
    fallenBy('transparency-log', 'LOG_DISTRUSTED', unlogged),
    fallenBy('trusted-time', 'TIME_SOURCE_DISTRUSTED', timeless),
    fellAt('identity', 'IDENTITY_DISTRUSTED', signerOf(proofs, distrusts), signedAt),
    fellAt('policy', 'POLICY_BUILDER_DISTRUSTED', builderOf(asked.builder, distrusts), signedAt),
  ];
  const fallen = new Map(found.flatMap((each) => (each === undefined ? [] : [[each.check.rung, each] as const])));
  return { proofs: { ...proofs, entries, times }, fallen };
}

/** The ladder as it stands now. What failed before fails as it did; what nobody asked for still is not asked for. */
export function withFallen(checks: readonly Check[], fallen: FallenRungs): readonly Check[] {
  if (fallen.size === 0) return checks;
  return checks.map((check) => {
    const by = fallen.get(check.rung);
    const falls = WITNESSED.has(check.rung) ? blocks(check) : check.outcome === 'passed';
    return by !== undefined && falls ? by.check : check;
  });
}

function trustedTimes({ times, entries }: Proofs, distrusts: DistrustList) {
  const logs = new Map(entries.flatMap(({ proof }) => (proof === undefined ? [] : [[proof.log.id, proof.log]])));
  const byLog = (id: string) => distrusts.find('transparency-log', namesOf(logs.get(id)));
  const byAuthority = (name: string | undefined) =>
    name === undefined ? undefined : distrusts.find('timestamp-authority', [name]);
  const held = [
    ...times.promises.map(({ authority }) => byLog(authority)),
    ...times.timestamps.map(({ proof }) => byAuthority(proof?.authority)),
  ];
  const left: TimeSources = {
    ...times,
    promises: times.promises.filter(({ authority }) => byLog(authority) === undefined),
    timestamps: times.timestamps.filter(({ proof }) => byAuthority(proof?.authority) === undefined),
  };
  return { times: left, timeless: held.find((each) => each !== undefined) };
}

function trustedEntries({ entries }: Proofs, distrusts: DistrustList, signedAt: number | undefined) {
  const heldOf = (entry: Proofs['entries'][number]) => {
    const held = distrusts.find('transparency-log', namesOf(entry.proof?.log));
    return held === undefined || stands(held, signedAt) ? undefined : held;
  };
  const unlogged = entries.map(heldOf).find((held) => held !== undefined);
  return { entries: entries.filter((entry) => heldOf(entry) === undefined), unlogged };
}

function latestOf(times: TimeSources): number | undefined {
  const moments = provenTimes(times).map(({ time }) => time);
  return moments.length === 0 ? undefined : Math.max(...moments);
}

function authorityOf({ authorities }: Proofs, distrusts: DistrustList): Held | undefined {
  return distrusts.find('certificate-authority', authorities);
}

function signerOf({ signer }: Proofs, distrusts: DistrustList): Held | undefined {
  if (signer === undefined) return undefined;
  if (signer.kind === 'key') return distrusts.find('key', [signer.fingerprint]);
  return distrusts.find('identity', [signer.identity], signer.kind === 'certificate' ? signer.issuer : undefined);
}

function builderOf(builder: string | undefined, distrusts: DistrustList): Held | undefined {
  return builder === undefined ? undefined : distrusts.find('builder', [builder, splitBuilder(builder).name]);
}

/** Promises of the other logs are enough, where there are enough of them. */
function unpublished(
  { transparency }: Proofs,
  by: { readonly distrusts: DistrustList; readonly signedAt: number | undefined; readonly required: number },
): Fallen | undefined {
  const logs = transparency.proof ?? [];
  const held = logs.flatMap((log) => {
    const about = by.distrusts.find('ct-log', namesOf(log));
    return about === undefined || stands(about, by.signedAt) ? [] : [about];
  });
  if (logs.length - held.length >= by.required) return undefined;
  return fallenBy('certificate-transparency', 'SCT_LOG_DISTRUSTED', held[0]);
}

function namesOf(log: TransparencyLog | undefined): readonly string[] {
  return log === undefined ? [] : [log.id];
}

function fellAt(
  rung: Rung,
  code: VerificationCode,
  held: Held | undefined,
  signedAt: number | undefined,
): Fallen | undefined {
  return held === undefined || stands(held, signedAt) ? undefined : fallenBy(rung, code, held);
}

function fallenBy(rung: Rung, code: VerificationCode, held: Held | undefined): Fallen | undefined {
  if (held === undefined) return undefined;
  const { distrusted, since, statement } = held;
  const check = stopped(rung, code, {
    expected: `signed at a proven moment before ${since}`,
    found: `${distrusted.kind} ${distrusted.name}, not trusted since then by ${statement}`,
  });
  return { check, statement };
}
