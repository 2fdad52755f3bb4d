import type { ClaimKind } from '../claims/claim.js';

/** What a recipe has to say something for. */
export const RECIPE_TOOLS = ['github-actions', 'gitlab-ci', 'tekton', 'cosign'] as const;
export type RecipeTool = (typeof RECIPE_TOOLS)[number];

/** How evidence of one kind is made, signed and submitted. */
export interface Recipe {
  readonly id: string;
  readonly claim: ClaimKind;
  readonly title: string;
  readonly version: string;
  /** Of several recipes for one claim: what is asked for where this one is meant. Numbers are the least. */
  readonly when: Readonly<Record<string, string | number>>;
  /** The predicate type that comes out, or what else it is. */
  readonly makes: string;
  /** What to know before using it, whatever the tool. */
  readonly notes: string;
  readonly placeholders: Readonly<Record<string, Placeholder>>;
  readonly tools: Readonly<Record<RecipeTool, Snippet | NoSnippet>>;
}

/** What stands in a text as `@@NAME@@`, for whoever pastes it to replace. */
export interface Placeholder {
  readonly says: string;
  readonly example: string;
  /** The field of the claim it becomes: filled in where a mapping says which value it wants. */
  readonly field?: string;
}

export interface Snippet {
  readonly language: Language;
  readonly text: string;
  /** Commands that have to be there. */
  readonly needs: readonly string[];
  readonly notes: readonly string[];
  /** The trust rule, in YAML, under which what it makes counts. */
  readonly rule: string;
}

export type Language = 'yaml' | 'sh';

/** Nothing can be pasted with this tool, and why. */
export interface NoSnippet {
  readonly none: string;
}

/**
 * What all recipes have in common with one tool. `frame` goes around a script and `brings` some of its commands, `rule`
 * expects who signs there.
 */
export interface ToolFrame {
  readonly language: Language;
  readonly brings: readonly string[];
  readonly frame: string;
  readonly rule: string;
  readonly notes: readonly string[];
  /** Instead of these, where a recipe runs on a schedule: then other refs sign. */
  readonly scheduled?: { readonly frame: string; readonly rule: string; readonly notes: readonly string[] };
  readonly placeholders: Readonly<Record<string, Placeholder>>;
}

export type ToolFrames = Readonly<Record<RecipeTool, ToolFrame>>;
