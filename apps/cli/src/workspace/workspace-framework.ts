import { layerHead, type Framework } from '#compliance';
import { packageFrameworks } from '#platform';

import type { Workspace } from './load-workspace.js';

/**
 * What releases of a workspace are judged by: what this installation brings, with the layers of the workspace on top.
 * A layer that is for no framework here is refused, never passed over.
 * @throws ParseError MAPPING_INVALID, with file, line and reason
 */
export function workspaceFramework({ layers }: Pick<Workspace, 'layers'>): Framework {
  const frameworks = packageFrameworks();
  const [main, ...others] = frameworks.standing();
  const elsewhere = new Set(others.map((id) => frameworks.framework(id).mapping.id));
  return frameworks.framework(
    main,
    layers.filter((layer) => !elsewhere.has(layerHead(layer).mapping)),
  );
}
