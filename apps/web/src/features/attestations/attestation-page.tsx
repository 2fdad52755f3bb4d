import { Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';

import { useMay } from '../../session/session.ts';
import { Digest } from '../../ui/digest.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { attestationQuery, type Attestation } from './attestation-query.ts';
import { Downloads } from './downloads.tsx';
import { History } from './history.tsx';
import { HowItStands } from './how-it-stands.tsx';
import { ProducerStatements } from './producer-statements.tsx';
import { Recipients } from './recipients.tsx';
import { AnchorLink, ButtonLink } from '../../ui/links.tsx';
import { PageTitle } from '../../ui/page-title.tsx';

/** One signed assessment: how it stands, who holds it, and everything there is to take away. */
export function AttestationPage() {
  const { digest } = useParams({ from: '/signed-in/attestations/$digest' });
  const attestation = useQuery(attestationQuery(digest));
  if (attestation.isError)
    return (
      <>
        <PageTitle>Attestation</PageTitle>
        <ProblemNote error={attestation.error} again={() => void attestation.refetch()} />
      </>
    );
  if (attestation.isPending)
    return (
      <>
        <PageTitle>Attestation</PageTitle>
        <Skeleton height={420} mt="md" />
      </>
    );
  return <Whole attestation={attestation.data} />;
}

function Whole({ attestation }: { readonly attestation: Attestation }) {
  const { digest, release } = attestation;
  return (
    <>
      <AnchorLink to="/attestations" size="sm">
        All attestations
      </AnchorLink>
      <Group justify="space-between" align="center" mb="md">
        <PageTitle>{`Attestation of ${release.productSlug} ${release.version}`}</PageTitle>
        <Actions attestation={attestation} />
      </Group>
      <HowItStands attestation={attestation} />
      <Signature attestation={attestation} />
      <ProducerStatements attestation={attestation} />
      <Recipients digest={digest} />
      <Downloads digest={digest} />
      <History digest={digest} />
    </>
  );
}

/** What still can be done with it; nothing is left to do with one that was withdrawn. */
function Actions({ attestation: { digest, release, standing } }: { readonly attestation: Attestation }) {
  const may = useMay('report:sign');
  if (standing?.state === 'WITHDRAWN') return null;
  if (!may)
    return (
      <Text size="sm" c="dimmed">
        Handing over and withdrawing need the permission report:sign.
      </Text>
    );
  const params = { digest };
  return (
    <Group gap="sm">
      {standing?.state === 'AFFECTED' && (
        <ButtonLink
          to="/drafts/new"
          search={{ product: release.productSlug, version: release.version, supersedes: digest }}
        >
          Issue again
        </ButtonLink>
      )}
      <ButtonLink variant="default" to="/attestations/$digest/hand-over" params={params}>
        Hand over
      </ButtonLink>
      <ButtonLink variant="default" to="/attestations/$digest/withdraw" params={params}>
        Withdraw
      </ButtonLink>
    </Group>
  );
}

function Signature({ attestation }: { readonly attestation: Attestation }) {
  const { digest, release, framework, signedAt, signedBy, draft, validity, keyFingerprint, report, input } =
    attestation;
  const approvers = draft?.approvals.map(({ approvedBy }) => approvedBy?.name ?? 'unknown') ?? [];
  return (
    <Facts>
      <Fact name="Signed by">
        {signedBy?.name ?? 'unknown'}, <Moment at={signedAt} />
      </Fact>
      {approvers.length > 0 && <Fact name="Report approved by">{approvers.join(', ')}</Fact>}
      <Fact name="Release">
        <AnchorLink
          to="/releases/$product/$version"
          params={{ product: release.productSlug, version: release.version }}
        >
          {release.productSlug} {release.version}
        </AnchorLink>
      </Fact>
      <Fact name="Judged by">{framework}</Fact>
      {validity !== null && (
        <Fact name="Results hold by themselves until">
          <Moment at={validity.until} />
        </Fact>
      )}
      <Fact name="Attestation">
        <Digest digest={digest} />
      </Fact>
      {report !== null && (
        <Fact name="Report that was approved">
          <Digest digest={report} />
        </Fact>
      )}
      <Fact name="What was judged">
        <Digest digest={input} />
      </Fact>
      <Fact name="Key">
        <Digest digest={`sha256:${keyFingerprint}`} />
      </Fact>
    </Facts>
  );
}
