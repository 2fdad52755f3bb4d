import { Skeleton, Text } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';

import { ask } from '../../graphql/client.ts';
import { EvidenceListDocument } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { CopyCommand } from '../../ui/copy-command.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { evidenceSearchOf, type EvidenceSearch } from './evidence-filter.ts';
import { EvidenceFilters } from './evidence-filters.tsx';
import { EvidenceTable } from './evidence-table.tsx';

const PAGE = 25;

/** All that was received, with what became of it. */
export function EvidencePage() {
  const search = evidenceSearchOf(useSearch({ from: '/signed-in/evidence' }));
  const { query, nodes } = usePages(['evidence-list', search], async (after) => {
    const { evidenceList } = await ask(EvidenceListDocument, { first: PAGE, after, filter: search });
    return evidenceList;
  });
  return (
    <>
      <PageHead title="Evidence">
        Every document that was received, whole as it came. Verified means that each rung of its ladder held.
      </PageHead>
      <EvidenceFilters search={search} />
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={420} aria-label="Evidence is being read" />}
      {query.isSuccess && nodes.length === 0 && <NothingHere search={search} />}
      {nodes.length > 0 && (
        <>
          <EvidenceTable evidence={nodes} caption="Evidence, in the order in which it was received" />
          <Text size="sm" c="dimmed" mt="sm" aria-live="polite">
            {nodes.length} shown, oldest first{query.hasNextPage ? '; there is more' : ', and that is all'}.
          </Text>
          <More list={query} of="evidence" />
        </>
      )}
    </>
  );
}

function NothingHere({ search }: { readonly search: EvidenceSearch }) {
  if (Object.keys(search).length > 0) {
    return (
      <EmptyState title="No such evidence">Nothing that was received fits. Take a filter away to see more.</EmptyState>
    );
  }
  return (
    <EmptyState title="No evidence yet">
      <Text>
        Send the first: a Sigstore bundle, a signed statement, an SBOM. Make a token with permission to submit, and run
        this where the evidence lies.
      </Text>
      <CopyCommand command={submitCommand()} />
    </EmptyState>
  );
}

/** Works as it stands, wherever the file and a token are. */
function submitCommand(): string {
  return `curl --fail-with-body --data-binary @evidence.json -H 'Content-Type: application/json' -H "Authorization: Bearer $AVERMENT_TOKEN" ${window.location.origin}/v1/evidence`;
}
