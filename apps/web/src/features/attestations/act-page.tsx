import { Stack, Text } from '@mantine/core';
import type { ReactNode, SyntheticEvent } from 'react';

import { useMay } from '../../session/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { PageTitle } from '../../ui/page-title.tsx';

interface ActPageProps {
  readonly digest: string;
  readonly title: string;
  /** What it does, before it is done. */
  readonly what: string;
  /** The permission it takes; the server decides in any case. */
  readonly needs: string;
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form about one attestation, with the way back. What was typed stays when the server refuses. */
export function ActPage({ digest, title, what, needs, error, onSubmit, children }: ActPageProps) {
  const may = useMay(needs);
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
      {may ? (
        <form onSubmit={submit}>
          <Stack maw="40rem">
            {children}
            {error !== null && <ProblemNote error={error} />}
          </Stack>
        </form>
      ) : (
        <Text>This needs the permission {needs}. An administrator can give you a role that has it.</Text>
      )}
    </>
  );
}
