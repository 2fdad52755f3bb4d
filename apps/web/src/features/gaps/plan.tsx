import { Progress, Stack, Table, Text } from '@mantine/core';

import type { ReleaseName } from '../../app/addresses.ts';
import type { ViewSearch } from '../../app/view.ts';
import { Section } from '../../ui/section.tsx';
import { Status } from '../../ui/status.tsx';
import { ControlLink } from '../control/control-link.tsx';
import { useTool } from '../recipe/use-tool.ts';
import { ControlLinks } from './control-links.tsx';
import type { GapPlan } from './gap-plan.ts';
import { StepCard } from './step-card.tsx';

interface PlanProps {
  readonly plan: GapPlan;
  readonly release: ReleaseName;
  readonly view: ViewSearch;
}

/** Where the release is, what to do, and what none of it reaches. */
export function Plan({ plan, release, view }: PlanProps) {
  const chosen = useTool();
  const { of, reached, steps, unreachable, minimality, considered } = plan;
  return (
    <div>
      <Reach plan={plan} />
      {steps.length > 0 && (
        <Section title="What to do" note={shortWords(minimality, considered)}>
          <Stack component="ol" gap="md" m={0} p={0} aria-label="Steps">
            {steps.map((step, index) => (
              <StepCard key={index} step={step} number={index + 1} release={release} view={view} chosen={chosen} />
            ))}
          </Stack>
        </Section>
      )}
      {unreachable.length > 0 && (
        <Section title="Not reached by any of this" note="More of the same evidence does not help here.">
          <Unreached rows={unreachable} release={release} view={view} />
        </Section>
      )}
      {reached.length > 0 && (
        <Section title={`There now: ${reached.length} of ${of}`}>
          <ControlLinks controls={reached} release={release} view={view} />
        </Section>
      )}
    </div>
  );
}

function Reach({ plan: { of, reached, steps } }: { readonly plan: GapPlan }) {
  const will = reached.length + steps.reduce((sum, step) => sum + step.reaches.length, 0);
  const share = (count: number) => (of === 0 ? 0 : (100 * count) / of);
  const words = `${reached.length} of ${of} controls are there now; ${will} of ${of} when this is done.`;
  return (
    <div>
      <Text size="lg" mb="xs">
        {words}
      </Text>
      <Progress.Root size="lg" aria-hidden>
        <Progress.Section value={share(reached.length)} color="teal" />
        <Progress.Section value={share(will - reached.length)} color="teal.3" striped />
      </Progress.Root>
    </div>
  );
}

function shortWords(minimality: string, considered: number): string {
  if (minimality === 'smallest')
    return `Of the ${considered} kinds of evidence that would help, no fewer reach as much.`;
  return 'A small set, not proven to be the smallest; none of it can be left out.';
}

interface UnreachedProps {
  readonly rows: GapPlan['unreachable'];
  readonly release: ReleaseName;
  readonly view: ViewSearch;
}

function Unreached({ rows, release, view }: UnreachedProps) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Control</Table.Th>
            <Table.Th scope="col">Is</Table.Th>
            <Table.Th scope="col">Asked</Table.Th>
            <Table.Th scope="col">Why</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ control, status, least, explanation }) => (
            <Table.Tr key={control}>
              <Table.Th scope="row">
                <ControlLink control={control} release={release} view={view} />
              </Table.Th>
              <Table.Td>
                <Status status={status} />
              </Table.Td>
              <Table.Td>
                <Status status={least} />
              </Table.Td>
              <Table.Td>{explanation}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
