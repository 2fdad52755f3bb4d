import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { ask } from '../../graphql/client.ts';
import { IntakeStatusDocument } from '../../graphql/generated.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { Flow } from './flow.tsx';
import { InQuarantine } from './in-quarantine.tsx';
import { Submit } from './submit.tsx';
import { Waiting } from './waiting.tsx';

/** Often enough to see work move, seldom enough to be read aloud. */
const LOOK_AGAIN = 10_000;

/** How far what was received has come, what could not be read, and a way to send more. */
export function IngestPage() {
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: ['intake', 'status'],
    queryFn: () => ask(IntakeStatusDocument, {}),
    refetchInterval: LOOK_AGAIN,
  });
  return (
    <>
      <PageHead title="Ingest">
        Received, kept, verified, settled: what comes in is on disk before it is acknowledged. This page looks again
        every ten seconds.
      </PageHead>
      {isError && <ProblemNote error={error} again={() => void refetch()} />}
      {isPending && <Skeleton height={112} aria-label="The intake is being read" />}
      {data !== undefined && <Flow status={data.intakeStatus} />}
      <Submit />
      {data !== undefined && data.intakeStatus.stored > 0 && <Waiting every={LOOK_AGAIN} />}
      <Section title="Quarantine">
        <Text c="dimmed" mb="sm" maw={720}>
          What made the verifier itself stumble, again and again. The bytes are kept as they came; nothing is said about
          them until they can be read.
        </Text>
        <InQuarantine every={LOOK_AGAIN} />
      </Section>
    </>
  );
}
