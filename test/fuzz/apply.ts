import { applyToDer } from './der-tree.js';
import type { Edit } from './edits.js';
import { applyToJson } from './json-tree.js';

const MAX_BYTES = 256 * 1024;

/** The input with every edit done to it; it does not grow without end. */
export function applied(input: Uint8Array, edits: readonly Edit[]): Uint8Array {
  return edits.reduce((bytes, edit) => applyOne(bytes, edit).subarray(0, MAX_BYTES), input);
}

/** A tree is changed by what the bytes are: JSON, DER, or neither. */
function applyOne(bytes: Uint8Array, edit: Edit): Uint8Array {
  if (edit.kind === 'tree') return applyToJson(bytes, edit, applyOne) ?? applyToDer(bytes, edit, applyOne) ?? bytes;
  const at = edit.at % (bytes.length + 1);
  switch (edit.kind) {
    case 'flip':
      return replaced(bytes, at, 1, Uint8Array.of((bytes[at] ?? 0) ^ edit.mask));
    case 'splice':
      return replaced(bytes, at, edit.length, edit.insert);
    case 'repeat':
      return replaced(bytes, at, 0, repeated(bytes.subarray(at, at + edit.length), edit.times));
    case 'move': {
      const part = Uint8Array.from(bytes.subarray(at, at + edit.length));
      const rest = replaced(bytes, at, edit.length, new Uint8Array());
      return replaced(rest, edit.to % (rest.length + 1), 0, part);
    }
    case 'number':
      return replaced(bytes, at, edit.bytes.length, edit.bytes);
  }
}

function replaced(bytes: Uint8Array, at: number, length: number, insert: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + length)]);
}

function repeated(part: Uint8Array, times: number): Uint8Array {
  return Buffer.concat(Array.from({ length: times }, () => part));
}
