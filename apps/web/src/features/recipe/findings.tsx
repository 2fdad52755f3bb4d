import { Code, Group, List, Paper, Stack, Text } from '@mantine/core';

import type { FindingTextFragment } from '../../graphql/generated.ts';
import { EvidenceLink } from './evidence-link.tsx';

/** What was received and did not verify: why, and what to do about it. */
export function Findings({ findings }: { readonly findings: readonly FindingTextFragment[] }) {
  return (
    <Stack gap="xs" component="ul" m={0} p={0}>
      {findings.map((finding) => (
        <Finding key={finding.evidence} finding={finding} />
      ))}
    </Stack>
  );
}

function Finding({ finding }: { readonly finding: FindingTextFragment }) {
  const { evidence, kind, outcome, codes } = finding;
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="xs">
        <EvidenceLink digest={evidence} name={kind} />
        <Text size="sm" fw={600}>
          {outcome}
        </Text>
      </Group>
      <List size="sm" spacing={4} mt={4}>
        {codes.map(({ code, meaning, remedy, rung }) => (
          <List.Item key={code}>
            <Code>{code}</Code> {rung === null ? '' : `(rung ${rung}) `}
            {meaning} <strong>{remedy}</strong>
          </List.Item>
        ))}
      </List>
    </Paper>
  );
}
