import { layerHead, loadWording, wordedCatalog, type Catalog, type Framework, type Wording } from '#compliance';
import { AppError, fromUtf8 } from '#kernel';
import { packageFrameworks, type FolderFrameworks } from '#platform';

import type { Workspace } from './load-workspace.js';

/**
 * What releases of a workspace are judged by: what this installation brings for the catalog that is asked for, else the
 * main one, with the layers of the workspace on top. A layer that is for no framework here is refused, never passed over.
 * @throws AppError not-found FRAMEWORK_UNKNOWN; ParseError MAPPING_INVALID, with file, line and reason
 */
export function workspaceFramework({ layers }: Pick<Workspace, 'layers'>, asked?: string): Framework {
  const frameworks = packageFrameworks();
  const id = asked ?? frameworks.standing()[0];
  refuseUnknown(frameworks, id);
  const own = frameworks.framework(id).mapping.id;
  const strange = layers.filter((layer) => layerHead(layer).mapping !== own);
  const elsewhere = strange.length === 0 ? new Set() : mappingIds(frameworks);
  return frameworks.framework(
    id,
    layers.filter((layer) => !strange.includes(layer) || !elsewhere.has(layerHead(layer).mapping)),
  );
}

function refuseUnknown(frameworks: FolderFrameworks, id: string): void {
  const known = judgedBy(frameworks);
  if (known.includes(id)) return;
  throw new AppError(
    'not-found',
    'FRAMEWORK_UNKNOWN',
    `releases are judged by ${known.join(', ')}, and not by "${id}"`,
  );
}

function mappingIds(frameworks: FolderFrameworks): ReadonlySet<string> {
  return new Set(judgedBy(frameworks).map((id) => frameworks.framework(id).mapping.id));
}

function judgedBy(frameworks: FolderFrameworks): readonly string[] {
  return frameworks.list().flatMap(({ kind, id }) => (kind === 'mapping' ? [id] : []));
}

/** The official wording of a catalog: what the workspace names, else what lies in this installation. @throws ParseError WORDING_INVALID */
export function workspaceWording({ wordings }: Pick<Workspace, 'wordings'>, catalog: Catalog): Wording | undefined {
  const own = wordings.find(({ name, bytes }) => wordedCatalog(fromUtf8(bytes), name) === catalog.id);
  if (own === undefined) return packageFrameworks().wording(catalog.id);
  return loadWording(fromUtf8(own.bytes), own.name, catalog);
}
