import { Card, Group, Table, Text } from '@mantine/core';

import { Moment } from '../../ui/moment.tsx';
import { Status } from '../../ui/status.tsx';
import { lookOf, STATUS_LOOKS } from '../../ui/status-shapes.ts';
import type { Attestation } from './attestation-query.ts';
import { Standing, standingLook } from './standing.tsx';
import wording from './words.module.css';
import { AnchorLink } from '../../ui/links.tsx';

type StandingNow = NonNullable<Attestation['standing']>;

/** The first thing to know of a signed statement: whether it still is one. */
export function HowItStands({ attestation: { standing, supersedes } }: { readonly attestation: Attestation }) {
  if (standing === null) return null;
  const { state, since, affected, replacedBy, nextChange } = standing;
  return (
    <Card withBorder mb="lg" role="status">
      <Group gap="sm">
        <Standing state={state} />
        <Text fw={600}>
          since <Moment at={since} />
        </Text>
      </Group>
      <Text mt="xs">{standingLook(state).meaning}</Text>
      {replacedBy !== null && <Other digest={replacedBy} name="The attestation in its place" />}
      {supersedes !== null && <Other digest={supersedes} name="It stands in the place of an older one" />}
      {affected.length > 0 && <Affected affected={affected} />}
      {nextChange !== null && (
        <Text size="sm" c="dimmed" mt="xs">
          The next change that time alone brings: <Moment at={nextChange} />
        </Text>
      )}
    </Card>
  );
}

function Other({ digest, name }: { readonly digest: string; readonly name: string }) {
  return (
    <AnchorLink to="/attestations/$digest" params={{ digest }} mt="xs">
      {name}
    </AnchorLink>
  );
}

function Affected({ affected }: { readonly affected: StandingNow['affected'] }) {
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={640}
      mt="md"
      tabIndex={0}
      role="region"
      aria-label="What no longer stands"
    >
      <Table verticalSpacing="xs">
        <Table.Caption ta="left">What no longer stands as it was signed</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Task</Table.Th>
            <Table.Th scope="col">Signed as</Table.Th>
            <Table.Th scope="col">Is now</Table.Th>
            <Table.Th scope="col">Why</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {affected.map(({ control, signed, now, sentence }) => (
            <Table.Tr key={control}>
              <Table.Th scope="row">{control}</Table.Th>
              <Table.Td>
                <StatusOrLevel value={signed} />
              </Table.Td>
              <Table.Td>
                <StatusOrLevel value={now} />
              </Table.Td>
              <Table.Td className={wording['breaking']}>{sentence}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The SLSA Build level is no status, and is said as it is called. */
function StatusOrLevel({ value }: { readonly value: string }) {
  return Object.hasOwn(STATUS_LOOKS, value) ? <Status status={value} /> : lookOf(value).word;
}
