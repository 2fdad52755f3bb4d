import { Code, List, Paper, Stack, Text, Title } from '@mantine/core';

import type { ReleaseName } from '../../app/addresses.ts';
import type { ViewSearch } from '../../app/view.ts';
import { Moment } from '../../ui/moment.tsx';
import { Findings } from '../recipe/findings.tsx';
import { Recipe, type ChosenTool } from '../recipe/recipe.tsx';
import { ControlLinks } from './control-links.tsx';
import { stepTitle, type Step } from './step-words.ts';

interface StepCardProps {
  readonly step: Step;
  readonly number: number;
  readonly release: ReleaseName;
  readonly view: ViewSearch;
  readonly chosen: ChosenTool;
}

/** One step: what it moves, what it has to show, who has it in hand, and how it is done. */
export function StepCard({ step, number, release, view, chosen }: StepCardProps) {
  const { moves, reaches, plans, repair, recipes, stays } = step;
  return (
    <Paper component="li" withBorder p="lg" display="block">
      <Stack gap="sm">
        <Title order={3} size="h4">
          {number}. {stepTitle(step)}
        </Title>
        <Text size="sm">
          Moves <ControlLinks controls={moves} release={release} view={view} />
        </Text>
        <Text size="sm">
          There once this and all before is done:{' '}
          {reaches.length === 0 ? 'none by itself; needed for what follows' : reaches.join(', ')}
        </Text>
        {plans.map(({ id, control, owner, due, state }) => (
          <Text size="sm" key={id}>
            Planned as <strong>{id}</strong> for {control} by {owner}: {state}, due <Moment at={due} />
          </Text>
        ))}
        {stays !== null && <Text size="sm">The person speaks to: {stays}</Text>}
        <Asks step={step} />
        <Members step={step} />
        {repair.length > 0 && (
          <div>
            <Text fw={600} size="sm" mb="xs">
              Received already, and not verified: this may be all there is to do
            </Text>
            <Findings findings={repair} />
          </div>
        )}
        <How step={step} />
        {recipes.map((recipe, index) => (
          <Recipe key={recipe.id} recipe={recipe} chosen={chosen} open={number === 1 && index === 0} />
        ))}
      </Stack>
    </Paper>
  );
}

function Asks({ step: { asks, independent } }: { readonly step: Step }) {
  if (asks.length === 0) return null;
  return (
    <div>
      <Text fw={600} size="sm">
        It has to show{independent && ', signed by somebody whom the assessed team does not control'}
      </Text>
      <List size="sm" spacing={4}>
        {asks.map(({ need, conditions, kept }) => (
          <List.Item key={`${need} ${conditions.join(' ')}`}>
            {need}
            {kept && ' (met today, and to stay so)'}
            {conditions.map((condition) => (
              <Code key={condition} ml="xs">
                {condition}
              </Code>
            ))}
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function Members({ step: { members, memberCount } }: { readonly step: Step }) {
  if (members.length === 0) return null;
  return (
    <details>
      <summary>
        About which: {memberCount === members.length ? memberCount : `${members.length} of ${memberCount}`}
      </summary>
      <List size="sm" mt="xs">
        {members.map(({ member, cause }) => (
          <List.Item key={`${member} ${cause}`}>
            {member} <Code>{cause}</Code>
          </List.Item>
        ))}
      </List>
    </details>
  );
}

function How({ step: { remedies } }: { readonly step: Step }) {
  if (remedies.length === 0) return null;
  return (
    <details>
      <summary>How, control by control</summary>
      <List size="sm" spacing={4} mt="xs">
        {remedies.map(({ control, remedy }) => (
          <List.Item key={control}>
            <strong>{control}</strong>: {remedy}
          </List.Item>
        ))}
      </List>
    </details>
  );
}
