import type { EditBytes, TreeChange } from './edits.js';

/** One element: content that is elements again is kept as such, so that lengths are right when it is written. */
interface Element {
  tag: number;
  content: Uint8Array | Element[];
}

const CONSTRUCTED = 0x20;

/** Changes one element of a DER document and writes all lengths anew; undefined where the bytes are no DER. */
export function applyToDer(
  bytes: Uint8Array,
  { place, change }: { readonly place: number; readonly change: TreeChange },
  editBytes: EditBytes,
): Uint8Array | undefined {
  const elements = elementsOf(bytes);
  const nodes = elements === undefined ? [] : elements.flatMap((element) => nodesOf(element, elements));
  const node = nodes[place % Math.max(1, nodes.length)];
  if (elements === undefined || node === undefined) return undefined;
  changeElement(node, change, { nodes, editBytes });
  return Buffer.concat(elements.map(encode));
}

interface Node {
  readonly element: Element;
  readonly siblings: Element[];
}

function changeElement(
  { element, siblings }: Node,
  change: TreeChange,
  { nodes, editBytes }: { readonly nodes: readonly Node[]; readonly editBytes: EditBytes },
): void {
  const at = siblings.indexOf(element);
  switch (change.kind) {
    case 'drop':
      siblings.splice(at, 1);
      return;
    case 'twice':
      siblings.splice(at, 0, element);
      return;
    case 'empty':
      element.content = new Uint8Array();
      return;
    case 'graft': {
      const from = nodes[change.from % nodes.length]?.element;
      if (from !== undefined) siblings[at] = { tag: from.tag, content: Buffer.from(contentOf(from)) };
      return;
    }
    case 'nest':
      for (let depth = 0; depth < change.depth; depth++) element.content = [{ tag: 0x30, content: element.content }];
      return;
    case 'value':
      element.content = Buffer.from(JSON.stringify(change.value));
      return;
    case 'rename':
      element.tag = (change.key.codePointAt(0) ?? 0x30) & 0xff;
      return;
    case 'inside':
      element.content = editBytes(contentOf(element), change.edit);
      return;
  }
}

function nodesOf(element: Element, siblings: Element[]): readonly Node[] {
  const { content } = element;
  const below = Array.isArray(content) ? content.flatMap((child) => nodesOf(child, content)) : [];
  return [{ element, siblings }, ...below];
}

function contentOf({ content }: Element): Uint8Array {
  return Array.isArray(content) ? Buffer.concat(content.map(encode)) : content;
}

function encode(element: Element): Uint8Array {
  const content = contentOf(element);
  return Buffer.concat([Uint8Array.of(element.tag, ...lengthOf(content.length)), content]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
}

/** The elements that `bytes` are, from end to end; undefined where they are none. */
function elementsOf(bytes: Uint8Array): Element[] | undefined {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const header = headerAt(bytes, at);
    if (header === undefined) return undefined;
    const content = bytes.subarray(header.content, header.end);
    const tag = bytes[at] ?? 0;
    const below = (tag & CONSTRUCTED) === 0 ? undefined : elementsOf(content);
    elements.push({ tag, content: below ?? content });
    at = header.end;
  }
  return elements.length === 0 ? undefined : elements;
}

function headerAt(bytes: Uint8Array, at: number): { readonly content: number; readonly end: number } | undefined {
  const first = bytes[at + 1];
  if (first === undefined) return undefined;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || count > 3) return undefined;
  let length = count === 0 ? first : 0;
  for (let step = 0; step < count; step++) length = length * 256 + (bytes[at + 2 + step] ?? 0);
  const content = at + 2 + count;
  return content + length > bytes.length ? undefined : { content, end: content + length };
}
