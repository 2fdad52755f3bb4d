type Section = Readonly<Record<string, number | string>>;

/** Results for people: a heading per section, a line per figure. */
export function renderTable({ machine, size, ...sections }: Readonly<Record<string, Section | string>>): string {
  const titled = Object.entries(sections).flatMap(([name, section]) =>
    typeof section === 'string' ? [] : [sectionLines(name, section)],
  );
  return `${[machineLine(machine, size), ...titled].join('\n\n')}\n`;
}

function machineLine(machine: Section | string | undefined, size: Section | string | undefined): string {
  const facts = typeof machine === 'object' ? Object.entries(machine).map(([name, value]) => `${name} ${value}`) : [];
  return [...facts, ...(typeof size === 'string' ? [`${size} rounds`] : [])].join(' · ');
}

function sectionLines(name: string, section: Section): string {
  const rows = Object.entries(section).map(([label, value]) => [words(label), figure(value)] as const);
  const [left, right] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([label, value]) => `  ${label.padEnd(left ?? 0)}  ${value.padStart(right ?? 0)}`);
  return [name, ...lines].join('\n');
}

function words(label: string): string {
  return label.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function figure(value: number | string): string {
  return typeof value === 'number' ? value.toLocaleString('en-US') : value;
}
