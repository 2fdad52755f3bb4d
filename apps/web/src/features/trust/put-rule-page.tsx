import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';

import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { trustQuery } from './trust-query.ts';

/** A rule as text, tried before it is put into force. */
export function PutRulePage() {
  const { rule: id } = useSearch({ from: '/signed-in/trust/put' });
  const trust = useQuery(trustQuery);
  const before = trust.data?.trustRules.find((rule) => rule.id === id)?.rule;
  return (
    <>
      <PageHead title={before === undefined ? 'Add a rule' : `Change ${id ?? ''}`}>
        A rule of an id that is in force takes its place. First see what would move; nothing is changed until then.
      </PageHead>
      {trust.isPending && <Skeleton height={420} />}
      {trust.isError && <ProblemNote error={trust.error} again={() => void trust.refetch()} />}
      {trust.isSuccess && <RuleEditor key={id} start={before ?? EXAMPLE} />}
    </>
  );
}

/** A beginning that trusts nobody: its identity is to be replaced. */
const EXAMPLE = {
  id: 'release-workflow',
  scope: { kind: 'organization' },
  kinds: ['build-provenance', 'sbom'],
  signer: {
    kind: 'certificate',
    issuer: 'https://token.actions.githubusercontent.com',
    identity: { exactly: 'https://github.com/OWNER/REPOSITORY/.github/workflows/release.yml@refs/heads/main' },
  },
  log: { required: 1 },
  time: { required: 1 },
};
