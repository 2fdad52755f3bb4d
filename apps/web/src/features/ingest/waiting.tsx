import { useQuery } from '@tanstack/react-query';

import { ask } from '../../graphql/client.ts';
import { EvidenceListDocument } from '../../graphql/generated.ts';
import { Section } from '../../ui/section.tsx';
import { EvidenceTable } from '../evidence/evidence-table.tsx';

const SHOWN = 10;

/** What has been received and has no verdict yet, the oldest first: what is next. */
export function Waiting({ every }: { readonly every: number }) {
  const { data } = useQuery({
    queryKey: ['intake', 'waiting'],
    queryFn: () => ask(EvidenceListDocument, { first: SHOWN, filter: { state: 'stored' } }),
    refetchInterval: every,
  });
  const waiting = data?.evidenceList.edges.map(({ node }) => node) ?? [];
  if (waiting.length === 0) return null;
  return (
    <Section title="Waiting">
      <EvidenceTable evidence={waiting} caption="What is verified next" />
    </Section>
  );
}
