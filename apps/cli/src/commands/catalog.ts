import { writeFile } from 'node:fs/promises';

import type { Frameworks, FrameworkName } from '#application';
import {
  controlsOf,
  hasControlsOf,
  importOscal,
  loadCatalog,
  loadWording,
  renderCatalogFile,
  renderWordingFile,
  toCatalog,
  toWording,
  type Catalog,
  type OscalImport,
} from '#compliance';
import { packageFrameworks } from '#platform';

import { findEntry } from '../catalog/find-entry.js';
import { renderEntry } from '../catalog/render-entry.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { readBytes } from '../workspace/read-files.js';

/** `aver catalog list`: every catalog, view, crosswalk, mapping and wording of this installation, by id. */
export function listCatalogs({ terminal, json }: Context): ExitCode {
  const frameworks = packageFrameworks();
  for (const entry of frameworks.list()) {
    const line = listed(frameworks, entry);
    if (json) terminal.out(jsonLine(line));
    else terminal.out(`${line.kind.padEnd(KIND_WIDTH)} ${line.id.padEnd(ID_WIDTH)} ${line.title}`);
  }
  if (!json) terminal.note('Next: aver catalog show ID, or aver catalog show ssdf-1.1:PS.2.1 for one control.');
  return EXIT.met;
}

const KIND_WIDTH = 9;
const ID_WIDTH = 46;

function listed(frameworks: Frameworks, { kind, id }: FrameworkName) {
  if (kind === 'view' || kind === 'crosswalk') return { kind, id, title: frameworks[kind](id).title };
  if (kind !== 'catalog') return { kind, id, title: `${kind} of ${id}` };
  const catalog = frameworks.catalog(id);
  const { title, version, status, overlay } = catalog;
  const controls = controlsOf(catalog).length;
  const adopted = overlay === undefined ? '' : `, adopts ${overlay.adopts.length} of ${overlay.of}`;
  const words = `${title}, version ${version}${status === 'draft' ? ', DRAFT' : ''}, ${controls} controls${adopted}`;
  return { kind, id, title: words, version, status, controls };
}

export interface ShowCatalogOptions {
  readonly wording?: string;
}

/** `aver catalog show NAME`: a catalog, view or crosswalk, or one control, with the official wording where it is there. */
export async function showCatalog(context: Context, name: string, options: ShowCatalogOptions): Promise<ExitCode> {
  const entry = await findEntry(packageFrameworks(), name, options.wording);
  context.terminal.out(context.json ? jsonLine(entry) : renderEntry(entry));
  return EXIT.met;
}

export interface ImportCatalogOptions {
  readonly as?: string;
  readonly output?: string;
}

/**
 * `aver catalog import FILE`: an OSCAL catalog as a catalog file, or as the official wording of a catalog that is here:
 * the one that --as names, or the one whose controls it has. To stdout, or to a file that is not there yet.
 */
export async function importCatalog(context: Context, file: string, options: ImportCatalogOptions): Promise<ExitCode> {
  const { terminal, json } = context;
  const read = importOscal(await readBytes(file));
  const known = catalogFor(packageFrameworks(), read, options.as);
  const made = known === undefined ? catalogFile(read, options.as) : wordingFile(read, known);
  if (options.output !== undefined) await writeFile(options.output, made.text, { flag: 'wx' });
  else if (!json) terminal.out(made.text.trimEnd());
  if (json) terminal.out(jsonLine(made.content));
  terminal.note(made.note);
  return EXIT.met;
}

/** The catalog that gets its wording; undefined where a new one is to be made. */
function catalogFor(frameworks: Frameworks, read: OscalImport, as: string | undefined): Catalog | undefined {
  const held = frameworks.list().flatMap(({ kind, id }) => (kind === 'catalog' ? [id] : []));
  if (as !== undefined) return held.includes(as) ? frameworks.catalog(as) : undefined;
  return held.map((id) => frameworks.catalog(id)).find((catalog) => hasControlsOf(read, catalog));
}

interface Made {
  readonly content: unknown;
  readonly text: string;
  readonly note: string;
}

/** What is written is read first: a file that could not be loaded is never made. */
function catalogFile(read: OscalImport, as: string | undefined): Made {
  const id = as ?? idOf(read);
  const text = renderCatalogFile(toCatalog(read, id, momentOf(undefined).slice(0, DAY)));
  const catalog = loadCatalog(text, 'the imported catalog');
  const practices = catalog.groups.flatMap((group) => group.practices).length;
  const counts = `${catalog.groups.length} groups, ${practices} headings, ${controlsOf(catalog).length} controls`;
  return { content: { catalog }, text, note: `catalog ${id}: ${counts}` };
}

function wordingFile(read: OscalImport, catalog: Catalog): Made {
  const text = renderWordingFile(toWording(read, catalog));
  const wording = loadWording(text, 'the imported wording', catalog);
  const note = `official wording of ${catalog.id}: ${controlsOf(catalog).length} controls; show it with aver catalog show ${catalog.id} --wording FILE`;
  return { content: { wording }, text, note };
}

const DAY = 'YYYY-MM-DD'.length;
const MAX_ID = 64;

/** Title and version in the letters of an id. */
function idOf({ origin }: OscalImport): string {
  const words = `${origin.title} ${origin.version}`.toLowerCase().match(/[a-z0-9][a-z0-9.]*/g) ?? ['catalog'];
  return words.join('-').slice(0, MAX_ID);
}
