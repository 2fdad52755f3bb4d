import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader of the file finds in it, for tests. */
export interface PdfReading {
  /** The text of each page in reading order, white space folded. */
  readonly pages: readonly string[];
  readonly language: string | undefined;
  readonly title: string | undefined;
  /** Tags of the structure tree, by how often they occur; one that runs over pages counts on each. */
  readonly tags: ReadonlyMap<string, number>;
}

interface TagNode {
  readonly type?: string;
  readonly role?: string;
  readonly children?: readonly TagNode[];
}

export async function readPdf(bytes: Uint8Array): Promise<PdfReading> {
  const loading = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 });
  const pdf = await loading.promise;
  const pages: string[] = [];
  const tags = new Map<string, number>();
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replace(/\s+/g, ' '),
    );
    count(await page.getStructTree(), tags);
  }
  const { info } = (await pdf.getMetadata()) as { info: { Title?: string; Language?: string | null } };
  await loading.destroy();
  return { pages, tags, language: info.Language ?? undefined, title: info.Title };
}

/** The tree of a page names its neighbours too: only what holds content of this page is counted. */
function count(node: TagNode, tags: Map<string, number>): boolean {
  const below = (node.children ?? []).map((child) => count(child, tags));
  const holds = node.type === 'content' || below.includes(true);
  if (holds && node.role !== undefined) tags.set(node.role, (tags.get(node.role) ?? 0) + 1);
  return holds;
}
