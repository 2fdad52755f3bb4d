import { Code, List, Text } from '@mantine/core';

import { CopyCommand } from '../../ui/copy-command.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AnchorLink } from '../../ui/links.tsx';

/** An organization of which nothing is known yet. */
export function FirstSteps() {
  return (
    <EmptyState title="Nothing is here yet">
      <Text>Three steps to the first evidence that is verified:</Text>
      <List type="ordered" spacing="xs">
        <List.Item>
          <AnchorLink to="/products">Add a product and its release</AnchorLink>
        </List.Item>
        <List.Item>
          <AnchorLink to="/trust">Say whose signatures count</AnchorLink>
        </List.Item>
        <List.Item>
          Send what your build made, with a <AnchorLink to="/tokens">token</AnchorLink> in <Code>AVERMENT_TOKEN</Code>:
        </List.Item>
      </List>
      <CopyCommand command={`AVERMENT_URL=${window.location.origin} aver submit evidence/`} />
      <Text>Or look round in a made-up organization first; it runs on your own machine:</Text>
      <CopyCommand command="npm run quickstart" />
    </EmptyState>
  );
}
