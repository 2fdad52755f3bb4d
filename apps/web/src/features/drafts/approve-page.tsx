import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';

import { ask } from '../../graphql/client.ts';
import { ApproveDraftDocument } from '../../graphql/generated.ts';
import { useMay, useSession } from '../../session/session.ts';
import { CopyCommand } from '../../ui/copy-command.tsx';
import { Digest } from '../../ui/digest.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { StatusBar } from '../../ui/status-bar.tsx';
import { Claims } from './claims.tsx';
import { DraftFrame } from './draft-frame.tsx';
import type { Draft, ReadReport } from './draft-query.ts';
import { AnchorLink, ButtonLink } from '../../ui/links.tsx';

/** A person agrees to exactly the bytes that were read. */
export function ApprovePage() {
  const { id } = useParams({ from: '/signed-in/drafts/$id/approve' });
  return (
    <DraftFrame id={id} title="Approve the draft">
      {(draft, read) => (
        <>
          <Facts>
            <Fact name="Release">
              {draft.release.productSlug} {draft.release.version}
            </Fact>
            <Fact name="Report that was read">
              <Digest digest={read.digest} />
            </Fact>
            {draft.approvals.map(({ approvedById, approvedBy, approvedAt }) => (
              <Fact key={approvedById} name="Report approved by">
                {approvedBy?.name ?? 'unknown'}, <Moment at={approvedAt} />
              </Fact>
            ))}
          </Facts>
          <Stack mt="lg">
            <StatusBar counts={read.report.totals.filter(({ count }) => count > 0)} />
          </Stack>
          <Claims report={read.report} />
          <Agreement draft={draft} read={read} />
        </>
      )}
    </DraftFrame>
  );
}

/** Why this person cannot approve, or the words by which they do. The server decides in any case. */
function Agreement({ draft, read }: { readonly draft: Draft; readonly read: ReadReport }) {
  const { person } = useSession();
  const may = useMay('report:sign');
  const { id, approvals, attestation, organization, draftedById } = draft;
  if (attestation !== null) return <Reason>This draft was signed. There is nothing left to approve.</Reason>;
  if (!may) return <Reason>Approving needs the permission report:sign. An administrator can give you the role.</Reason>;
  if (approvals.some(({ approvedById }) => approvedById === person.id))
    return (
      <Stack mt="xl" align="flex-start">
        <Text>You have approved this report.</Text>
        <ButtonLink to="/drafts/$id/sign" params={{ id }}>
          Go on to signing
        </ButtonLink>
      </Stack>
    );
  if (organization.twoPersonSigning && draftedById === person.id)
    return (
      <Stack mt="xl" maw="40rem">
        <Text>
          You drafted it, and {organization.name} signs by two people: somebody else has to approve it. Send them this
          address.
        </Text>
        <CopyCommand command={globalThis.location.href} what="address" />
      </Stack>
    );
  return <ApproveForm id={id} report={read.digest} />;
}

function Reason({ children }: { readonly children: string }) {
  return <Text mt="xl">{children}</Text>;
}

function ApproveForm({ id, report }: { readonly id: string; readonly report: string }) {
  const [read, setRead] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const approving = useMutation({
    mutationFn: () => ask(ApproveDraftDocument, { input: { draft: id, report } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['draft', id], exact: true });
      await navigate({ to: '/drafts/$id/sign', params: { id } });
    },
  });
  return (
    <Stack mt="xl" maw="40rem" align="flex-start">
      <Checkbox
        label={
          <>
            I have{' '}
            <AnchorLink underline="always" to="/drafts/$id" params={{ id }}>
              read the whole report
            </AnchorLink>
            , with what it does not claim, and agree that it is signed.
          </>
        }
        checked={read}
        onChange={({ currentTarget }) => setRead(currentTarget.checked)}
      />
      {approving.isError && <ProblemNote error={approving.error} />}
      <Button disabled={!read} loading={approving.isPending} onClick={() => approving.mutate()}>
        Approve this report
      </Button>
    </Stack>
  );
}
