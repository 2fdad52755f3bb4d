/** Records of RFC 4180, every cell as the file holds it. @throws Error for what is no CSV */
export function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let cells: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [all = '', quoted, plain = '', end] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
    if (end === undefined) throw new Error(`no cell of CSV: ${rest.slice(0, 40)}`);
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      records.push(cells);
      cells = [];
    }
    rest = rest.slice(all.length);
  }
  return records;
}
