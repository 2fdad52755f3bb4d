import { Anchor, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { controlAddress, type ReleaseName } from '../../app/addresses.ts';
import type { ViewSearch } from '../../app/view.ts';

interface ControlLinksProps {
  readonly controls: readonly string[];
  readonly release: ReleaseName;
  readonly view: ViewSearch;
}

export function ControlLinks({ controls, release, view }: ControlLinksProps) {
  return (
    <Group component="span" gap="0 0.8rem" display="inline-flex">
      {controls.map((control) => (
        <Anchor key={control} component={Link} to={controlAddress(control, release, view)} py={2}>
          {control}
        </Anchor>
      ))}
    </Group>
  );
}
