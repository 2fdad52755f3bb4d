import { HOSTILE_SHAPES } from './hostile-shapes.js';

/** What one refusal took, in a process of its own. */
export interface Refusal {
  /** Of processor time. */
  readonly milliseconds: number;
  /** Beyond the input. */
  readonly peakMebibytes: number;
}

const SMALL = new Uint8Array(Buffer.from('{"payloadType":"a","payload":"e30=","signatures":[{"sig":"AA=="}]}'));

/** Refuses the shape it is told once and prints a {@link Refusal}; anything else than its code ends the run. */
function main(name: string): void {
  const shape = HOSTILE_SHAPES[name];
  if (shape === undefined) throw new Error(`no shape ${name}`);
  shape.refusal(SMALL);
  const bytes = shape.bytes();
  const before = process.resourceUsage().maxRSS;
  const start = process.cpuUsage();
  const code = shape.refusal(bytes);
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  const peakMebibytes = (process.resourceUsage().maxRSS - before) / 1024;
  if (code !== shape.expected) throw new Error(`${name} is refused with ${code ?? 'nothing'}`);
  const refusal: Refusal = { milliseconds, peakMebibytes };
  process.stdout.write(JSON.stringify(refusal));
}

main(process.argv[2] ?? '');
