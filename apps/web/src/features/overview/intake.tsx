import { Stack, Table, Text } from '@mantine/core';

import type { OverviewQuery } from '../../graphql/generated.ts';
import { AnchorLink } from '../../ui/links.tsx';

/** How far what was received has come. */
export function Intake({ status }: { readonly status: OverviewQuery['intakeStatus'] }) {
  const lines: readonly (readonly [string, number])[] = [
    ['Verified or refused, and settled', status.settled],
    ['Stored, waiting to be verified', status.stored],
    ['In quarantine', status.quarantined],
    ['Jobs that wait', status.pendingJobs],
    ['Not in the intake log yet', status.unsequenced],
  ];
  return (
    <Stack gap="sm">
      <Table fz="sm" variant="vertical">
        <Table.Tbody>
          {lines.map(([name, count]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              <Table.Td ta="right">{count}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm">{wordsOf(status)}</Text>
      <AnchorLink to="/ingest" size="sm">
        See the intake
      </AnchorLink>
    </Stack>
  );
}

function wordsOf({ quarantined, stored, pendingJobs }: OverviewQuery['intakeStatus']): string {
  if (quarantined > 0) return 'What is in quarantine could not be read; each says why, and can be tried again.';
  if (stored > 0 || pendingJobs > 0) return 'Work is under way; this page looks again each minute.';
  return 'All that was received is settled.';
}
