import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';

import { ask } from '../../graphql/client.ts';
import { SignDraftDocument } from '../../graphql/generated.ts';
import { useMay, useSession } from '../../session/session.ts';
import { Digest } from '../../ui/digest.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { StatusBar } from '../../ui/status-bar.tsx';
import { Claims } from './claims.tsx';
import { DraftFrame } from './draft-frame.tsx';
import type { Draft } from './draft-query.ts';
import { AnchorLink } from '../../ui/links.tsx';

/** The last step: once more what, over what, in whose name; then the organization's key signs exactly that. */
export function SignPage() {
  const { id } = useParams({ from: '/signed-in/drafts/$id/sign' });
  return (
    <DraftFrame id={id} title="Sign the draft">
      {(draft, { report, digest }) => (
        <>
          <Facts>
            <Fact name="Release">
              {draft.release.productSlug} {draft.release.version}
            </Fact>
            <Fact name="As of">
              <Moment at={draft.asOf} />
            </Fact>
            <Fact name="Results hold by themselves until">
              <Moment at={draft.validUntil} />
            </Fact>
            <Fact name="Report">
              <Digest digest={digest} />
            </Fact>
            <Fact name="Report approved by">
              {draft.approvals.map(({ approvedBy }) => approvedBy?.name ?? 'unknown').join(', ') || 'nobody yet'}
            </Fact>
          </Facts>
          <Stack mt="lg">
            <StatusBar counts={report.totals.filter(({ count }) => count > 0)} />
          </Stack>
          <Claims report={report} />
          <Signing draft={draft} />
        </>
      )}
    </DraftFrame>
  );
}

function Signing({ draft }: { readonly draft: Draft }) {
  const may = useMay('report:sign');
  const { id, attestation, approvals } = draft;
  if (attestation !== null)
    return (
      <Text mt="xl">
        Signed <Moment at={attestation.signedAt} />:{' '}
        <AnchorLink underline="always" to="/attestations/$digest" params={{ digest: attestation.digest }}>
          see the attestation
        </AnchorLink>
      </Text>
    );
  if (!may)
    return <Text mt="xl">Signing needs the permission report:sign. An administrator can give you the role.</Text>;
  if (approvals.length === 0)
    return (
      <Text mt="xl">
        Nobody has approved it yet.{' '}
        <AnchorLink underline="always" to="/drafts/$id/approve" params={{ id }}>
          Approve it first
        </AnchorLink>
      </Text>
    );
  return <SignForm draft={draft} />;
}

function SignForm({ draft: { id, release, organization } }: { readonly draft: Draft }) {
  const { person } = useSession();
  const [name, setName] = useState('');
  const client = useQueryClient();
  const navigate = useNavigate();
  const signing = useMutation({
    mutationFn: () => ask(SignDraftDocument, { draft: id }),
    onSuccess: async ({ signAttestation: { digest } }) => {
      await client.invalidateQueries({ queryKey: ['attestations'] });
      await client.invalidateQueries({ queryKey: ['draft', id], exact: true });
      await navigate({ to: '/attestations/$digest', params: { digest } });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() === person.name) signing.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack mt="xl" maw="40rem" align="flex-start">
        <Text>
          The key of {organization.name} signs exactly this report about {release.productSlug} {release.version}. It is
          recorded that you had it signed. What was signed stays readable for whoever holds it; it can be withdrawn, not
          undone. False statements can have legal consequences.
        </Text>
        <TextInput
          label="Your name"
          description={`As you are known here: ${person.name}`}
          autoComplete="name"
          required
          w="100%"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={name !== '' && !person.name.startsWith(name.trim()) && `Write ${person.name}`}
        />
        {signing.isError && (
          <>
            <ProblemNote error={signing.error} />
            <AnchorLink to="/drafts/new" search={{ product: release.productSlug, version: release.version }}>
              Prepare a new draft of this release
            </AnchorLink>
          </>
        )}
        <Button type="submit" disabled={name.trim() !== person.name} loading={signing.isPending}>
          Sign
        </Button>
      </Stack>
    </form>
  );
}
