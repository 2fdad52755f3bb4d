import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { useMay } from '../../session/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { RuleCard } from './rule-card.tsx';
import { TrustRoots } from './trust-roots.tsx';
import { trustQuery } from './trust-query.ts';

/** Whose signatures count for what. Nothing is trusted that does not stand here. */
export function TrustPage() {
  const trust = useQuery(trustQuery);
  const may = useMay('policy:write');
  return (
    <>
      <PageHead title="Trust" actions={may && <ButtonLink to="/trust/put">Add a rule</ButtonLink>}>
        Whose signatures count, and for what. A signature that fits no rule proves nothing here.
      </PageHead>
      {trust.isError && <ProblemNote error={trust.error} again={() => void trust.refetch()} />}
      {trust.isPending && <Skeleton height={480} />}
      {trust.isSuccess && (
        <Stack gap="xl">
          <Section
            title="Rules in force"
            note="What a rule says is compared exactly; all that it asks for has to hold."
          >
            {trust.data.trustRules.length === 0 && (
              <EmptyState title="No rule yet">
                Until somebody is trusted, all evidence stays unverified. Add the identity that your pipeline signs
                with.
              </EmptyState>
            )}
            <SimpleGrid cols={{ base: 1, xl: 2 }}>
              {trust.data.trustRules.map((rule) => (
                <RuleCard key={rule.id} rule={rule} />
              ))}
            </SimpleGrid>
          </Section>
          <TrustRoots roots={trust.data.trustRoots} />
        </Stack>
      )}
    </>
  );
}
