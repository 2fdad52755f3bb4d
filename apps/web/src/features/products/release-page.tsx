import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';

import type { ViewSearch } from '../../app/view.ts';
import { ask, Problem } from '../../graphql/client.ts';
import { ReleaseDocument } from '../../graphql/generated.ts';
import { Moment } from '../../ui/moment.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { PrepareButton } from '../drafts/prepare-button.tsx';
import { JudgeAgain } from './judge-again.tsx';
import { ReleaseArtifacts } from './release-artifacts.tsx';
import { ReleaseManifest } from './release-manifest.tsx';
import type { ReleaseAt, ReleaseShown } from './release-shown.ts';
import { ReleaseStanding } from './release-standing.tsx';

/** One release: what belongs to it, how far it stands, and where one goes on from here. */
export function ReleasePage() {
  const at = useParams({ from: '/signed-in/releases/$product/$version' });
  const view = useSearch({ from: '/signed-in' });
  const release = useQuery({
    queryKey: ['release', at.product, at.version, view],
    queryFn: () => readRelease(at, view),
  });
  return (
    <>
      <PageHead
        title={`${release.data?.product.name ?? at.product} ${at.version}`}
        actions={release.isSuccess && <Onward at={at} />}
      >
        {release.data === undefined ? (
          at.product
        ) : (
          <>
            {at.product}, added <Moment at={release.data.createdAt} />
          </>
        )}
      </PageHead>
      {release.isError && <ProblemNote error={release.error} again={() => void release.refetch()} />}
      {release.isPending && <Skeleton height={480} />}
      {release.isSuccess && (
        <Stack gap="xl">
          <ReleaseStanding release={release.data} at={at} />
          <ReleaseManifest manifest={release.data.manifest} at={at} />
          {release.data.manifest !== null && <ReleaseArtifacts at={at} />}
        </Stack>
      )}
    </>
  );
}

async function readRelease(at: ReleaseAt, { framework, asOf }: ViewSearch): Promise<ReleaseShown> {
  const { release } = await ask(ReleaseDocument, { ...at, framework, asOf });
  if (release !== null) return release;
  throw new Problem('RELEASE_UNKNOWN', `Your organization has no release ${at.version} of ${at.product}.`);
}

function Onward({ at }: { readonly at: ReleaseAt }) {
  return (
    <>
      <PrepareButton {...at} />
      <ButtonLink to="/gaps" search={{ ...at }} variant="default">
        See its gaps
      </ButtonLink>
      <ButtonLink to="/coverage" variant="default">
        Coverage
      </ButtonLink>
      <JudgeAgain at={at} />
    </>
  );
}
