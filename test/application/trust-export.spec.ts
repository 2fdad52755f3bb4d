import { describe, expect, it } from '@jest/globals';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { organizationAtWork, ROOT } from './sample-evidence.js';
import { withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
const ORDER = { format: 'kyverno', images: ['registry.example.org/**'] };
const RULE = {
  ...{ id: 'scanner', scope: { kind: 'organization' }, kinds: ['vulnerability-scan'], teamControlled: false },
  ...{ log: { required: 1 }, time: { required: 1 } },
  signer: { kind: 'certificate', issuer: 'https://accounts.example.org', identity: { exactly: 'scan@example.org' } },
};

describe('trust rules for an admission controller', () => {
  it('are those in force, under the roots that shipped', async () => {
    const actor = await organizationAtWork(at.current);
    const { exportTrustRules, putTrustRule, retireTrustRule } = at.current.useCases;
    await putTrustRule.run(actor, RULE);
    const { yaml, plan } = await exportTrustRules.run(actor, { ...ORDER, kinds: ['vulnerability-scan'] });
    expect(plan.demands.map(({ kind }) => kind)).toEqual(['vulnerability-scan']);
    expect(yaml).toContain('subject: scan@example.org');
    await retireTrustRule.run(actor, 'scanner');
    const after = await exportTrustRules.run(actor, { ...ORDER, kinds: ['vulnerability-scan'] });
    expect(after.yaml).not.toContain('scan@example.org');
  });

  it('are told to whoever may read reports, and to nobody else', async () => {
    const actor = await organizationAtWork(at.current);
    const writer = { ...actor, permissions: ['evidence:write'] as const };
    expect(await refusalOf(() => at.current.useCases.exportTrustRules.run(writer, ORDER))).toBe('PERMISSION_MISSING');
  });
});
