import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FRAMEWORK_KINDS, type FrameworkKind, type FrameworkName } from '#application';
import { loadCatalog, mappingNames, type FrameworkText, type FrameworkTexts } from '#compliance';
import { AppError, fromUtf8 } from '#kernel';

/** A folder of files named `<id>.<kind>.yaml`. Each is read when it is asked for. */
export class FrameworkFolder {
  constructor(private readonly folder: string) {}

  list(): readonly FrameworkName[] {
    const files = readdirSync(this.folder).sort();
    return FRAMEWORK_KINDS.flatMap((kind) => {
      const ending = fileName(kind, '');
      return files.filter((file) => file.endsWith(ending)).map((file) => ({ kind, id: file.slice(0, -ending.length) }));
    });
  }

  has(kind: FrameworkKind, id: string): boolean {
    return ID.test(id) && existsSync(join(this.folder, fileName(kind, id)));
  }

  /** @throws AppError FRAMEWORK_UNKNOWN */
  file(kind: FrameworkKind, id: string): FrameworkText {
    if (!this.has(kind, id)) throw new AppError('not-found', 'FRAMEWORK_UNKNOWN', `there is no ${kind} ${id}`);
    const name = fileName(kind, id);
    return { name, bytes: new Uint8Array(readFileSync(join(this.folder, name))) };
  }

  /** A mapping by the id inside, which is not that of its file. @throws ParseError of any mapping that is there */
  mappingOf(id: string): FrameworkText | undefined {
    const mappings = this.list().filter(({ kind }) => kind === 'mapping');
    return mappings
      .map((entry) => this.file(entry.kind, entry.id))
      .find(({ name, bytes }) => mappingNames(fromUtf8(bytes), name).id === id);
  }
}

/** Ids come from command lines and files; none may lead out of the folder. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export function fileName(kind: FrameworkKind, id: string): string {
  return `${id}.${kind}.yaml`;
}

/**
 * All files that a mapping is judged with, each from the first folder that has it: its catalog, the one below that, and
 * the mapping that it adopts from.
 * @throws AppError not-found FRAMEWORK_UNKNOWN; ParseError MAPPING_INVALID, CATALOG_INVALID, …
 */
export function frameworkTexts(mapping: FrameworkText, folders: readonly FrameworkFolder[]): FrameworkTexts {
  const missing = (what: string): never => {
    const message = `there is no ${what} beside ${mapping.name}, and this installation has none: put it beside the mapping`;
    throw new AppError('not-found', 'FRAMEWORK_UNKNOWN', message);
  };
  const catalogFile = (id: string): FrameworkText =>
    folders.find((folder) => folder.has('catalog', id))?.file('catalog', id) ?? missing(fileName('catalog', id));
  const { catalog: id, adopts } = mappingNames(fromUtf8(mapping.bytes), mapping.name);
  const catalog = catalogFile(id);
  const { overlay } = loadCatalog(fromUtf8(catalog.bytes), catalog.name);
  const below = overlay && catalogFile(overlay.of);
  const adopted = adopts === undefined ? [] : [firstMapping(folders, adopts) ?? missing(`mapping ${adopts}`)];
  return {
    catalog,
    ...(below && { below }),
    mappings: [...adopted, mapping],
    layers: [],
  };
}

function firstMapping(folders: readonly FrameworkFolder[], id: string): FrameworkText | undefined {
  for (const folder of folders) {
    const found = folder.mappingOf(id);
    if (found !== undefined) return found;
  }
  return undefined;
}
