import type { EditBytes, TreeChange } from './edits.js';

type Json = Record<string, unknown>;

interface Node {
  readonly parent: Json;
  readonly key: string;
}

/** Changes one node of a JSON document; undefined where the bytes are no JSON document or it has no nodes. */
export function applyToJson(
  bytes: Uint8Array,
  { place, change }: { readonly place: number; readonly change: TreeChange },
  editBytes: EditBytes,
): Uint8Array | undefined {
  const document = jsonOf(bytes);
  const nodes = document === undefined ? [] : nodesOf(document);
  const node = nodes[place % Math.max(1, nodes.length)];
  if (document === undefined || node === undefined) return undefined;
  const twin = changeNode(node, change, { nodes, editBytes });
  const text = JSON.stringify(document);
  return Buffer.from(twin === undefined ? text : text.replace(`${JSON.stringify(node.key)}:`, twin));
}

/** Gives text to be put where a key stands, for what an object cannot hold: the key a second time. */
function changeNode(
  { parent, key }: Node,
  change: TreeChange,
  { nodes, editBytes }: { readonly nodes: readonly Node[]; readonly editBytes: EditBytes },
): string | undefined {
  const value = parent[key];
  switch (change.kind) {
    case 'drop':
      Reflect.deleteProperty(parent, key);
      return undefined;
    case 'twice':
      if (!Array.isArray(parent)) return `${JSON.stringify(key)}:null,${JSON.stringify(key)}:`;
      parent.push(value);
      return undefined;
    case 'empty':
      parent[key] = Array.isArray(value) ? [] : typeof value === 'object' ? {} : typeof value === 'number' ? 0 : '';
      return undefined;
    case 'graft': {
      const from = nodes[change.from % nodes.length];
      parent[key] = from === undefined ? null : structuredClone<unknown>(from.parent[from.key]);
      return undefined;
    }
    case 'nest':
      parent[key] = Array.from({ length: change.depth }).reduce((inner) => [inner], value);
      return undefined;
    case 'value':
      parent[key] = change.value;
      return undefined;
    case 'rename':
      if (Array.isArray(parent)) return undefined;
      Reflect.deleteProperty(parent, key);
      Object.defineProperty(parent, change.key, { value, enumerable: true, configurable: true, writable: true });
      return undefined;
    case 'inside':
      if (typeof value === 'string') parent[key] = changedInside(value, (bytes) => editBytes(bytes, change.edit));
      return undefined;
  }
}

/** Text that is base64 of something is edited as that something; other text as its letters. */
function changedInside(text: string, change: (bytes: Uint8Array) => Uint8Array): string {
  const decoded = Buffer.from(text, 'base64');
  if (decoded.length > 0 && decoded.toString('base64') === text) return Buffer.from(change(decoded)).toString('base64');
  return Buffer.from(change(Buffer.from(text))).toString('utf8');
}

function nodesOf(document: Json): readonly Node[] {
  return Object.entries(document).flatMap(([key, value]) => [
    { parent: document, key },
    ...(typeof value === 'object' && value !== null ? nodesOf(value as Json) : []),
  ]);
}

function jsonOf(bytes: Uint8Array): Json | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof json === 'object' && json !== null ? (json as Json) : undefined;
  } catch {
    return undefined;
  }
}
