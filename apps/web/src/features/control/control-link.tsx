import type { ReactNode } from 'react';

import type { ReleaseName } from '../../app/addresses.ts';
import type { ViewSearch } from '../../app/view.ts';
import { AnchorLink } from '../../ui/links.tsx';

interface ControlLinkProps {
  readonly control: string;
  readonly release: ReleaseName;
  readonly view: ViewSearch;
  /** What stands there instead of its id. */
  readonly children?: ReactNode;
}

/** Leads to why a control of a release is as it is, looked at as now. */
export function ControlLink({ control, release, view, children }: ControlLinkProps) {
  return (
    <AnchorLink to="/controls/$control" params={{ control }} search={{ ...release, ...view }} py={2}>
      {children ?? control}
    </AnchorLink>
  );
}
