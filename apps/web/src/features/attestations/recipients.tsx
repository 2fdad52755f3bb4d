import { Button, Card, CopyButton, Group, Skeleton, Stack, Text } from '@mantine/core';

import { ask, Problem } from '../../graphql/client.ts';
import { AttestationRecipientsDocument, type AttestationRecipientsQuery } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { Digest } from '../../ui/digest.tsx';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import classes from './recipients.module.css';

const PAGE = 20;
type Recipient = NonNullable<AttestationRecipientsQuery['attestation']>['recipients']['edges'][number]['node'];

/** Who holds it, and what each has to know now. A person reads and sends the notice; nothing is sent from here. */
export function Recipients({ digest }: { readonly digest: string }) {
  const { query, nodes } = usePages(['attestation', digest, 'recipients'], async (after) => {
    const { attestation } = await ask(AttestationRecipientsDocument, { digest, first: PAGE, after });
    if (attestation === null) throw new Problem('ATTESTATION_UNKNOWN', 'This attestation was not issued here.');
    return attestation.recipients;
  });
  return (
    <Section title="Who holds it">
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={90} />}
      {query.isSuccess && nodes.length === 0 && (
        <Text c="dimmed">
          It was handed over to nobody. Once it is, whoever holds it may ask how it stands, without an account.
        </Text>
      )}
      <Stack gap="sm">
        {nodes.map((recipient) => (
          <RecipientCard key={recipient.id} recipient={recipient} />
        ))}
      </Stack>
      <More list={query} of="recipients" />
    </Section>
  );
}

function RecipientCard({ recipient }: { readonly recipient: Recipient }) {
  const { name, organization, contact, contract, bytes, handedOverAt, notice } = recipient;
  const under = [contract !== null && `contract ${contract}`, contact].filter(
    (each) => each !== null && each !== false,
  );
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" gap="sm">
        <Text fw={600}>
          {name}, {organization}
        </Text>
        <Text size="sm" c="dimmed" component="span">
          <Moment at={handedOverAt} />
        </Text>
      </Group>
      {under.length > 0 && <Text size="sm">{under.join(' · ')}</Text>}
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          Received
        </Text>
        <Digest digest={bytes} />
      </Group>
      {notice !== null && <Notice to={name} text={notice} />}
    </Card>
  );
}

function Notice({ to, text }: { readonly to: string; readonly text: string }) {
  return (
    <details className={classes['notice']}>
      <summary>Notice to {to}, for you to read and send</summary>
      <pre className={classes['text']}>{text}</pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" size="compact-md" onClick={copy}>
            {copied ? 'Copied' : 'Copy the notice'}
          </Button>
        )}
      </CopyButton>
    </details>
  );
}
