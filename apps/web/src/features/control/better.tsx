import { List, Stack, Text } from '@mantine/core';

import { Moment } from '../../ui/moment.tsx';
import { Section } from '../../ui/section.tsx';
import { Recipe } from '../recipe/recipe.tsx';
import { useTool } from '../recipe/use-tool.ts';
import type { Explanation } from './explanation.ts';

/** What would make it better: what the mapping says, what is planned, and text to paste. */
export function Better({ explanation: { remedy, plans, recipes } }: { readonly explanation: Explanation }) {
  const chosen = useTool();
  return (
    <Section title="What would make it better" note={remedy}>
      {plans.length > 0 && (
        <List>
          {plans.map(({ id, weakness, owner, due, state, mitigation }) => (
            <List.Item key={id}>
              <strong>{id}</strong> ({state}): {weakness} {owner} has it in hand until <Moment at={due} />.
              {mitigation !== '' && ` Until then: ${mitigation}`}
            </List.Item>
          ))}
        </List>
      )}
      <Stack gap="md">
        {recipes.length === 0 && (
          <Text size="sm">There is nothing to paste: what is asked for is there, or a person has to speak.</Text>
        )}
        {recipes.map((recipe, index) => (
          <Recipe key={recipe.id} recipe={recipe} chosen={chosen} open={index === 0} />
        ))}
      </Stack>
    </Section>
  );
}
