import { useState, type KeyboardEvent } from 'react';

interface Place {
  readonly row: number;
  readonly column: number;
}

type Move = (at: Place, size: { readonly rows: number; readonly columns: number }) => Place;

const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  PageUp: ({ row, column }) => ({ row: Math.max(0, row - 10), column }),
  PageDown: ({ row, column }, { rows }) => ({ row: Math.min(rows - 1, row + 10), column }),
  'Control+Home': () => ({ row: 0, column: 0 }),
  'Control+End': (_, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
};

/** The grid pattern of WAI-ARIA: one cell can be reached with Tab, the others from it with arrows, Home and End. */
export function useGridKeys(rows: number, columns: number) {
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const onFocus = (target: EventTarget) => {
    const place = placeOf(target);
    if (place !== undefined) setAt(place);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const move = Object.hasOwn(MOVES, keyOf(event)) ? MOVES[keyOf(event)] : undefined;
    const from = placeOf(event.target);
    if (move === undefined || from === undefined) return;
    event.preventDefault();
    const { row, column } = move(from, { rows, columns });
    // At an edge, and at a product that has no cells, nothing is there to go to.
    event.currentTarget.querySelector<HTMLElement>(`[data-at="${row}:${column}"]`)?.focus();
  };
  return { at, keys: { onFocus, onKeyDown } };
}

function keyOf({ ctrlKey, key }: KeyboardEvent): string {
  return ctrlKey ? `Control+${key}` : key;
}

function placeOf(target: EventTarget): Place | undefined {
  const text = target instanceof HTMLElement ? target.dataset['at'] : undefined;
  const [row, column] = (text ?? '').split(':').map(Number);
  return row === undefined || column === undefined ? undefined : { row, column };
}
