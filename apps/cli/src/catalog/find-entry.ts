import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Frameworks } from '#application';
import {
  controlsOf,
  loadCatalog,
  loadWording,
  parseControlName,
  type AdoptedControl,
  type Catalog,
  type CatalogControl,
  type ControlName,
  type Crosswalk,
  type View,
  type Wording,
} from '#compliance';
import { AppError } from '#kernel';

import { readText } from '../workspace/read-files.js';
import { relationsOf, type Relation } from './find-relations.js';

/** What `aver catalog show` was asked for. */
export type Entry =
  | { readonly kind: 'catalog'; readonly catalog: Catalog; readonly wording?: Wording }
  | NamedControl
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'crosswalk'; readonly crosswalk: Crosswalk };

/** One control, with the catalog that has it. */
export interface NamedControl {
  readonly kind: 'control';
  readonly name: ControlName;
  readonly catalog: Catalog;
  readonly control: CatalogControl;
  /** What the overlay that was asked says about a control of the catalog below it. */
  readonly adopted?: AdoptedControl;
  readonly relations: readonly Relation[];
  readonly wording?: Wording;
}

/**
 * A catalog by its file, a control as `catalog:control`, or a catalog, view or crosswalk by id.
 * @param wordingFile official wording to show with it, instead of what lies beside the catalog
 * @throws AppError FRAMEWORK_UNKNOWN, CONTROL_UNKNOWN; ParseError where a file is not what it should be
 */
export async function findEntry(frameworks: Frameworks, asked: string, wordingFile?: string): Promise<Entry> {
  if (asked.endsWith('.yaml')) return catalogInFile(frameworks, asked, wordingFile);
  const name = parseControlName(asked);
  if (name !== undefined) return namedControl(frameworks, name, wordingFile);
  const kinds = new Set(frameworks.list().flatMap(({ kind, id }) => (id === asked ? [kind] : [])));
  if (kinds.has('view')) return { kind: 'view', view: frameworks.view(asked) };
  if (kinds.has('crosswalk')) return { kind: 'crosswalk', crosswalk: frameworks.crosswalk(asked) };
  const catalog = frameworks.catalog(asked);
  return { kind: 'catalog', catalog, ...(await wordingOf(frameworks, catalog, wordingFile)) };
}

/** A catalog file that may refer to the catalogs of this installation. */
async function catalogInFile(frameworks: Frameworks, file: string, wordingFile?: string): Promise<Entry> {
  const held = new Set(frameworks.list().flatMap(({ kind, id }) => (kind === 'catalog' ? [id] : [])));
  const catalog = loadCatalog(await readText(file), file, (id) => (held.has(id) ? frameworks.catalog(id) : undefined));
  const beside = join(dirname(file), `${catalog.id}.wording.yaml`);
  const found = wordingFile ?? (existsSync(beside) ? beside : undefined);
  if (found === undefined) return { kind: 'catalog', catalog };
  return { kind: 'catalog', catalog, wording: loadWording(await readText(found), found, catalog) };
}

async function namedControl(frameworks: Frameworks, name: ControlName, wordingFile?: string): Promise<NamedControl> {
  const asked = frameworks.catalog(name.catalog);
  const adopted = asked.overlay?.adopts.find(({ id }) => id === name.control);
  const catalog = adopted && asked.overlay ? frameworks.catalog(asked.overlay.of) : asked;
  const control = controlsOf(catalog).find(({ id, label }) => id === name.control || label === name.control);
  if (control === undefined) {
    throw new AppError('not-found', 'CONTROL_UNKNOWN', `catalog ${name.catalog} has no control ${name.control}`);
  }
  const wording = await wordingOf(frameworks, catalog, wordingFile);
  const relations = relationsOf(frameworks, catalog.id, control.id);
  return { kind: 'control', name, catalog, control, relations, ...(adopted && { adopted }), ...wording };
}

async function wordingOf(frameworks: Frameworks, catalog: Catalog, file?: string): Promise<{ wording?: Wording }> {
  const wording =
    file === undefined ? frameworks.wording(catalog.id) : loadWording(await readText(file), file, catalog);
  return wording === undefined ? {} : { wording };
}
