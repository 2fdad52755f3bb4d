import { Group } from '@mantine/core';

import type { ReleaseName } from '../../app/addresses.ts';
import type { ViewSearch } from '../../app/view.ts';
import { ControlLink } from '../control/control-link.tsx';

interface ControlLinksProps {
  readonly controls: readonly string[];
  readonly release: ReleaseName;
  readonly view: ViewSearch;
}

export function ControlLinks({ controls, release, view }: ControlLinksProps) {
  return (
    <Group component="span" gap="0 0.8rem" display="inline-flex">
      {controls.map((control) => (
        <ControlLink key={control} control={control} release={release} view={view} />
      ))}
    </Group>
  );
}
