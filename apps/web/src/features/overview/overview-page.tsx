import { Card, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { ViewSearch } from '../../app/view.ts';
import { ask } from '../../graphql/client.ts';
import { OverviewDocument, type OverviewQuery } from '../../graphql/generated.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AttestationsToLookAt } from './attestations-to-look-at.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Intake } from './intake.tsx';
import { endsOf, NextEnds } from './next-ends.tsx';
import { ProductCards } from './product-cards.tsx';

/** Where a day begins: how each product stands, what was signed and does not hold as it did, what ends soon. */
export function OverviewPage() {
  const view = useSearch({ from: '/signed-in' });
  const overview = useQuery({
    queryKey: ['overview', view],
    queryFn: () => readOverview(view),
    refetchInterval: 60_000,
  });
  return (
    <>
      <PageHead title="Overview">The newest release of each product, and what needs somebody’s attention.</PageHead>
      {overview.isError && <ProblemNote error={overview.error} again={() => void overview.refetch()} />}
      {overview.isPending && <Waiting />}
      {overview.isSuccess && <Contents overview={overview.data} />}
    </>
  );
}

function readOverview({ framework, asOf }: ViewSearch): Promise<OverviewQuery> {
  return ask(OverviewDocument, { framework, asOf });
}

function Contents({ overview }: { readonly overview: OverviewQuery }) {
  const { coverage, products, affected, standing, intakeStatus } = overview;
  const rows = coverage.edges.map(({ node }) => node);
  const names = new Map(products.edges.map(({ node: { id, name } }) => [id, name]));
  if (rows.length === 0) return <FirstSteps />;
  return (
    <Stack gap="xl">
      <Section title="Products">
        <ProductCards rows={rows} names={names} goesOn={coverage.pageInfo.hasNextPage} />
      </Section>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Stack gap="lg">
          <Panel title="Attestations that need attention">
            <AttestationsToLookAt
              attestations={affected.edges.map(({ node }) => node)}
              goesOn={affected.pageInfo.hasNextPage}
            />
          </Panel>
          <Panel title="Intake">
            <Intake status={intakeStatus} />
          </Panel>
        </Stack>
        <Panel title="Next ends">
          <NextEnds
            ends={endsOf(
              rows,
              standing.edges.map(({ node }) => node),
            )}
          />
        </Panel>
      </SimpleGrid>
    </Stack>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Panel(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card withBorder padding="lg">
      <Section {...props} />
    </Card>
  );
}

function Waiting() {
  return (
    <Stack gap="md" role="status" aria-label="Loading">
      <Skeleton height={92} />
      <Skeleton height={92} />
      <Skeleton height={92} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Skeleton height={420} />
        <Skeleton height={420} />
      </SimpleGrid>
    </Stack>
  );
}
