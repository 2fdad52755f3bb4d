import { Container, NativeSelect, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';

import type { ReleaseName } from '../../app/addresses.ts';
import type { ViewSearch } from '../../app/view.ts';
import { ask } from '../../graphql/client.ts';
import { GapPlanDocument, ProfilesDocument, type ProfilesQuery } from '../../graphql/generated.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { mappingNameQuery } from '../framework/frameworks.ts';
import { ViewBar } from '../framework/view-bar.tsx';
import { Plan } from './plan.tsx';
import { ReleasePicker } from './release-picker.tsx';

type Profile = ProfilesQuery['profiles'][number];

/** What to do about one release so that it reaches a profile: most effective first, each with text to paste. */
export function GapsPage() {
  const { product, version, framework, asOf, ...search } = useSearch({ from: '/signed-in/gaps' });
  const navigate = useNavigate({ from: '/gaps' });
  const { profiles, profile } = useProfile(framework, search.profile);
  const release = product === undefined || version === undefined ? undefined : { product, version };
  const choose = (change: Partial<ReleaseName> & { readonly profile?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }) });
  return (
    <Container size="lg" p={0} mx={0}>
      <PageHead title="Gaps">
        What to do, most effective first. Each step was tried by judging the release again with evidence that does not
        exist yet.
      </PageHead>
      <ViewBar>
        <ReleasePicker release={release} onRelease={choose} />
        <NativeSelect
          label="To reach"
          value={profile?.id ?? ''}
          onChange={({ currentTarget: { value } }) => choose({ profile: value })}
          data={profiles.map(({ id, title }) => ({ value: id, label: title }))}
          maw="min(20rem, 100%)"
        />
      </ViewBar>
      {profile !== undefined && (
        <Text size="sm" c="dimmed" mb="lg" maw="75ch">
          {profile.purpose}
        </Text>
      )}
      {release === undefined && (
        <EmptyState title="Choose a release">
          <Text>
            What there is to do is said for one release. Where none can be chosen yet, create one under{' '}
            <AnchorLink to="/products" underline="always">
              products
            </AnchorLink>
            .
          </Text>
        </EmptyState>
      )}
      {release !== undefined && profile !== undefined && (
        <PlanOf
          release={release}
          profile={profile.id}
          view={{ ...(framework && { framework }), ...(asOf && { asOf }) }}
        />
      )}
    </Container>
  );
}

/** Those of the framework that is looked through; the first of them where none is chosen. */
function useProfile(framework: string | undefined, id: string | undefined) {
  const catalog = useQuery(mappingNameQuery(framework)).data?.framework;
  const { data = [] } = useQuery({
    queryKey: ['profiles'],
    queryFn: async () => (await ask(ProfilesDocument, {})).profiles,
    staleTime: 300_000,
  });
  const profiles: readonly Profile[] = data.filter((profile) => profile.catalog === catalog);
  return { profiles, profile: profiles.find((profile) => profile.id === id) ?? profiles[0] };
}

interface PlanOfProps {
  readonly release: ReleaseName;
  readonly profile: string;
  readonly view: ViewSearch;
}

function PlanOf({ release, profile, view }: PlanOfProps) {
  const answer = useQuery({
    queryKey: ['gaps', release.product, release.version, profile, view.framework, view.asOf],
    queryFn: async () => (await ask(GapPlanDocument, { release: { ...release, ...view }, profile })).gapPlan,
  });
  if (answer.isPending) return <Skeleton height={480} />;
  if (answer.isError) return <ProblemNote error={answer.error} again={() => void answer.refetch()} />;
  if (answer.data === null)
    return (
      <EmptyState title="This release was not judged by then">
        State what it consists of, and submit its first evidence; then it is judged.
      </EmptyState>
    );
  return <Plan plan={answer.data} release={release} view={view} />;
}
