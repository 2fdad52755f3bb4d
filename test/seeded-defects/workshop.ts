import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { patched, type Defect } from './defect.js';

const SOURCES = [
  ...['apps', 'libs', 'test', 'mappings', 'scripts', 'docs'],
  ...['package.json', 'tsconfig.json', 'jest.config.mjs', '.swcrc', 'schema.graphql'],
];
const NODE_FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const PATIENCE_MILLISECONDS = 180_000;

/** What a run of specs came to. `crashed`: no test failed, yet the suite did not end well. */
export type Result =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly failing: readonly string[] }
  | { readonly outcome: 'crashed' | 'hung'; readonly output: string };

interface JestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
    readonly message: string;
  }[];
}

/** A copy of the sources of its own, in which one defect at a time is seeded and looked for. */
export class Workshop {
  readonly #folder: string;
  #stop: () => void = () => undefined;

  private constructor(
    private readonly root: string,
    folder: string,
  ) {
    this.#folder = folder;
  }

  static open(root: string): Workshop {
    const folder = mkdtempSync(join(tmpdir(), 'averment-defects-'));
    for (const name of SOURCES) {
      if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    mkdirSync(join(folder, '.cache'));
    return new Workshop(root, folder);
  }

  /** Runs the specs of a defect with the defect in place; the sources are whole again afterwards. */
  async seed(defect: Defect): Promise<Result> {
    const file = join(this.#folder, defect.file);
    const whole = readFileSync(file);
    writeFileSync(file, patched(defect, this.#folder));
    try {
      return await this.run(defect.tests);
    } finally {
      writeFileSync(file, whole);
    }
  }

  async run(tests: readonly string[]): Promise<Result> {
    if (tests.length === 0) return { outcome: 'passed' };
    const report = join(this.#folder, '.cache', 'report.json');
    rmSync(report, { force: true });
    const { hung, output } = await this.#jest(tests, report);
    if (hung) return { outcome: 'hung', output };
    if (!existsSync(report)) return { outcome: 'crashed', output };
    const { success, testResults } = JSON.parse(readFileSync(report, 'utf8')) as JestReport;
    const failing = testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    );
    if (failing.length > 0) return { outcome: 'failed', failing };
    const messages = testResults.map(({ message }) => message).join('\n');
    return success ? { outcome: 'passed' } : { outcome: 'crashed', output: messages };
  }

  /** Ends what still runs, and leaves nothing behind. */
  close(): void {
    this.#stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #jest(tests: readonly string[], report: string): Promise<{ readonly hung: boolean; readonly output: string }> {
    const jest = createRequire(join(this.root, 'package.json')).resolve('jest/bin/jest');
    const cache = join(this.#folder, '.cache', 'jest');
    const words = ['--runInBand', '--silent', '--json', '--outputFile', report, '--cacheDirectory', cache];
    const child = spawn(process.execPath, [...NODE_FLAGS, jest, ...words, '--runTestsByPath', ...tests], {
      cwd: this.#folder,
      // Third-party vectors are left out: what our own tests do not catch is a hole in them.
      env: { ...process.env, AVERMENT_SHARED: join(this.#folder, 'nothing-shared') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#stop = () => void child.kill('SIGKILL');
    let output = '';
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    return new Promise((done) => {
      let hung = false;
      const timer = setTimeout(() => {
        hung = true;
        child.kill('SIGKILL');
      }, PATIENCE_MILLISECONDS);
      child.on('close', () => {
        clearTimeout(timer);
        done({ hung, output });
      });
    });
  }
}
