import type { Parsed } from '#evidence';
import type { Digest, Instant } from '#kernel';

import type { VerificationCode } from './codes.js';
import type { CheckOutcome, Rung } from './rung.js';
import type { RuleId } from './trust-rule.js';

/** One rung: what was expected, what was found, which sentence of which specification asks for it. */
export interface Check {
  readonly rung: Rung;
  readonly outcome: CheckOutcome;
  /** Present unless passed. */
  readonly code?: VerificationCode;
  readonly expected?: string;
  readonly found?: string;
  readonly spec?: string;
}

export interface Verdict {
  readonly evidence: Digest;
  readonly outcome: 'verified' | 'rejected' | 'unverified';
  /** All twelve rungs, in order. */
  readonly checks: readonly Check[];
  /** Every rule that matched; empty unless verified. */
  readonly rules: readonly RuleId[];
  /** Who signed, as proven by chain or key; absent where neither could be. */
  readonly signer?: Signer;
  /** The latest moment that trusted time sources agree the signature existed by; absent when `untimed`. */
  readonly signedAt?: Instant;
  /** The trust root that was used. */
  readonly trustRoot: Digest;
  /** The trust rules that were in force, all of them. */
  readonly policy: Digest;
  readonly verifier: string;
  /** Statements about a compromise that rungs shown here fell by; absent where none did. */
  readonly felledBy?: readonly Digest[];
}

export type Signer =
  | {
      readonly kind: 'certificate';
      readonly issuer: string;
      readonly identity: string;
      /** Fulcio extensions by their documented name, text. */
      readonly extensions: Readonly<Record<string, string>>;
    }
  /** Named by a private authority or a SPIFFE trust domain of the organization's own. */
  | {
      readonly kind: 'workload';
      /** SPIFFE ID, e-mail address, URI or DNS name. */
      readonly identity: string;
      /** Name of the trust root whose authority says so. */
      readonly authority: string;
    }
  | { readonly kind: 'key'; readonly fingerprint: string };

declare const proof: unique symbol;
/** Evidence that passed every applicable rung under at least one rule. Only verifier.ts can make one. */
export type Verified = Parsed & { readonly verdict: Verdict; readonly [proof]: true };

/** What `verify` gives: always a verdict, and the proven thing when there is one. */
export type Judged = { readonly verdict: Verdict; readonly verified?: Verified };
