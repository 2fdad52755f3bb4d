import { Button, Code, CopyButton, Group } from '@mantine/core';

/** One line to be pasted elsewhere. It wraps rather than hides; the button copies it whole. */
export function CopyCommand({ command, what = 'command' }: { readonly command: string; readonly what?: string }) {
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap" maw="100%">
      <Code block flex={1} miw={0} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {command}
      </Code>
      <CopyButton value={command}>
        {({ copied, copy }) => (
          <Button variant="default" size="compact-md" onClick={copy} aria-label={`Copy the ${what}`}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
