import { canonicalJson, sha256Hex, toUtf8 } from '#kernel';

// What OSCAL's JSON schemas cannot see: whether everything that a document refers to is there.

interface Node {
  readonly [key: string]: unknown;
}
/** Documents by the names of their files, each with its one root. */
export type OscalFiles = ReadonlyMap<string, Node>;

/** What is wrong with the references of these documents, a sentence each; nothing where all of them lead somewhere. */
export function brokenReferences(files: OscalFiles): readonly string[] {
  return [...files].flatMap(([name, file]) => {
    const chain = importChain(file, files).flatMap((document) => [...nodes(document)]);
    const uuids = new Set(chain.map(({ uuid }) => uuid));
    const ids = new Set(chain.map(({ id }) => id));
    const roles = new Set([...nodes(file)].map(({ id }) => id));
    return [
      ...repeatedUuids(file),
      ...[...nodes(file)].flatMap((node) => [
        ...missingUuids(node, uuids),
        ...missingIds(node, ids, ['control-id', 'target-id']),
        ...missingIds(node, roles, ['role-id']),
        ...brokenLink(node, file, files),
      ]),
    ].map((problem) => `${name}: ${problem}`);
  });
}

/** The document, and every one that it imports, however far away. */
function importChain(file: Node, files: OscalFiles): readonly Node[] {
  const chain = [file];
  for (const document of chain) {
    for (const imported of importedBy(document, files)) if (!chain.includes(imported)) chain.push(imported);
  }
  return chain;
}

function importedBy(document: Node, files: OscalFiles): readonly Node[] {
  const imports = [...nodes(document)]
    .flatMap((node) => Object.entries(node))
    .filter(([key]) => key.startsWith('import-') || key === 'imports')
    .flatMap(([, value]) => [...nodes(value)]);
  return imports
    .flatMap(({ href }) => rlinksOf(document, text(href)))
    .map(({ href }) => files.get(text(href)))
    .filter((file) => file !== undefined);
}

function repeatedUuids(file: Node): readonly string[] {
  const uuids = definedUuids(file);
  return uuids.filter((uuid, index) => uuids.indexOf(uuid) !== index).map((uuid) => `${uuid} is defined twice`);
}

function missingUuids(node: Node, defined: ReadonlySet<unknown>): readonly string[] {
  return Object.entries(node)
    .filter(([key]) => /-uuids?$/.test(key))
    .flatMap(([key, value]) => [value].flat().map((uuid) => [key, text(uuid)] as const))
    .filter(([, uuid]) => !defined.has(uuid))
    .map(([key, uuid]) => `${key} ${uuid} leads nowhere`);
}

function missingIds(node: Node, defined: ReadonlySet<unknown>, keys: readonly string[]): readonly string[] {
  return keys
    .filter((key) => key in node && !defined.has(node[key]))
    .map((key) => `${key} ${text(node[key])} is nowhere`);
}

/** A link leads to a resource of its document, a file beside it with these bytes, or a piece of evidence in a pack. */
function brokenLink(node: Node, document: Node, files: OscalFiles): readonly string[] {
  if (typeof node['href'] !== 'string') return [];
  const { href } = node;
  if (href.startsWith('#')) return rlinksOf(document, href).length > 0 ? [] : [`${href} is no resource`];
  const [hash] = (node['hashes'] ?? []) as readonly { readonly value: string }[];
  if (href.startsWith('blobs/sha256/')) return href.endsWith(`/${hash?.value}`) ? [] : [`${href} is not its hash`];
  const file = files.get(href);
  if (file === undefined) return [`${href} is no file here`];
  return sha256Hex(toUtf8(canonicalJson(file))) === hash?.value ? [] : [`${href} has other bytes`];
}

function rlinksOf(document: Node, href: string): readonly Node[] {
  const uuid = href.replace(/^#/, '');
  return [...nodes(document)]
    .flatMap((node) => (node['resources'] ?? []) as readonly Node[])
    .filter((resource) => resource['uuid'] === uuid)
    .flatMap((resource) => (resource['rlinks'] ?? []) as readonly Node[]);
}

function definedUuids(document: Node): readonly string[] {
  return [...nodes(document)].flatMap(({ uuid }) => (typeof uuid === 'string' ? [uuid] : []));
}

function* nodes(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Node;
  for (const inner of Object.values(value)) yield* nodes(inner);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
