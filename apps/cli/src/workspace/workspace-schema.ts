import { z } from 'zod';

const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'lower-case letters, digits and inner hyphens');
const path = z.string().min(1).max(4096).describe('Relative to the workspace file.');

const artifact = z.union([
  z.strictObject({ name: z.string().min(1), file: path }),
  z.strictObject({ name: z.string().min(1), digests: z.array(z.string()).min(1) }),
]);

const release = z.strictObject({
  version: z.string().min(1).max(128),
  artifacts: z
    .array(artifact)
    .optional()
    .describe('What the release consists of, when no signed manifest among the evidence says so.'),
  revision: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .optional()
    .describe('Commit it was built from.'),
});

const product = z.strictObject({ slug, name: z.string().min(1).max(200), releases: z.array(release).min(1) });

const trustRoot = z.union([
  z.literal('public-good'),
  z
    .strictObject({ name: slug, file: path })
    .describe('A Sigstore trusted_root.json, the CA certificates of an organization in PEM, or a SPIFFE bundle.'),
]);

/** An organization as files: what the offline commands work on. */
export const workspaceSchema = z
  .strictObject({
    organization: z.strictObject({ slug, name: z.string().min(1).max(200), synthetic: z.boolean().default(false) }),
    trustRoots: z.array(trustRoot).min(1).default(['public-good']),
    rules: z
      .array(z.record(z.string(), z.unknown()))
      .default([])
      .describe('Trust rules; see docs/reference/trust-rule.schema.json.'),
    proposedRules: z
      .array(z.record(z.string(), z.unknown()))
      .default([])
      .describe('Rules that nobody has confirmed: they are never used. Move those that you confirm to rules.'),
    layers: z
      .array(path)
      .max(20)
      .default([])
      .describe('Mapping layers of the organization, the bottom one first; see docs/mappings.md.'),
    wordings: z
      .array(path)
      .max(20)
      .default([])
      .describe('Official wordings that aver catalog import made: reports show them, nothing is judged by them.'),
    evidence: z.array(path).default([]).describe('Files, or folders that are read recursively.'),
    repositories: z
      .array(path)
      .default([])
      .describe('Git repositories whose signed commits and tags are evidence, the newest 1,000.'),
    products: z.array(product).min(1),
  })
  .meta({ id: 'averment-workspace', title: 'Averment workspace' });

export type WorkspaceFile = z.infer<typeof workspaceSchema>;

export function workspaceJsonSchema(): unknown {
  return z.toJSONSchema(workspaceSchema, { io: 'input' });
}
