import { Container, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';

import { ask } from '../../graphql/client.ts';
import { EvidenceDocument } from '../../graphql/generated.ts';
import { Digest } from '../../ui/digest.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Ladder } from '../../ui/ladder.tsx';
import { outcomeOf } from '../../ui/outcome-looks.ts';
import { Outcome } from '../../ui/outcome.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { wordsOf } from '../../ui/words.ts';
import { Downloads } from './downloads.tsx';
import classes from './evidence.module.css';
import { EvidenceFacts } from './evidence-facts.tsx';
import type { OneEvidence } from './one-evidence.ts';
import { Quarantine } from './quarantine.tsx';
import { SignerFacts } from './signer-facts.tsx';
import { Subjects } from './subjects.tsx';
import { VerifyYourself } from './verify-yourself.tsx';

const WHILE_IT_WAITS = 10_000;

/** One piece of evidence down to the exact signature: what was asked of it, what was found, and how to check it again. */
export function OneEvidencePage() {
  const { digest } = useParams({ from: '/signed-in/evidence/$digest' });
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: ['evidence', digest],
    queryFn: () => ask(EvidenceDocument, { digest }),
    refetchInterval: ({ state }) => (state.data?.evidence?.state === 'stored' ? WHILE_IT_WAITS : false),
  });
  if (isPending || isError) {
    return (
      <>
        <PageHead title="Evidence" />
        {isError && <ProblemNote error={error} again={() => void refetch()} />}
        {isPending && <Skeleton height={640} aria-label="The evidence is being read" />}
      </>
    );
  }
  return data.evidence === null ? <Unknown digest={digest} /> : <Found evidence={data.evidence} />;
}

function Unknown({ digest }: { readonly digest: string }) {
  return (
    <>
      <PageHead title="Evidence" />
      <EmptyState title="Nothing with this digest was received">
        <Digest digest={digest} />
        <Text>It may belong to another organization, or it was never submitted to this one.</Text>
      </EmptyState>
    </>
  );
}

function Found({ evidence }: { readonly evidence: OneEvidence }) {
  return (
    <Container fluid p={0}>
      <PageHead title={wordsOf(evidence.kind)}>
        <span className={classes['line']} aria-live="polite">
          <Outcome outcome={outcomeOf(evidence)} /> {SENTENCES.get(outcomeOf(evidence))}
        </span>
        <Digest digest={evidence.digest} />
      </PageHead>
      <div className={classes['columns']}>
        <div className={classes['main']}>
          <Quarantine evidence={evidence} />
          {evidence.verdict !== null && (
            <Section title="Verification ladder">
              <Ladder rungs={evidence.verdict.checks} />
            </Section>
          )}
          <VerifyYourself evidence={evidence} />
        </div>
        <aside className={classes['aside']} aria-label="About this evidence">
          <EvidenceFacts evidence={evidence} />
          <SignerFacts signer={evidence.verdict?.signer} />
          <Subjects evidence={evidence} />
          <Downloads digest={evidence.digest} />
        </aside>
      </div>
    </Container>
  );
}

/** What an outcome is worth, before any rung is read. */
const SENTENCES: ReadonlyMap<string, string> = new Map([
  ['verified', 'Every rung held, for a signer that a trust rule expects.'],
  ['rejected', 'A rung failed. It counts for nothing.'],
  ['unverified', 'A rung could not be checked. Unknown is never shown as good.'],
  ['stored', 'Received and kept; it waits to be verified. This page looks again by itself.'],
  ['quarantined', 'It could not be read. Nothing is said about it.'],
]);
