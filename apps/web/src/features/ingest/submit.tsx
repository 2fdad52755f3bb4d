import { Button, FileButton, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type DragEvent, type ReactNode } from 'react';

import { Problem } from '../../graphql/client.ts';
import { useMay } from '../../session/session.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Section } from '../../ui/section.tsx';
import classes from './ingest.module.css';
import { submitFile, type Acknowledged } from './submit-file.ts';

interface Sent {
  readonly name: string;
  readonly items?: readonly Acknowledged[];
  readonly problem?: string;
}

/** Files by hand, chosen or dropped; pipelines do the same over HTTP. Nothing in them is ever run or fetched. */
export function Submit() {
  const may = useMay('evidence:write');
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const client = useQueryClient();
  const sending = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        const result = await sendOne(file);
        setSent((known) => [result, ...known]);
      }
      await client.invalidateQueries({ queryKey: ['intake'] });
    },
  });
  if (!may) return null;
  return (
    <Section title="Submit evidence">
      <DropPlace onFiles={(files) => sending.mutate(files)}>
        <FileButton onChange={(files) => sending.mutate(files)} multiple>
          {(props) => (
            <Button {...props} loading={sending.isPending}>
              Choose files
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" mt="xs">
          or drop them here: Sigstore bundles, signed statements, SBOMs, archives of these
        </Text>
      </DropPlace>
      <ul className={classes['sent']} aria-live="polite">
        {sent.map((result, index) => (
          <li key={sent.length - index}>
            <SentFile result={result} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

async function sendOne(file: File): Promise<Sent> {
  try {
    return { name: file.name, items: await submitFile(file) };
  } catch (error) {
    return {
      name: file.name,
      problem: error instanceof Problem ? error.message : 'It could not be read from the disk.',
    };
  }
}

interface DropPlaceProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

function DropPlace({ onFiles, children }: DropPlaceProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  const enter = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className={over ? `${classes['drop']} ${classes['over']}` : classes['drop']}
      onDragOver={enter}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}

function SentFile({ result: { name, items = [], problem } }: { readonly result: Sent }) {
  return (
    <>
      <Text component="span" fw={600}>
        <ForeignText>{name}</ForeignText>
      </Text>
      {problem !== undefined && <Text size="sm">Not taken: {problem}</Text>}
      {items.map(({ digest, outcome }) => (
        <Text key={digest} size="sm">
          {outcome === 'known' ? 'Held already: ' : 'Received: '}
          <AnchorLink to="/evidence/$digest" params={{ digest }}>
            {digest.slice(0, 19)}…
          </AnchorLink>
        </Text>
      ))}
    </>
  );
}
