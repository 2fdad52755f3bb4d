import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';

import { ask, Problem } from '../../graphql/client.ts';
import { DraftAttestationDocument } from '../../graphql/generated.ts';
import { useMay } from '../../session/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ReleasePicker } from './release-picker.tsx';
import { Readiness } from './readiness.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { PageTitle } from '../../ui/page-title.tsx';

/** Which release, and how it stands before anything is frozen. */
export function PreparePage() {
  const { product, version, framework, supersedes } = useSearch({ from: '/signed-in/drafts/new' });
  const may = useMay('report:sign');
  return (
    <>
      <AnchorLink to="/drafts" size="sm">
        All drafts
      </AnchorLink>
      <PageTitle>Prepare an attestation</PageTitle>
      <Text c="dimmed" mb="lg" maw="40rem">
        Choose a release. A draft freezes how it stands, with every piece of evidence that leads there; you read it
        before anything is signed.
      </Text>
      <ReleasePicker product={product} version={version} />
      {supersedes !== undefined && (
        <Text mt="md">
          It will stand in the place of{' '}
          <AnchorLink underline="always" to="/attestations/$digest" params={{ digest: supersedes }}>
            an older attestation
          </AnchorLink>
          .
        </Text>
      )}
      {product !== undefined && version !== undefined && (
        <>
          <Readiness product={product} version={version} framework={framework} />
          {may ? (
            <DraftButton key={`${product} ${version}`} />
          ) : (
            <Text c="dimmed">Drafting needs the permission report:sign.</Text>
          )}
        </>
      )}
    </>
  );
}

function DraftButton() {
  const { product = '', version = '', framework, supersedes } = useSearch({ from: '/signed-in/drafts/new' });
  const navigate = useNavigate();
  const [acceptStaleRoot, setAccept] = useState(false);
  const [staleRoot, setStaleRoot] = useState(false);
  const drafting = useMutation({
    mutationFn: () =>
      ask(DraftAttestationDocument, {
        input: {
          product,
          release: version,
          acceptStaleRoot,
          framework: framework ?? null,
          supersedes: supersedes ?? null,
        },
      }),
    onError: (error) =>
      setStaleRoot((known) => known || (error instanceof Problem && error.code === 'TRUST_ROOT_STALE')),
    onSuccess: ({ draftAttestation: { id } }) => navigate({ to: '/drafts/$id', params: { id } }),
  });
  return (
    <Stack maw="40rem" mt="lg" align="flex-start">
      {drafting.isError && <ProblemNote error={drafting.error} />}
      {staleRoot && (
        <Checkbox
          label="Draft although a trust root is past its expiry"
          description="The statement will say so to everybody who reads it."
          checked={acceptStaleRoot}
          onChange={({ currentTarget }) => setAccept(currentTarget.checked)}
        />
      )}
      <Button loading={drafting.isPending} onClick={() => drafting.mutate()}>
        Freeze a draft
      </Button>
      <Text size="sm" c="dimmed">
        Everything is judged anew for it, which may take a moment. Nothing is signed.
      </Text>
    </Stack>
  );
}
