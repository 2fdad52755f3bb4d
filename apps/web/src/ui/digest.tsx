import { ActionIcon, Code, CopyButton, Group, Tooltip } from '@mantine/core';

/** The first characters, the whole in the title, and a button that copies it; never the only name of a thing. */
export function Digest({ digest }: { readonly digest: string }) {
  const [algorithm = '', value = digest] = digest.split(':');
  return (
    <Group gap={4} wrap="nowrap" component="span">
      <Code title={digest}>{`${algorithm}:${value.slice(0, 12)}…`}</Code>
      <CopyButton value={digest}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon
              variant="subtle"
              size={24}
              onClick={copy}
              aria-label={`Copy ${algorithm} ${value.slice(0, 12)}`}
            >
              <svg
                viewBox="0 0 16 16"
                width={14}
                height={14}
                fill="none"
                stroke="currentColor"
                strokeWidth={1.5}
                aria-hidden
              >
                {copied ? <path d="M3 8.4l3.2 3.4L13 4.4" /> : <path d="M5 5V2.5h8.5V11H11M2.5 5H11v8.5H2.5z" />}
              </svg>
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
