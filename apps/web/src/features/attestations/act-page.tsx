import { Stack, Text } from '@mantine/core';
import type { ReactNode, SyntheticEvent } from 'react';

import { ProblemNote } from '../../ui/problem-note.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { PageTitle } from '../../ui/page-title.tsx';

interface ActPageProps {
  readonly digest: string;
  readonly title: string;
  /** What it does, before it is done. */
  readonly what: string;
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form about one attestation, with the way back. What was typed stays when the server refuses. */
export function ActPage({ digest, title, what, error, onSubmit, children }: ActPageProps) {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <>
      <AnchorLink to="/attestations/$digest" params={{ digest }} size="sm">
        Back to the attestation
      </AnchorLink>
      <PageTitle>{title}</PageTitle>
      <Text c="dimmed" mb="lg" maw="40rem">
        {what}
      </Text>
      <form onSubmit={submit}>
        <Stack maw="40rem">
          {children}
          {error !== null && <ProblemNote error={error} />}
        </Stack>
      </form>
    </>
  );
}
