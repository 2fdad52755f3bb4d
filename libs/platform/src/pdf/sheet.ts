import { printable } from './printable.js';
import type { Typeface } from './typeface.js';
import { wrapText } from './wrap-text.js';

type Pdf = PDFKit.PDFDocument;
export type Element = ReturnType<Pdf['struct']>;

export const PAGE = { width: 595.28, height: 841.89, left: 42, right: 42, top: 54, bottom: 60 } as const;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
const LAST_LINE = PAGE.height - PAGE.bottom;
/** From the top of a page to its last line. */
export const PAGE_ROOM = LAST_LINE - PAGE.top;

/** One line of text, ready to be set. */
export interface SetLine {
  readonly text: string;
  readonly face: Typeface;
}

/** The document being written: where the pen stands, what still fits on the page, and the tree of tags. */
export class Sheet {
  readonly #document: Element;
  readonly #widths = new Map<string, number>();
  #y: number = PAGE.top;

  constructor(readonly pdf: Pdf) {
    this.#document = pdf.struct('Document');
    pdf.addStructure(this.#document);
  }

  get y(): number {
    return this.#y;
  }

  get isAtTop(): boolean {
    return this.#y === PAGE.top;
  }

  get room(): number {
    return LAST_LINE - this.#y;
  }

  moveDown(points: number): void {
    this.#y += points;
  }

  newPage(): void {
    this.pdf.addPage();
    this.#y = PAGE.top;
  }

  /** A new page where this much does not fit on the one at hand. */
  require(points: number): void {
    if (points > this.room && !this.isAtTop) this.newPage();
  }

  /** A new tag below another one, or below the document itself. */
  tag(type: string, options: object = {}, parent: Element = this.#document): Element {
    const element = this.pdf.struct(type, options);
    parent.add(element);
    return element;
  }

  /** What is decoration: screen readers pass over it. */
  decorate(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  end(): void {
    this.#document.end();
  }

  /** Text of strangers or our own, broken into lines that fit. */
  lines(text: string, face: Typeface, width: number, atMost?: number): readonly SetLine[] {
    return wrapText(printable(text, atMost), width, (part) => this.#width(part, face)).map((line) => ({
      text: line,
      face,
    }));
  }

  /** Sets one line; `y` is its top. */
  set({ text, face }: SetLine, x: number, y: number): void {
    this.#take(face);
    this.pdf.fillColor(face.colour).text(text, x, y, { lineBreak: false });
  }

  /** Sets lines one below the other, over pages where they do not fit on one, all under one tag. */
  flow(element: Element, lines: readonly SetLine[], x: number): void {
    for (let rest = lines; rest.length > 0;) {
      this.require(rest[0]?.face.leading ?? 0);
      const here = fitting(rest, this.room);
      element.add(() => {
        for (const line of here) {
          this.set(line, x, this.#y);
          this.#y += line.face.leading;
        }
      });
      rest = rest.slice(here.length);
    }
    element.end();
  }

  #width(text: string, face: Typeface): number {
    const key = `${face.font} ${face.size} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    this.#take(face);
    const width = this.pdf.widthOfString(text);
    if (text.length < 40) this.#widths.set(key, width);
    return width;
  }

  #take({ font, size }: Typeface): void {
    this.pdf.font(font).fontSize(size);
  }
}

/** The lines that fit, at least one. */
export function fitting(lines: readonly SetLine[], room: number): readonly SetLine[] {
  let height = 0;
  const count = lines.findIndex(({ face }) => (height += face.leading) > room);
  return count === -1 ? lines : lines.slice(0, Math.max(count, 1));
}

export function heightOf(lines: readonly SetLine[]): number {
  return lines.reduce((sum, { face }) => sum + face.leading, 0);
}
