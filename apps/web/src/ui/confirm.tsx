import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { ProblemNote } from './problem-note.tsx';

interface Asked<T> {
  /** The word on the button, here and in the question. */
  readonly action: string;
  /** Of whom or what, so that the button is told from its neighbours without looking. */
  readonly of: string;
  readonly question: string;
  /** What will have happened, in plain words. */
  readonly children: ReactNode;
  readonly run: () => Promise<T>;
  readonly onDone: (result: T) => void;
  readonly danger?: boolean;
}

/** A step that is not taken by a slip of the hand: what it does is said first. */
export function Confirm<T>({ action, of, question, children, run, onDone, danger = false }: Asked<T>) {
  const [opened, { open, close }] = useDisclosure();
  const running = useMutation({
    mutationFn: run,
    onSuccess: (result) => {
      close();
      onDone(result);
    },
  });
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={open} aria-label={`${action} ${of}`}>
        {action}
      </Button>
      <Modal opened={opened} onClose={close} title={question}>
        <Stack>
          {running.isError && <ProblemNote error={running.error} />}
          <Text component="div">{children}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Leave it
            </Button>
            <Button {...(danger && { color: 'red.9' })} loading={running.isPending} onClick={() => running.mutate()}>
              {action}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
