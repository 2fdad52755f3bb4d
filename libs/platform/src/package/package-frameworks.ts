import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FRAMEWORK_KINDS, Frameworks, type FrameworkKind, type FrameworkName } from '#application';
import {
  composeFramework,
  loadCatalog,
  loadCrosswalk,
  loadMapping,
  loadView,
  loadWording,
  type Catalog,
  type Crosswalk,
  type Framework,
  type FrameworkText,
  type LoadedProfile,
  type Mapping,
  type View,
  type Wording,
} from '#compliance';
import { AppError, fromUtf8 } from '#kernel';

import { packageProfile } from './package-profiles.js';
import { packageRoot } from './package-root.js';

/** What every release is judged by, the main one first. */
const STANDING = ['ssdf-1.1'] as const;

/** The catalogs and all that stands beside them in the `mappings/` of this version. A file is read when it is asked for. */
export function packageFrameworks(): Frameworks {
  return new FolderFrameworks(join(packageRoot(), 'mappings'));
}

/** A folder of files named `<id>.<kind>.yaml`. */
export class FolderFrameworks extends Frameworks {
  readonly #catalogs = new Map<string, Catalog>();
  readonly #frameworks = new Map<string, Framework>();

  constructor(private readonly folder: string) {
    super();
  }

  standing(): readonly [string, ...string[]] {
    return STANDING;
  }

  framework(id: string, layers: readonly FrameworkText[] = []): Framework {
    if (layers.length > 0) return composeFramework({ ...this.framework(id).texts, layers });
    const known = this.#frameworks.get(id);
    if (known !== undefined) return known;
    const framework = composeFramework({
      catalog: this.#file('catalog', id),
      mappings: [this.#file('mapping', id)],
      layers: [],
    });
    this.#frameworks.set(id, framework);
    return framework;
  }

  list(): readonly FrameworkName[] {
    const files = readdirSync(this.folder).sort();
    return FRAMEWORK_KINDS.flatMap((kind) => {
      const ending = fileName(kind, '');
      return files.filter((file) => file.endsWith(ending)).map((file) => ({ kind, id: file.slice(0, -ending.length) }));
    });
  }

  catalog(id: string): Catalog {
    const known = this.#catalogs.get(id);
    if (known !== undefined) return known;
    const file = fileName('catalog', id);
    const catalog = loadCatalog(this.#text('catalog', id), file, (other) => this.#held(other));
    refuseOtherName(catalog, id, file);
    this.#catalogs.set(id, catalog);
    return catalog;
  }

  view(id: string): View {
    const file = fileName('view', id);
    const view = loadView(this.#text('view', id), file, (catalog) => this.#held(catalog));
    refuseOtherName(view, id, file);
    return view;
  }

  crosswalk(id: string): Crosswalk {
    const file = fileName('crosswalk', id);
    const crosswalk = loadCrosswalk(this.#text('crosswalk', id), file, (catalog) => this.#held(catalog));
    refuseOtherName(crosswalk, id, file);
    return crosswalk;
  }

  mapping(id: string): Mapping {
    return loadMapping(this.#text('mapping', id), fileName('mapping', id), this.catalog(id));
  }

  wording(catalog: string): Wording | undefined {
    if (!this.#has('wording', catalog)) return undefined;
    return loadWording(this.#text('wording', catalog), fileName('wording', catalog), this.catalog(catalog));
  }

  profile(id: string): LoadedProfile {
    return packageProfile(id, this.current().catalog);
  }

  #held(id: string): Catalog | undefined {
    return this.#has('catalog', id) ? this.catalog(id) : undefined;
  }

  #has(kind: FrameworkKind, id: string): boolean {
    return ID.test(id) && existsSync(join(this.folder, fileName(kind, id)));
  }

  #file(kind: FrameworkKind, id: string): FrameworkText {
    return { name: fileName(kind, id), bytes: this.#bytes(kind, id) };
  }

  #text(kind: FrameworkKind, id: string): string {
    return fromUtf8(this.#bytes(kind, id));
  }

  #bytes(kind: FrameworkKind, id: string): Uint8Array {
    if (!this.#has(kind, id)) throw new AppError('not-found', 'FRAMEWORK_UNKNOWN', `there is no ${kind} ${id}`);
    return new Uint8Array(readFileSync(join(this.folder, fileName(kind, id))));
  }
}

/** Ids come from command lines and files; none may lead out of the folder. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

function fileName(kind: FrameworkKind, id: string): string {
  return `${id}.${kind}.yaml`;
}

function refuseOtherName({ id }: { readonly id: string }, name: string, file: string): void {
  if (id !== name) throw new AppError('invalid', 'FRAMEWORK_MISNAMED', `${file} holds ${id}: name the file after it`);
}
