import { describe, expect, it } from '@jest/globals';

import { taskTable, wrapped, type TableGroup } from './task-table.js';

const WHY = 'The part that machines can show holds; the rest needs a person, and nobody has stated it.';
const GROUPS: readonly TableGroup[] = [
  {
    id: 'PS',
    title: 'Protect Software',
    tasks: [
      { id: 'PS.1.1', status: 'SUPPORTED', counted: '12 of 12 artifacts, independent', human: 'open', why: WHY },
      { id: 'PS.2.1', status: 'FAILED', counted: '0 of 12 artifacts, independent', human: 'not needed', why: 'Short.' },
    ],
  },
];

describe('the table of tasks', () => {
  it('has one line per task where nobody said how wide the page is', () => {
    expect(taskTable(GROUPS).filter((line) => line.startsWith('PS.'))).toHaveLength(2);
    expect(taskTable(GROUPS).find((line) => line.startsWith('PS.1.1'))).toContain(WHY);
  });

  it.each([80, 100, 120, 160])('keeps within %d columns and loses no word of the reason', (columns) => {
    const lines = taskTable(GROUPS, { columns });
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain(columns < 101 ? WHY : 'Short.');
    for (const word of WHY.split(' ')) expect(lines.join(' ')).toContain(word);
  });

  it('puts the reason beside its task where there is room, else below it', () => {
    expect(taskTable(GROUPS, { columns: 120 }).find((line) => line.startsWith('PS.2.1'))).toMatch(/Short\.$/);
    expect(taskTable(GROUPS, { columns: 80 })).toContain('        Short.');
  });

  it('colours the status and nothing else, and the word stays', () => {
    const lines = taskTable(GROUPS, { paint: (status, cell) => `<${status}>${cell}</>` });
    expect(lines.find((line) => line.startsWith('PS.2.1'))).toMatch(/^PS\.2\.1 {2}<FAILED>✗ Failed +<\/> {2}0 of 12/);
    expect(lines[0]).not.toContain('<');
  });

  it('leaves the human column out where nothing is said about people', () => {
    const [{ id, status, counted, why }] = GROUPS[0]!.tasks as [TableGroup['tasks'][0]];
    const lines = taskTable([{ ...GROUPS[0]!, tasks: [{ id, status, counted, why }] }]);
    expect(lines[0]).toBe('task    status       machine part                     why');
  });
});

describe('wrapping', () => {
  it.each([
    ['a b c', 3, ['a b', 'c']],
    ['abcdefg', 3, ['abc', 'def', 'g']],
    ['', 10, ['']],
  ])('breaks %j at %d between words, and inside one that is too long', (text, width, lines) => {
    expect(wrapped(text, width)).toEqual(lines);
  });
});
