import { isAlias, isNode, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { z } from 'zod';

import { ParseError } from '#kernel';

export type Path = readonly PropertyKey[];

const MAX_CHARACTERS = 1_000_000;
/** Nodes around a node; a requirement of the deepest accepted tree has about thirty. */
const MAX_NESTING = 64;

/**
 * A YAML file together with where everything stands in it, so that a refusal can name file and line. Only plain,
 * finite data is accepted: one document, no aliases (they can be circular), no tags, no key twice. It may be hostile:
 * a mapping can come out of a stranger's pack.
 */
export class YamlSource {
  readonly #lines = new LineCounter();
  readonly #document: Document;

  /** @throws ParseError YAML_INVALID, LIMIT_EXCEEDED */
  constructor(
    text: string,
    private readonly file: string,
  ) {
    if (text.length > MAX_CHARACTERS) {
      throw new ParseError('LIMIT_EXCEEDED', `${file} is longer than ${MAX_CHARACTERS} characters`);
    }
    const options = { lineCounter: this.#lines, schema: 'core', strict: true, uniqueKeys: true, prettyErrors: false };
    this.#document = parseDocument(text, options);
    const [problem] = [...this.#document.errors, ...this.#document.warnings];
    if (problem !== undefined) throw this.#refusalAt(problem.pos[0], 'YAML_INVALID', problem.message);
    this.#refuseWhatIsNotPlain();
  }

  /** The value as the schema types it. @throws ParseError `code`, naming the line of the clearest problem */
  read<T>(schema: z.ZodType<T>, code: string): T {
    const result = schema.safeParse(this.#document.toJS());
    if (result.success) return result.data;
    const { path, message } = clearest(result.error.issues);
    throw this.refusal(path, code, message);
  }

  /** A refusal of what stands at `path`: `file:line: path: reason`. */
  refusal(path: Path, code: string, reason: string): ParseError {
    const where = path.length === 0 ? '' : `${path.map(String).join('.')}: `;
    return this.#refusalAt(this.#offsetOf(path), code, `${where}${reason}`);
  }

  #refusalAt(offset: number, code: string, reason: string): ParseError {
    const { line } = this.#lines.linePos(offset);
    const { file } = this;
    return new ParseError(code, `${file}:${line}: ${reason}`, { details: { file, line } });
  }

  /** Where the thing stands, or the nearest thing around it that is there. */
  #offsetOf(path: Path): number {
    for (let length = path.length; length >= 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }

  #refuseWhatIsNotPlain(): void {
    visit(this.#document, (_, node, around) => {
      if (!isNode(node)) return;
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node)) throw this.#refusalAt(offset, 'YAML_INVALID', `alias *${node.source}: write it out instead`);
      if (around.length > MAX_NESTING) throw this.#refusalAt(offset, 'YAML_INVALID', 'nested too deeply');
    });
  }
}

interface Problem {
  readonly path: Path;
  readonly message: string;
}

/** Of a union's refusals, the one of the branch that was most likely meant: the fewest keys missing or too many. */
function clearest(issues: readonly z.core.$ZodIssue[], at: Path = []): Problem {
  const [issue] = issues;
  if (issue === undefined) return { path: at, message: 'invalid' };
  const path = [...at, ...issue.path];
  if (issue.code === 'invalid_key') return { path, message: clearest(issue.issues).message };
  if (issue.code !== 'invalid_union') return { path, message: issue.message };
  const [meant] = [...issue.errors].sort((a, b) => misfit(a) - misfit(b));
  return meant === undefined ? { path, message: issue.message } : clearest(meant, path);
}

function misfit(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length;
    return sum + (issue.code === 'invalid_type' && issue.path.length <= 1 ? 1 : 0);
  }, 0);
}
