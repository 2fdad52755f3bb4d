import type { Instant } from '#kernel';

import type { Artifact, TypedPredicate } from '../statement.js';

export interface VexAnswer {
  readonly vulnerability: string;
  readonly status: 'not_affected' | 'fixed' | 'under_investigation' | 'affected';
}

export interface VexRecord {
  readonly id: string;
  readonly at: Instant;
  readonly artifacts: readonly Artifact[];
  readonly answers: readonly VexAnswer[];
}

/** OpenVEX v0.2.0. */
export function openVex({ id, at, artifacts, answers }: VexRecord): TypedPredicate {
  const products = artifacts.map(({ name, digests }) => ({
    '@id': `pkg:generic/${name}`,
    hashes: { 'sha-256': digests.sha256 },
  }));
  return {
    predicateType: 'https://openvex.dev/ns/v0.2.0',
    predicate: {
      '@context': 'https://openvex.dev/ns/v0.2.0',
      '@id': id,
      author: 'Borealis Instruments product security (synthetic)',
      timestamp: at,
      version: 1,
      statements: answers.map(({ vulnerability, status }) => ({
        vulnerability: { name: vulnerability },
        products,
        status,
        timestamp: at,
        ...reasonOf(status),
      })),
    },
  };
}

function reasonOf(status: VexAnswer['status']) {
  if (status === 'not_affected') return { justification: 'vulnerable_code_not_in_execute_path' };
  if (status === 'affected') return { action_statement: 'Update to the next release.' };
  return {};
}
