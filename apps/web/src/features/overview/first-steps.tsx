import { Anchor, Code, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { CopyCommand } from '../../ui/copy-command.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** An organization of which nothing is known yet. */
export function FirstSteps() {
  return (
    <EmptyState title="Nothing is here yet">
      <Text>Three steps to the first evidence that is verified:</Text>
      <List type="ordered" spacing="xs">
        <List.Item>
          <Anchor component={Link} to="/products">
            Add a product and its release
          </Anchor>
        </List.Item>
        <List.Item>
          <Anchor component={Link} to="/trust">
            Say whose signatures count
          </Anchor>
        </List.Item>
        <List.Item>
          Send what your build made, with a{' '}
          <Anchor component={Link} to="/tokens">
            token
          </Anchor>{' '}
          in <Code>AVERMENT_TOKEN</Code>:
        </List.Item>
      </List>
      <CopyCommand command={`AVERMENT_URL=${window.location.origin} aver submit evidence/`} />
      <Text>Or look round in a made-up organization first; it runs on your own machine:</Text>
      <CopyCommand command="npm run quickstart" />
    </EmptyState>
  );
}
