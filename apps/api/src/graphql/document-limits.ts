import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** What one document may ask for. Checked before anything runs; the lexer bounds tokens, the HTTP layer the body. */
export const DOCUMENT_LIMITS = { depth: 10, aliases: 30, rootFields: 10, directives: 20, cost: 5000 } as const;

/** Rows a connection field asks for when it does not say. */
const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;
/** Arguments that say how much of a list is shown. */
const SIZES: ReadonlySet<string> = new Set(['first', 'size']);

/** Queries: what makes the judge think, or is long by itself, costs more than what is read in pages. */
const HEAVY: ReadonlyMap<string, number> = new Map([
  ['catalog', 500],
  ['mapping', 500],
  ['profiles', 500],
  ['recipes', 500],
  ['explainControl', 500],
  ['sample', 500],
  ['productResult', 500],
  ['compareReleases', 2000],
  ['gapPlan', 2000],
  ['simulate', 4000],
]);

interface Measure {
  depth: number;
  aliases: number;
  directives: number;
  /** Fields that would be resolved if every page were full. */
  cost: number;
}

/** One validation rule for depth, aliases, root fields, directives and static cost; fragments are followed. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: (operation) => {
      const document = context.getDocument();
      const measure: Measure = { depth: 0, aliases: 0, directives: 0, cost: 0 };
      measureSelection(
        operation.selectionSet,
        { depth: 1, rows: 1, fragments: fragmentsOf(document), open: [] },
        measure,
      );
      const rootFields = operation.selectionSet.selections.length;
      for (const [name, found] of Object.entries({ ...measure, rootFields })) {
        const limit = DOCUMENT_LIMITS[name as keyof typeof DOCUMENT_LIMITS];
        if (found > limit) {
          context.reportError(
            new GraphQLError(`the query has ${name} over ${limit}: ask for less at once`, {
              nodes: operation,
              extensions: { code: 'QUERY_TOO_LARGE', limit: name, allowed: limit },
            }),
          );
        }
      }
    },
  };
}

interface Place {
  readonly depth: number;
  /** How many times this selection runs when every page above it is full. */
  readonly rows: number;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly open: readonly string[];
}

function measureSelection(set: SelectionSetNode, place: Place, measure: Measure): void {
  if (measure.cost > DOCUMENT_LIMITS.cost || place.depth > DOCUMENT_LIMITS.depth + 1) return; // over a limit already
  for (const selection of set.selections) {
    measure.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD) measureField(selection, place, measure);
    else if (selection.kind === Kind.INLINE_FRAGMENT) measureSelection(selection.selectionSet, place, measure);
    else {
      const name = selection.name.value;
      const fragment = place.open.includes(name) ? undefined : place.fragments.get(name);
      if (fragment !== undefined)
        measureSelection(fragment.selectionSet, { ...place, open: [...place.open, name] }, measure);
    }
  }
}

function measureField(field: FieldNode, place: Place, measure: Measure): void {
  if (field.name.value.startsWith('__')) return; // introspection is switched on or off as a whole
  if (field.alias !== undefined) measure.aliases += 1;
  measure.depth = Math.max(measure.depth, place.depth);
  measure.cost += heavinessOf(field, place) ?? place.rows;
  if (field.selectionSet === undefined) return;
  measureSelection(
    field.selectionSet,
    { ...place, depth: place.depth + 1, rows: place.rows * rowsOf(field, place) },
    measure,
  );
}

/** A connection, or what lists without pages, multiplies what is below it; a variable counts as the largest page. */
function rowsOf(field: FieldNode, place: Place): number {
  const first = field.arguments?.find((argument) => SIZES.has(argument.name.value))?.value;
  if (first === undefined) return isConnection(field) || heavinessOf(field, place) !== undefined ? DEFAULT_PAGE : 1;
  return first.kind === Kind.INT ? Math.min(Math.max(Number(first.value), 1), MAX_PAGE) : MAX_PAGE;
}

function heavinessOf(field: FieldNode, { depth }: Place): number | undefined {
  return depth === 1 ? HEAVY.get(field.name.value) : undefined;
}

function isConnection(field: FieldNode): boolean {
  return (
    field.selectionSet?.selections.some(
      (selection) => selection.kind === Kind.FIELD && selection.name.value === 'edges',
    ) ?? false
  );
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}
