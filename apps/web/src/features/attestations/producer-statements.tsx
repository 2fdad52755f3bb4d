import { Anchor, Stack, Text } from '@mantine/core';

import { useMay } from '../../session/session.ts';
import { Moment } from '../../ui/moment.tsx';
import { Section } from '../../ui/section.tsx';
import { addressOf, type Attestation } from './attestation-query.ts';
import { SignedWords } from './signed-words.tsx';
import { ButtonLink } from '../../ui/links.tsx';

/** What named people stated over it. Their words add nothing to what the assessment shows. */
export function ProducerStatements({ attestation }: { readonly attestation: Attestation }) {
  const { digest, producerStatements } = attestation;
  return (
    <Section title="What the producer states" aside={<StateButton attestation={attestation} />}>
      {producerStatements.length === 0 && (
        <Text c="dimmed">
          Nobody has stated anything over it. A person who may bind the producer can, in words of their own.
        </Text>
      )}
      <Stack gap="sm">
        {producerStatements.map(({ digest: own, name, title, authority, signedOn }, index) => (
          <div key={own}>
            <Text fw={600}>
              {name}, {title}
            </Text>
            <Text size="sm" c="dimmed" mb={4}>
              {authority} · <Moment at={signedOn} /> ·{' '}
              <Anchor
                href={statementAddress(digest, index)}
                download={`producer-statement-${index + 1}.sigstore.json`}
                underline="always"
                aria-label={`Download what ${name} signed`}
              >
                Download
              </Anchor>
            </Text>
            <SignedWords address={statementAddress(digest, index)} name={name} />
          </div>
        ))}
      </Stack>
    </Section>
  );
}

/** They are numbered from 1, oldest first. */
function statementAddress(attestation: string, index: number): string {
  return `${addressOf(attestation)}/statements/${index + 1}`;
}

/** Words are signed only over what stands. */
function StateButton({ attestation: { digest, standing } }: { readonly attestation: Attestation }) {
  const may = useMay('statement:bind');
  if (standing?.state !== 'STANDING') return null;
  if (!may)
    return (
      <Text size="sm" c="dimmed">
        Stating needs authority to bind, given by two others.
      </Text>
    );
  return (
    <ButtonLink variant="default" to="/attestations/$digest/statement" params={{ digest }}>
      State something over it
    </ButtonLink>
  );
}
