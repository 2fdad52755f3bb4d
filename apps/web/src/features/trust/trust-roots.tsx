import { Table, Text } from '@mantine/core';

import { Digest } from '../../ui/digest.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Section } from '../../ui/section.tsx';
import type { TrustRoot } from './trust-query.ts';

const SOURCE_WORDS: Readonly<Record<string, string>> = {
  seed: 'came with this version',
  tuf: 'refreshed by TUF',
  file: 'added by your organization',
};

/** The authorities, logs and time-stampers that rules rest on. */
export function TrustRoots({ roots }: { readonly roots: readonly TrustRoot[] }) {
  return (
    <Section
      title="Trust roots"
      note="Authorities, logs and time-stampers: what a certificate or a log entry is checked by."
    >
      {roots.length === 0 ? (
        <Text size="sm">None is held: certificates cannot be checked.</Text>
      ) : (
        <RootTable roots={roots} />
      )}
    </Section>
  );
}

function RootTable({ roots }: { readonly roots: readonly TrustRoot[] }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Name</Table.Th>
            <Table.Th scope="col">Digest</Table.Th>
            <Table.Th scope="col">Where from</Table.Th>
            <Table.Th scope="col">Expires</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {roots.map(({ name, digest, source, addedAt, expires, stale }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                <ForeignText>{name}</ForeignText>
              </Table.Th>
              <Table.Td>
                <Digest digest={digest} />
              </Table.Td>
              <Table.Td>
                {SOURCE_WORDS[source] ?? source}, <Moment at={addedAt} />
              </Table.Td>
              <Table.Td>
                {expires === null ? 'does not say' : <Moment at={expires} />}
                {stale && <Text size="sm">Past its expiry: who signs has to say so.</Text>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
