import { readFile } from 'node:fs/promises';

/** `index.html` as the build wrote it, with a place for the nonce of each answer. */
const PAGE = 'index.html';
const NONCE = '%CSP_NONCE%';
/** What only a built page names. */
const BUILT = ' src="/assets/';
/** Where the build puts it, seen from this file when it is compiled. */
const BESIDE = new URL('../../../web/', import.meta.url);
/** The build names files by what is in them: letters, digits, `-`, `_` and one of these endings; no path leads out. */
const ASSET = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(js|css|svg|woff2)$/;
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

export interface WebAsset {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The web application as it was built, beside the compiled API; absent where only the sources are. */
export class WebFiles {
  private page: Promise<string | undefined> | undefined;

  constructor(private readonly folder = BESIDE) {}

  /** Undefined where no application was built. */
  async pageWith(nonce: string): Promise<string | undefined> {
    this.page ??= readFile(new URL(PAGE, this.folder), 'utf8').catch(() => undefined);
    const page = await this.page;
    return page?.includes(BUILT) === true ? page.replaceAll(NONCE, nonce) : undefined;
  }

  /** Undefined for what the build did not make. */
  async asset(name: string): Promise<WebAsset | undefined> {
    const ending = ASSET.exec(name)?.[1];
    const type = ending === undefined ? undefined : TYPES[ending];
    if (type === undefined) return undefined;
    const bytes = await readFile(new URL(`assets/${name}`, this.folder)).catch(() => undefined);
    return bytes && { type, bytes };
  }
}
