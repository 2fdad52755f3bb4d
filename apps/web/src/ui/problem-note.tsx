import { Alert, Button, Code, Group, Text } from '@mantine/core';

import { Problem } from '../graphql/client.ts';
import classes from './problem-note.module.css';

/** What happened, by which code, and what to do: the server's own sentence. */
export function ProblemNote({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const problem = error instanceof Problem ? error : undefined;
  return (
    <Alert color="red" variant="outline" title="This did not work" role="alert" className={classes['note']}>
      <Text>{problem?.message ?? 'Something went wrong in this page. Reload it; nothing was changed.'}</Text>
      <Group mt="sm" gap="sm">
        {problem !== undefined && <Code>{problem.code}</Code>}
        {problem?.requestId !== undefined && (
          <Text size="sm" c="dimmed">
            Request {problem.requestId}
          </Text>
        )}
        {again !== undefined && (
          <Button size="compact-sm" variant="default" onClick={again}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}
