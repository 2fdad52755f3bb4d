import { describe, expect, it } from '@jest/globals';

import { parse, type Predicate } from '#evidence';
import { parseDigest, parseInstant } from '#kernel';

import {
  compromiseStatement,
  humanEvidenceStatement,
  notApplicableStatement,
  planOfActionStatement,
  releaseManifestStatement,
  scopeSubject,
  waiverStatement,
} from './decisions.js';
import { keySigner } from './fixtures/key-signer.js';
import { signStatement, type UnsignedStatement } from './sign-statement.js';

const SCOPE = { organization: 'acme', product: 'checkout', release: '4.2.0' };
const FROM = parseInstant('2026-11-01');
const UNTIL = parseInstant('2027-02-01');
const DIGEST = parseDigest(`sha256:${'11'.repeat(32)}`);

const MANIFEST = { scope: SCOPE, revision: 'ab'.repeat(20), issuedAt: FROM };
const HUMAN = {
  scope: SCOPE,
  controls: ['PO.2.2'],
  statement: 'Trained.',
  owner: 'Dana',
  reviewer: 'Bea',
  collected: FROM,
  validFrom: FROM,
  validUntil: UNTIL,
};
const WAIVER = {
  scope: SCOPE,
  control: 'PW.8.2',
  reason: 'No fuzzer yet.',
  compensatingControl: 'Review by two.',
  requester: 'Ann',
  approver: 'Bea',
  validFrom: FROM,
  validUntil: UNTIL,
};
const NOT_APPLICABLE = {
  scope: SCOPE,
  control: 'PW.6.1',
  reason: 'Interpreted.',
  requester: 'Ann',
  approver: 'Bea',
  validFrom: FROM,
};

const PLAN = {
  ...{ scope: SCOPE, id: 'POAM-7', control: 'PO.5.1', weakness: 'Shared machines.', detectedOn: FROM, owner: 'Ann' },
  ...{ mitigation: 'Wiped between builds.', milestones: [{ what: 'Order runners.', due: UNTIL }], due: UNTIL },
};
const COMPROMISE = {
  ...{ scope: { organization: 'acme' }, since: FROM, reason: 'Stolen.', reporter: 'Ann' },
  distrusted: { kind: 'identity' as const, name: 'ci@acme.example' },
};
const CHANGED = { ...PLAN, change: { previous: DIGEST, reason: 'Runners came late.' } };

async function readBack(statement: UnsignedStatement): Promise<Predicate | undefined> {
  const { content } = parse(await signStatement(statement, keySigner()));
  if (content.kind !== 'signed') throw new Error('not signed');
  return content.predicate;
}

describe('decision statements walk through the same parsers as all evidence', () => {
  it.each([
    ['release-manifest', releaseManifestStatement(MANIFEST, [{ name: 'a.tgz', digests: [DIGEST] }]), MANIFEST],
    ['human-evidence', humanEvidenceStatement(HUMAN, { name: 'policy.pdf', digest: DIGEST }), HUMAN],
    ['waiver', waiverStatement(WAIVER), WAIVER],
    ['not-applicable', notApplicableStatement(NOT_APPLICABLE), NOT_APPLICABLE],
    ['plan-of-action', planOfActionStatement(PLAN), PLAN],
    ['compromise', compromiseStatement(COMPROMISE), COMPROMISE],
    ['plan-of-action', planOfActionStatement(CHANGED), CHANGED],
  ] as const)('%s reads back as what was decided', async (kind, statement, decided) => {
    expect(await readBack(statement)).toEqual({ kind, ...decided });
  });

  it('a manifest is about the artifacts, a human statement about its document and its scope', () => {
    const artifacts = [{ name: 'a.tgz', digests: [DIGEST] }];
    expect(releaseManifestStatement(MANIFEST, artifacts).subjects).toEqual(artifacts);
    expect(humanEvidenceStatement(HUMAN, { name: 'policy.pdf', digest: DIGEST }).subjects).toEqual([
      { name: 'policy.pdf', digests: [DIGEST] },
      scopeSubject(HUMAN.scope),
    ]);
  });

  it('a decision about a scope is about that scope, and another scope is another subject', () => {
    const subject = scopeSubject(SCOPE);
    expect(subject).toEqual(scopeSubject({ release: '4.2.0', product: 'checkout', organization: 'acme' }));
    expect(subject.name).toBe('acme/checkout/4.2.0');
    expect(scopeSubject({ organization: 'acme' }).digests).not.toEqual(subject.digests);
  });
});
