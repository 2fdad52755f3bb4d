import type { ASTNode } from '@marcbachmann/cel-js';

/** What must hold together: the sides of every `&&` at the top. */
export function conjunctsOf(node: ASTNode): readonly ASTNode[] {
  return node.op === '&&' ? node.args.flatMap(conjunctsOf) : [node];
}

/**
 * Fields without which the whole is never true, read off those conjuncts that cannot do without any of theirs. To ask
 * for these first spares the exception by which the library says that a variable is absent.
 */
export function indispensableFields(ast: ASTNode): readonly string[] {
  const fields = conjunctsOf(ast).flatMap((conjunct) => (isStrict(conjunct) ? namesIn(conjunct) : []));
  return [...new Set(fields)];
}

/** Is it unknown as soon as one of its fields is? Logic, `stated` and `exists` may answer all the same. */
function isStrict(node: ASTNode): boolean {
  switch (node.op) {
    case 'value':
    case 'id':
      return true;
    case '!_':
    case '-_':
      return isStrict(node.args);
    case '&&':
    case '||':
      return false;
    case 'call':
      return node.args[0] !== 'stated' && node.args[1].every(isStrict);
    case 'rcall':
      return node.args[0] !== 'exists' && isStrict(node.args[1]) && node.args[2].every(isStrict);
    default:
      return (node.args as readonly ASTNode[]).every(isStrict);
  }
}

function namesIn(node: ASTNode): readonly string[] {
  switch (node.op) {
    case 'value':
      return [];
    case 'id':
      return [node.args];
    case '!_':
    case '-_':
      return namesIn(node.args);
    case 'call':
      return node.args[1].flatMap(namesIn);
    case 'rcall':
      return [node.args[1], ...node.args[2]].flatMap(namesIn);
    default:
      return (node.args as readonly ASTNode[]).flatMap(namesIn);
  }
}
