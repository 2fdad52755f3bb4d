import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

import { STATUS_WORDS } from '#reporting';

import { rowOf, statusOf, type ExportedRow } from './exported-rows.js';

const WORDS = Object.values(STATUS_WORDS).map(({ word }) => word);
const ROW = new RegExp(String.raw`(\S+) (${WORDS.join('|')}) (?:(\d+) of (\d+) |no machine part )`, 'g');

/** The rows of the coverage tables of a report on paper, from the text that any reader of PDF finds. */
export async function pdfRows(bytes: Uint8Array): Promise<readonly ExportedRow[]> {
  const text = await textOf(bytes);
  return [...text.matchAll(ROW)].map(([, control = '', word = '', met, of]) => rowOf(control, statusOf(word), met, of));
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const loading = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 });
  const pdf = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  await loading.destroy();
  return pages.join(' ').replace(/\s+/g, ' ');
}
