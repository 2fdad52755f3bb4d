import type { Field, Instant } from '#kernel';

import { instantOf, textOf } from '../../field-readers.js';
import { readResource, type ResourceDescriptor } from '../resource-descriptor.js';

const MAX_ITEMS = 10_000;

/** Properties that a verifier found an artifact to have; what it found missing is not told. */
export interface VerificationResult {
  readonly kind: 'verification-result';
  readonly verifierId: string;
  readonly createdAt: Instant;
  /** What it was judged by; empty where the verifier has no policies that could be named. */
  readonly policies: readonly ResourceDescriptor[];
  readonly properties: readonly string[];
}

/** Simple Verification Result v0.2: policies are named, be it by an empty list. @throws ParseError FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function parseVerificationResultV02(predicate: Field): VerificationResult {
  return resultOf(predicate, predicate.get('verifier').get('policies').items(MAX_ITEMS));
}

/** Simple Verification Result v0.1. @throws ParseError FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function parseVerificationResultV01(predicate: Field): VerificationResult {
  return resultOf(predicate, []);
}

function resultOf(predicate: Field, policies: readonly Field[]): VerificationResult {
  return {
    kind: 'verification-result',
    verifierId: textOf(predicate.get('verifier').get('id')),
    createdAt: instantOf(predicate.get('timeCreated')),
    policies: policies.map(readResource),
    properties: predicate.get('properties').items(MAX_ITEMS).map(textOf),
  };
}
