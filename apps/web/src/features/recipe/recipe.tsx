import { Code, List, Paper, Stack, Tabs, Text } from '@mantine/core';

import type { RecipeTextFragment } from '../../graphql/generated.ts';
import { CopyCommand } from '../../ui/copy-command.tsx';
import { AnchorLink } from '../../ui/links.tsx';

type Snippet = RecipeTextFragment['snippets'][number];

const TOOLS: Readonly<Record<string, string>> = {
  'github-actions': 'GitHub Actions',
  'gitlab-ci': 'GitLab CI',
  tekton: 'Tekton',
  cosign: 'cosign by hand',
};

export interface ChosenTool {
  readonly tool: string | undefined;
  readonly onTool: (tool: string) => void;
}

interface RecipeProps {
  readonly recipe: RecipeTextFragment;
  readonly chosen: ChosenTool;
  /** Unfolded from the start: where it is the first thing to do. */
  readonly open: boolean;
}

/** How evidence of one kind is made, for the tool that is used: text to paste, and what to replace in it. */
export function Recipe({ recipe, chosen, open }: RecipeProps) {
  const { title, notes, snippets } = recipe;
  const has = snippets.some(({ tool }) => tool === chosen.tool);
  const shown = has ? chosen.tool : snippets.find(({ text }) => text !== null)?.tool;
  return (
    <Paper component="details" withBorder p="md" open={open}>
      <summary>
        <strong>{title}</strong>
      </summary>
      <Text size="sm" c="dimmed" my="sm" maw="75ch">
        {notes}
      </Text>
      <Tabs value={shown ?? null} onChange={(tool) => tool !== null && chosen.onTool(tool)} keepMounted={false}>
        <Tabs.List aria-label={`Tools: ${title}`}>
          {snippets.map(({ tool }) => (
            <Tabs.Tab key={tool} value={tool}>
              {TOOLS[tool] ?? tool}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {snippets.map((snippet) => (
          <Tabs.Panel key={snippet.tool} value={snippet.tool} pt="sm">
            <SnippetText snippet={snippet} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Paper>
  );
}

function SnippetText({ snippet }: { readonly snippet: Snippet }) {
  const { text, none, needs, notes, replace, rule } = snippet;
  if (text === null) return <Text size="sm">{none}</Text>;
  return (
    <Stack gap="sm">
      {needs.length > 0 && <Text size="sm">It needs {needs.join(', ')}.</Text>}
      <CopyCommand command={text} what="text" />
      {notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
      {replace.length > 0 && <Replacements replace={replace} />}
      {rule !== null && (
        <details>
          <summary>The trust rule for what it makes</summary>
          <Text size="sm" my="xs">
            Evidence counts once a rule trusts its signer. Put it in under{' '}
            <AnchorLink to="/trust" underline="always">
              trust rules
            </AnchorLink>
            .
          </Text>
          <CopyCommand command={rule} what="trust rule" />
        </details>
      )}
    </Stack>
  );
}

function Replacements({ replace }: { readonly replace: Snippet['replace'] }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        Replace before use
      </Text>
      <List size="sm">
        {replace.map(({ name, says, example }) => (
          <List.Item key={name}>
            <Code>{name}</Code> {says}, such as <Code>{example}</Code>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
