import { digestOf, ParseError } from '#kernel';

import type { Wording } from '../catalogs/wording.js';
import type { Catalog, CatalogControl } from '../framework/catalog.js';
import { controlsOf } from '../framework/catalog-controls.js';
import type { ImportOrigin } from '../framework/import-origin.js';
import { flattenOscal, propOf, type FlatControl, type FlatGroup } from './flatten-oscal.js';
import type { OscalCatalog } from './oscal-catalog.js';
import { readOscalCatalog } from './read-oscal-catalog.js';

/** An OSCAL catalog that was read, and the document it was read from. */
export interface OscalImport {
  readonly origin: ImportOrigin;
  /** What the document says of itself; final only where it says so. */
  readonly status: Catalog['status'];
  readonly groups: readonly FlatGroup[];
}

/** @throws ParseError OSCAL_INVALID, OSCAL_MODEL, OSCAL_EMPTY, LIMIT_EXCEEDED and the codes of strict JSON */
export function importOscal(bytes: Uint8Array): OscalImport {
  const catalog = readOscalCatalog(bytes);
  const groups = flattenOscal(catalog);
  if (groups.length === 0) throw new ParseError('OSCAL_EMPTY', 'the catalog holds no controls');
  const status = propOf(catalog.metadata.props, 'publication-status')?.toLowerCase() === 'final' ? 'final' : 'draft';
  return { origin: originOf(catalog, bytes), status, groups };
}

/** A catalog of its own, in the words of the document. @param retrieved day, YYYY-MM-DD */
export function toCatalog({ origin, status, groups }: OscalImport, id: string, retrieved: string): Catalog {
  return {
    id,
    title: origin.title,
    version: origin.version,
    status,
    source: `urn:uuid:${origin.uuid}`,
    retrieved,
    importedFrom: origin,
    groups: groups.map((group) => ({
      id: group.id,
      title: group.title,
      practices: group.headings.map((heading) => ({
        id: heading.id,
        title: heading.title,
        controls: heading.controls.map(toControl),
      })),
    })),
  };
}

/** The official wording of a catalog that we have. @throws ParseError WORDING_INCOMPLETE */
export function toWording({ origin, groups }: OscalImport, catalog: Catalog): Wording {
  const found = textsOf(groups);
  const wanted = catalog.groups.flatMap(({ practices }) =>
    practices.flatMap(({ id, controls }) => [id, ...controls.map((control) => control.id)]),
  );
  const texts = Object.fromEntries(wanted.flatMap((id) => (found.has(id) ? [[id, found.get(id) ?? '']] : [])));
  const missing = controlsOf(catalog).flatMap(({ id }) => (Object.hasOwn(texts, id) ? [] : [id]));
  if (missing.length > 0) {
    const some = missing.slice(0, 5).join(', ');
    const what = `states nothing for ${missing.length} controls of ${catalog.id} (${some}): is it another publication?`;
    throw new ParseError('WORDING_INCOMPLETE', `the document ${what}`);
  }
  return { catalog: catalog.id, importedFrom: origin, texts };
}

/** Whether the document states exactly the controls of this catalog, by id. */
export function hasControlsOf({ groups }: OscalImport, catalog: Catalog): boolean {
  const theirs = new Set(groups.flatMap(({ headings }) => headings.flatMap(({ controls }) => controls.map(nameOf))));
  const ours = controlsOf(catalog);
  return theirs.size === ours.length && ours.every(({ id }) => theirs.has(id));
}

function originOf({ uuid, metadata }: OscalCatalog, bytes: Uint8Array): ImportOrigin {
  return {
    digest: digestOf(bytes),
    uuid,
    title: metadata.title,
    version: metadata.version,
    lastModified: metadata['last-modified'],
    oscalVersion: metadata['oscal-version'],
  };
}

function toControl({ id, label, title, statement }: FlatControl): CatalogControl {
  return {
    id,
    ...(label === undefined || label === id ? {} : { label }),
    ...(title === id ? {} : { title }),
    summary: statement === '' ? title : statement,
  };
}

/** Statements by official id; some documents write it as label and use an id in lower case. */
function textsOf(groups: readonly FlatGroup[]): ReadonlyMap<string, string> {
  const headings = groups.flatMap((group) => group.headings);
  const stated = [
    ...headings.map((heading) => ({ ...heading, label: undefined })),
    ...headings.flatMap(({ controls }) => controls),
  ];
  return new Map(
    stated
      .filter(({ statement }) => statement !== '')
      .flatMap(({ id, label, statement }) => [
        [id, statement] as const,
        ...(label === undefined ? [] : [[label, statement] as const]),
      ]),
  );
}

function nameOf({ id, label }: FlatControl): string {
  return label ?? id;
}
